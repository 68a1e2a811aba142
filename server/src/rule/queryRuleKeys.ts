// Keys of `[rule]` that depend on the rule type. Facts: schema of the detection-rules repository and the detection API.
import type { TomlTable } from '../toml/ast';
import { tablesAt } from './tomlValues';
import { languagesOf, queryBasedTypes, ruleTypes } from './rule';
import type { RuleType } from './rule';
import type { Pattern, RuleKeyRow } from './ruleKey';

const kqlTypes: readonly RuleType[] = ['query', 'new_terms', 'threshold', 'threat_match'];
/** An ES|QL query names its indices itself. */
const indexedTypes = queryBasedTypes.filter((type) => type !== 'esql');
const writtenQueryTypes = queryBasedTypes.filter((type) => type !== 'saved_query');

const fieldName: Pattern = { regex: /\S/, words: 'names of fields, none of them empty' };

/** A threshold rule suppresses by the fields of its threshold. */
const groupingTypes = ruleTypes.filter((type) => type !== 'threshold');

/** A KQL rule may consist of `filters` alone. */
function filtersWillDo(table: TomlTable, type: RuleType | undefined): boolean {
  return type !== undefined && kqlTypes.includes(type) && tablesAt(table, 'filters').length > 0;
}

const queryKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.query',
    type: 'string',
    requiredFor: writtenQueryTypes,
    optionalIn: filtersWillDo,
    onlyFor: queryBasedTypes,
    description: 'The search, in the language that `language` names.',
  },
  {
    path: 'rule.language',
    type: 'string',
    requiredFor: writtenQueryTypes,
    onlyFor: queryBasedTypes,
    values: [
      { name: 'kuery', description: 'KQL, the Kibana Query Language.' },
      { name: 'lucene', description: 'Lucene query syntax.' },
      { name: 'eql', description: 'Event Query Language; rules of type `eql`.' },
      { name: 'esql', description: 'ES|QL; rules of type `esql`.' },
    ],
    valuesFor: languagesOf,
    description: 'Language of `query`.',
    example: '"kuery"',
  },
  {
    path: 'rule.index',
    type: 'strings',
    onlyFor: indexedTypes,
    description:
      'Index patterns to search, with `*` wildcards. Not together with `data_view_id`; an ES|QL query names its ' +
      'indices itself.',
    example: '["logs-system.security*", "winlogbeat-*"]',
  },
  {
    path: 'rule.data_view_id',
    type: 'string',
    onlyFor: indexedTypes,
    description: 'Kibana data view to search, instead of `index`.',
  },
  {
    path: 'rule.saved_id',
    type: 'string',
    requiredFor: ['saved_query'],
    onlyFor: ['saved_query', 'query'],
    description: 'Id of the saved query in Kibana.',
  },
];

const suppressionKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.alert_suppression',
    type: 'table',
    description:
      'Folds alerts with equal values into one. First stack by type: query 8.8, threshold 8.12, threat_match 8.13, ' +
      'new_terms and eql 8.14, esql and machine_learning 8.15.',
  },
  {
    path: 'rule.alert_suppression.group_by',
    type: 'strings',
    requiredFor: groupingTypes,
    onlyFor: groupingTypes,
    limits: { min: 1, max: 3 },
    pattern: fieldName,
    description: 'One to three fields whose values must be equal.',
    example: '["host.id"]',
  },
  {
    path: 'rule.alert_suppression.missing_fields_strategy',
    type: 'string',
    requiredFor: groupingTypes,
    onlyFor: groupingTypes,
    values: [
      { name: 'suppress', description: 'Events without the field form a group of their own.' },
      { name: 'doNotSuppress', description: 'Events without the field alert one by one.' },
    ],
    description: 'What becomes of events that lack a `group_by` field.',
    example: '"suppress"',
  },
  {
    path: 'rule.alert_suppression.duration',
    type: 'table',
    requiredFor: ['threshold'],
    description: 'How long alerts are folded. Without it: within one execution.',
  },
  {
    path: 'rule.alert_suppression.duration.value',
    type: 'integer',
    requiredFor: 'all',
    limits: { min: 1 },
    description: 'Length, in `unit`.',
  },
  {
    path: 'rule.alert_suppression.duration.unit',
    type: 'string',
    requiredFor: 'all',
    values: [
      { name: 's', description: 'Seconds.' },
      { name: 'm', description: 'Minutes.' },
      { name: 'h', description: 'Hours.' },
    ],
    description: 'Unit of `value`.',
  },
];

const newTermsKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.new_terms',
    type: 'table',
    requiredFor: ['new_terms'],
    optionalIn: (table) => table.entries.has('new_terms_fields'),
    onlyFor: ['new_terms'],
    description: 'Which values count as new, and how far back they must be unknown.',
  },
  {
    path: 'rule.new_terms.field',
    type: 'string',
    requiredFor: 'all',
    values: [{ name: 'new_terms_fields', description: 'Fixed word of the file format.' }],
    description: 'Always `new_terms_fields`.',
    example: '"new_terms_fields"',
  },
  {
    path: 'rule.new_terms.value',
    type: 'strings',
    requiredFor: 'all',
    limits: { min: 1, max: 3 },
    pattern: fieldName,
    description:
      'One to three fields. An event alerts if the combination of their values did not occur in the history window ' +
      'among events that satisfy the same query. Several fields need stack 8.6.',
    example: '["user.id", "winlog.event_data.TaskName"]',
  },
  {
    path: 'rule.new_terms.history_window_start',
    type: 'tables',
    requiredFor: 'all',
    description: 'Start of the history window.',
  },
  {
    path: 'rule.new_terms.history_window_start.field',
    type: 'string',
    requiredFor: 'all',
    values: [{ name: 'history_window_start', description: 'Fixed word of the file format.' }],
    description: 'Always `history_window_start`.',
    example: '"history_window_start"',
  },
  {
    path: 'rule.new_terms.history_window_start.value',
    type: 'string',
    requiredFor: 'all',
    description:
      'Date math; must lie before `from`. A longer history finds fewer, truly new values and costs more.',
    example: '"now-14d"',
  },
  {
    path: 'rule.new_terms_fields',
    type: 'strings',
    limits: { min: 1, max: 3 },
    onlyFor: ['new_terms'],
    description: 'As in the detection API; in rule files usually `[rule.new_terms]`.',
  },
  {
    path: 'rule.history_window_start',
    type: 'string',
    requiredFor: ['new_terms'],
    optionalIn: (table) => !table.entries.has('new_terms_fields'),
    onlyFor: ['new_terms'],
    description: 'As in the detection API; in rule files usually `[rule.new_terms]`.',
  },
];

const thresholdKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.threshold',
    type: 'table',
    requiredFor: ['threshold'],
    onlyFor: ['threshold'],
    description: 'How many events of a group make an alert.',
  },
  {
    path: 'rule.threshold.field',
    type: 'strings',
    requiredFor: 'all',
    limits: { min: 0, max: 5 },
    description:
      'Fields to group by, at most 5 (3 before stack 9.2). An empty list counts all events together.',
    example: '["user.name", "source.ip"]',
  },
  {
    path: 'rule.threshold.value',
    type: 'integer',
    requiredFor: 'all',
    limits: { min: 1 },
    description: 'Number of events a group must reach.',
    example: '10',
  },
  {
    path: 'rule.threshold.cardinality',
    type: 'tables',
    description: 'How many different values of one field a group must have besides.',
  },
  {
    path: 'rule.threshold.cardinality.field',
    type: 'string',
    requiredFor: 'all',
    description: 'Field whose different values are counted.',
  },
  {
    path: 'rule.threshold.cardinality.value',
    type: 'integer',
    requiredFor: 'all',
    limits: { min: 1 },
    description: 'Number of different values that must be reached.',
  },
];

const eqlKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.timestamp_field',
    type: 'string',
    onlyFor: ['eql'],
    since: '8.0',
    description: 'Time field that orders events, instead of `@timestamp`.',
  },
  {
    path: 'rule.event_category_override',
    type: 'string',
    onlyFor: ['eql'],
    since: '8.0',
    description: 'Field the event class of a clause stands for, instead of `event.category`.',
  },
  {
    path: 'rule.tiebreaker_field',
    type: 'string',
    onlyFor: ['eql'],
    since: '8.0',
    description: 'Field that orders events of equal time.',
  },
];

const machineLearningKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.anomaly_threshold',
    type: 'integer',
    requiredFor: ['machine_learning'],
    onlyFor: ['machine_learning'],
    description: 'Anomaly score from which on there is an alert.',
    example: '70',
  },
  {
    path: 'rule.machine_learning_job_id',
    type: 'string-or-strings',
    requiredFor: ['machine_learning'],
    onlyFor: ['machine_learning'],
    description: 'Job or jobs whose anomalies count.',
  },
];

export const queryRuleKeys: readonly RuleKeyRow[] = [
  ...queryKeys,
  ...suppressionKeys,
  ...newTermsKeys,
  ...thresholdKeys,
  ...eqlKeys,
  ...machineLearningKeys,
];
