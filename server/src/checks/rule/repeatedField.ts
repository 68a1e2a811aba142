// repeated-field: a field or index pattern that a list names twice.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { valueAt, tableAt } from '../../rule/tomlValues';
import type { EntryValue } from '../../rule/tomlValues';
import type { TomlArray } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { removeItem } from '../listEdits';
import { ruleOf } from '../ruleTables';

export const repeatedField: Check = {
  code: 'repeated-field',
  severity: 'warning',
  doc: 'A list of fields or index patterns names one of them twice.',
  run: ({ document }) =>
    lists.flatMap((path) => {
      const list = listAt(document, path);
      return list ? repeatedIn(list) : [];
    }),
};

const lists = [
  'index',
  'threat_index',
  'new_terms.value',
  'new_terms_fields',
  'threshold.field',
  'alert_suppression.group_by',
  'investigation_fields.field_names',
] as const;

function listAt(document: RuleDocument, path: string): TomlArray | undefined {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let table = ruleOf(document);
  for (const name of names) table = tableAt(table, name);
  const value: EntryValue | undefined = valueAt(table, last);
  return value?.kind === 'array' ? value : undefined;
}

function repeatedIn(list: TomlArray): readonly Finding[] {
  const first = new Map<string, Located<string>>();
  return list.items.flatMap((item, index) => {
    if (item.kind !== 'string') return [];
    const earlier = first.get(item.value);
    if (!earlier) {
      first.set(item.value, item);
      return [];
    }
    return [
      {
        message: `\`${item.value}\` stands twice.`,
        span: item.span,
        related: [{ span: earlier.span, message: 'The first' }],
        fixes: [{ title: 'Remove it', edits: [removeItem(list, index)], isSafe: true }],
      },
    ];
  });
}
