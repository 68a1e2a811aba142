// The document fields that keys of a rule name, besides the query.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, stringListAt, tableAt, tablesAt } from '../../rule/tomlValues';
import { keepLast } from '../../text/oncePer';
import { ruleOf } from '../ruleTables';

/** What the rule does with the field. */
export type FieldUse = 'group' | 'value' | 'shown';

/** A list of fields, or a single one, and the key that names them. */
export interface FieldList {
  /** Dotted key below `[rule]`. */
  readonly key: string;
  readonly fields: readonly Located<string>[];
  /** Fields to group by must have terms; others are only read, or shown if they are there. */
  readonly use: FieldUse;
}

/** The lists in the order of their importance; keys that are absent are left out. */
export const ruleFields = keepLast(readFields);

function readFields(document: RuleDocument): readonly FieldList[] {
  const { rule } = document;
  const table = ruleOf(document);
  const lists: readonly FieldList[] = [
    { key: 'new_terms.value', fields: rule.newTerms?.fields?.value ?? [], use: 'group' },
    { key: 'threshold.field', fields: rule.threshold?.fields ?? [], use: 'group' },
    {
      key: 'threshold.cardinality.field',
      fields: rule.threshold?.cardinality.flatMap(({ field }) => field ?? []) ?? [],
      use: 'group',
    },
    {
      key: 'alert_suppression.group_by',
      fields: rule.alertSuppression?.groupBy ?? [],
      use: 'group',
    },
    {
      key: 'threat_mapping.entries.field',
      fields:
        rule.indicatorMatch?.groups.flatMap(({ entries }) =>
          entries.flatMap(({ field }) => field ?? []),
        ) ?? [],
      use: 'value',
    },
    ...[
      'timestamp_override',
      'rule_name_override',
      'timestamp_field',
      'event_category_override',
      'tiebreaker_field',
    ].map((key): FieldList => ({
      key,
      fields: [stringAt(table, key)].filter((field) => field !== undefined),
      use: 'value',
    })),
    ...['severity_mapping', 'risk_score_mapping'].map((key): FieldList => ({
      key: `${key}.field`,
      fields: tablesAt(table, key).flatMap((entry) => stringAt(entry, 'field') ?? []),
      use: 'value',
    })),
    {
      key: 'investigation_fields.field_names',
      fields: stringListAt(tableAt(table, 'investigation_fields'), 'field_names')?.value ?? [],
      use: 'shown',
    },
  ];
  return lists.filter(({ fields }) => fields.length > 0);
}
