// repeated-field: a field or index pattern that a list names twice.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { asTable, valueAt } from '../../rule/tomlValues';
import type { EntryValue } from '../../rule/tomlValues';
import type { TomlArray } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { removeItem } from '../listEdits';

export const repeatedField: Check = {
  code: 'repeated-field',
  severity: 'warning',
  doc: 'A list of fields, index patterns or integrations names one of them twice.',
  run: ({ document }) =>
    findEach(lists, (names) => {
      const list = listAt(document, names);
      return list && list.items.length > 1 ? repeatedIn(document.text, list) : nothing;
    }),
};

/** The names on the way to each list. */
const lists: readonly (readonly string[])[] = [
  ['metadata', 'integration'],
  ['rule', 'index'],
  ['rule', 'threat_index'],
  ['rule', 'new_terms', 'value'],
  ['rule', 'new_terms_fields'],
  ['rule', 'threshold', 'field'],
  ['rule', 'alert_suppression', 'group_by'],
  ['rule', 'investigation_fields', 'field_names'],
];

function listAt(document: RuleDocument, names: readonly string[]): TomlArray | undefined {
  let value: EntryValue | undefined = document.toml.root;
  for (const name of names) value = valueAt(asTable(value), name);
  return value?.kind === 'array' ? value : undefined;
}

function repeatedIn(text: string, list: TomlArray): readonly Finding[] {
  // Behind an exclusion a pattern adds again what was taken out.
  if (list.items.some((item) => item.kind === 'string' && item.value.startsWith('-')))
    return nothing;
  const first = new Map<string, Located<string>>();
  return findEach(list.items, (item, index) => {
    if (item.kind !== 'string') return nothing;
    const earlier = first.get(item.value);
    if (!earlier) {
      first.set(item.value, item);
      return nothing;
    }
    return [
      {
        message: `\`${item.value}\` stands twice.`,
        span: item.span,
        related: [{ span: earlier.span, message: 'The first' }],
        fixes: [{ title: 'Remove it', edits: removeItem(text, list, index), isSafe: true }],
      },
    ];
  });
}
