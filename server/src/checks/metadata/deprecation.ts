// deprecation: what a retired rule says about its end.
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { addPair, removeEntry } from '../pairEdits';
import { changeText, metadataOf } from '../ruleTables';

export const deprecation: Check = {
  code: 'deprecation',
  severity: 'information',
  doc: 'A deprecated rule has a `deprecation_date`, the same as `updated_date`; other rules have none.',
  needsWholeFile: true,
  run: findDeprecation,
};

function findDeprecation({ document }: CheckInput): readonly Finding[] {
  const table = metadataOf(document);
  const maturity = stringAt(table, 'maturity');
  const [date, updated] = [stringAt(table, 'deprecation_date'), stringAt(table, 'updated_date')];
  if (maturity?.value !== 'deprecated') {
    if (!table || !maturity) return nothing;
    return findEach(['deprecation_date', 'deprecated_reason'], (name) => {
      const entry = table.entries.get(name);
      if (!entry) return nothing;
      const message = `A rule of maturity \`${maturity.value}\` has no \`${name}\`.`;
      return [{ message, span: entry.key.span, fixes: removeEntry(document, entry) }];
    });
  }
  if (!date)
    return [
      {
        message: 'A deprecated rule has a `deprecation_date`.',
        span: maturity.span,
        fixes: updated ? addDate(document, updated.value) : [],
      },
    ];
  if (!updated || updated.value === date.value) return [];
  return [
    {
      message: '`deprecation_date` and `updated_date` are the same day.',
      span: date.span,
      related: [{ span: updated.span, message: 'The last change' }],
      fixes: [changeText(date.span, updated.value)],
    },
  ];
}

function addDate(document: RuleDocument, day: string): readonly Fix[] {
  const pair = { key: 'deprecation_date', value: JSON.stringify(day), below: 'maturity' };
  return addPair(document, metadataOf(document), pair);
}
