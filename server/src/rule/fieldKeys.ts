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
  'rule.filters.meta.key',
  'rule.threat_filters.meta.key',
  'transform.investigate.providers.field',
]);

/** True for a key whose value, or each item of it, names a document field. */
export function holdsFieldName(path: readonly string[]): boolean {
  return fieldKeys.has(path.join('.'));
}

/** Clauses of Elasticsearch's query DSL whose only key names a field. */
const fieldClauses: ReadonlySet<string> = new Set([
  'match',
  'match_phrase',
  'match_phrase_prefix',
  'term',
  'terms',
  'range',
  'wildcard',
  'prefix',
  'regexp',
  'fuzzy',
]);

function isInFilter(path: readonly string[]): boolean {
  return path[0] === 'rule' && (path[1] === 'filters' || path[1] === 'threat_filters');
}

/** True for a key of a Kibana filter that is itself the name of a field. */
export function isFieldName(path: readonly string[]): boolean {
  return isInFilter(path) && fieldClauses.has(path.at(-2) ?? '');
}

/** True for the value in a Kibana filter that names the field which must exist. */
export function namesExistingField(path: readonly string[]): boolean {
  return isInFilter(path) && path.at(-1) === 'field' && path.at(-2) === 'exists';
}

const dateKeys: ReadonlySet<string> = new Set(['rule.timestamp_override', 'rule.timestamp_field']);

/** True for a key that names a field of type date. */
export function holdsDateField(path: readonly string[]): boolean {
  return dateKeys.has(path.join('.'));
}

/** True for a key that names a field of an indicator. */
export function holdsIndicatorField(path: readonly string[]): boolean {
  return path.join('.') === 'rule.threat_mapping.entries.value';
}
