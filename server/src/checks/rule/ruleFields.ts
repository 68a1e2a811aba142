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
  const { newTerms, threshold, alertSuppression, indicatorMatch } = document.rule;
  const table = ruleOf(document);
  const lists: FieldList[] = [];
  const add = (key: string, use: FieldUse, fields: FieldList['fields'] = []): void => {
    if (fields.length > 0) lists.push({ key, fields, use });
  };
  add('new_terms.value', 'group', newTerms?.fields?.value);
  add('threshold.field', 'group', threshold?.fields);
  const counted = threshold?.cardinality.flatMap(({ field }) => field ?? []);
  add('threshold.cardinality.field', 'group', counted);
  add('alert_suppression.group_by', 'group', alertSuppression?.groupBy);
  const mapped = indicatorMatch?.groups.flatMap(({ entries }) =>
    entries.flatMap(({ field }) => field ?? []),
  );
  add('threat_mapping.entries.field', 'value', mapped);
  for (const key of singleFields) {
    const field = stringAt(table, key);
    if (field) add(key, 'value', [field]);
  }
  for (const key of ['severity_mapping', 'risk_score_mapping']) {
    const fields = tablesAt(table, key).flatMap((entry) => stringAt(entry, 'field') ?? []);
    add(`${key}.field`, 'value', fields);
  }
  const shown = stringListAt(tableAt(table, 'investigation_fields'), 'field_names');
  add('investigation_fields.field_names', 'shown', shown?.value);
  return lists;
}

/** Those of EQL rules alone have a check of their own. */
const singleFields: readonly string[] = ['timestamp_override', 'rule_name_override'];
