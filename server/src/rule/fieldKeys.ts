// Rule keys whose values are names of document fields.

const fieldKeys: ReadonlySet<string> = new Set([
  'rule.new_terms.value',
  'rule.new_terms_fields',
  'rule.timestamp_override',
  'rule.rule_name_override',
  'rule.alert_suppression.group_by',
  'rule.threshold.field',
  'rule.threshold.cardinality.field',
  'rule.investigation_fields.field_names',
  'rule.severity_mapping.field',
  'rule.risk_score_mapping.field',
  'rule.threat_mapping.entries.field',
  'rule.threat_mapping.entries.value',
  'rule.timestamp_field',
  'rule.event_category_override',
  'rule.tiebreaker_field',
  'rule.required_fields.name',
]);

/** True for a key whose value, or each item of it, names a document field. */
export function holdsFieldName(path: readonly string[]): boolean {
  return fieldKeys.has(path.join('.'));
}

const dateKeys: ReadonlySet<string> = new Set(['rule.timestamp_override', 'rule.timestamp_field']);

/** True for a key that names a field of type date. */
export function holdsDateField(path: readonly string[]): boolean {
  return dateKeys.has(path.join('.'));
}
