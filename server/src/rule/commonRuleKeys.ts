// Keys of `[rule]` that every rule type has. Facts: schema of the detection-rules repository and the detection API.
import type { KeyValue, Pattern, RuleKeyRow } from './ruleKey';

const severities: readonly KeyValue[] = [
  { name: 'low', description: 'Interesting, seldom a threat by itself. Customary risk score: 21.' },
  { name: 'medium', description: 'Worth a look. Customary risk score: 47.' },
  { name: 'high', description: 'Needs attention soon. Customary risk score: 73.' },
  { name: 'critical', description: 'Needs attention at once. Customary risk score: 99.' },
];

const typeValues: readonly KeyValue[] = [
  { name: 'query', description: 'Every event that satisfies the query makes an alert.' },
  { name: 'saved_query', description: 'As `query`, with a query saved in Kibana.' },
  {
    name: 'new_terms',
    description:
      'An alert for the first event with values that did not occur in the history window.',
  },
  {
    name: 'threshold',
    description: 'An alert where a group of events reaches a number.',
  },
  {
    name: 'threat_match',
    description: 'An alert where values of an event are found among threat indicators.',
  },
  { name: 'eql', description: 'An EQL event query, sequence or sample.' },
  { name: 'esql', description: 'An ES|QL query: every row of its result makes an alert.' },
  { name: 'machine_learning', description: 'Anomalies of a machine learning job.' },
];

/** The second form is one released id with a digit too many, which the repository tolerates. */
const ruleIdPattern =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|119c8877-8613-416d-a98a-96b6664ee73a5)$/;

const filled: Pattern = { regex: /\S/, words: 'a text that is not empty' };

const identityKeys: readonly RuleKeyRow[] = [
  { path: 'rule', type: 'table', requiredFor: 'all', description: 'The rule as Kibana gets it.' },
  {
    path: 'rule.name',
    type: 'string',
    requiredFor: 'all',
    pattern: filled,
    description: 'Title of the rule and of its alerts.',
    example: '"Unusual Service Path"',
  },
  {
    path: 'rule.rule_id',
    type: 'string',
    requiredFor: 'all',
    pattern: { regex: ruleIdPattern, words: 'a UUID in lower case' },
    description: 'Identity of the rule across versions: a UUID in lower case. Never change it.',
    example: '"7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b2d3e"',
  },
  {
    path: 'rule.type',
    type: 'string',
    requiredFor: 'all',
    values: typeValues,
    description: 'How matches become alerts.',
    example: '"query"',
  },
  {
    path: 'rule.author',
    type: 'strings',
    requiredFor: 'all',
    description: 'Who wrote the rule. `Elastic` marks a rule of Elastic.',
    example: '["Jane Doe"]',
  },
  {
    path: 'rule.description',
    type: 'string',
    requiredFor: 'all',
    pattern: filled,
    description: 'What the rule finds and why that matters, for the analyst.',
  },
  {
    path: 'rule.severity',
    type: 'string',
    requiredFor: 'all',
    values: severities,
    description: 'Severity of the alerts.',
    example: '"medium"',
  },
  {
    path: 'rule.risk_score',
    type: 'integer',
    requiredFor: 'all',
    limits: { min: 0, max: 100 },
    description:
      'Risk of the alerts, 0 to 100. Customary: 21 low, 47 medium, 73 high, 99 critical.',
    example: '47',
  },
  { path: 'rule.license', type: 'string', description: 'Licence of the rule.' },
  { path: 'rule.version', type: 'integer', description: 'Version; normally set at build time.' },
  { path: 'rule.revision', type: 'integer', description: 'Revision; counted by Kibana.' },
  {
    path: 'rule.enabled',
    type: 'boolean',
    description: 'Whether the rule runs as soon as it is installed.',
  },
  {
    path: 'rule.tags',
    type: 'strings',
    description: 'Labels to filter rules by, usually `Prefix: Value`.',
    example: '["OS: Windows", "Tactic: Persistence"]',
  },
];

/** From the time of the execution; Elasticsearch's other anchors make no sense in a schedule. */
const dateMath: Pattern = {
  regex: /^now(?:[+-]\d+[yMwdhHms])*(?:\/[yMwdhHms])?$/,
  words: 'a time like `now-9m`: `now`, then a number and a unit (s, m, h, d, w, M, y)',
};

const scheduleKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.interval',
    type: 'string',
    pattern: { regex: /^0*[1-9]\d*[smhd]$/, words: 'a number with a unit: s, m, h or d' },
    description: 'Time between two executions. Kibana takes `5m` where it is absent.',
    example: '"5m"',
  },
  {
    path: 'rule.from',
    type: 'string',
    pattern: dateMath,
    description:
      'Start of the rule window as date math, seen from the execution. Make it reach further back than `interval`, ' +
      'so that late events are not missed. Kibana takes `now-6m` where it is absent.',
    example: '"now-9m"',
  },
  {
    path: 'rule.to',
    type: 'string',
    pattern: dateMath,
    description: 'End of the rule window as date math. Kibana takes `now` where it is absent.',
    example: '"now"',
  },
  {
    path: 'rule.max_signals',
    type: 'integer',
    limits: { min: 1, max: 1000 },
    description: 'Most alerts one execution makes. Kibana takes 100 where it is absent.',
    example: '100',
  },
  {
    path: 'rule.timestamp_override',
    type: 'string',
    description:
      'Time field that decides whether an event is in the rule window, instead of `@timestamp`. With ' +
      '`event.ingested`, events that arrive late are still seen. Events without it fall back to `@timestamp`.',
    example: '"event.ingested"',
  },
  {
    path: 'rule.timestamp_override_fallback_disabled',
    type: 'boolean',
    description: 'Leaves events without the `timestamp_override` field out.',
  },
  { path: 'rule.throttle', type: 'string', description: 'How often actions run.' },
];

const guideKeys: readonly RuleKeyRow[] = [
  { path: 'rule.note', type: 'string', description: 'Investigation guide, in Markdown.' },
  {
    path: 'rule.setup',
    type: 'string',
    since: '8.3',
    description: 'What must be installed or switched on for the rule to work, in Markdown.',
  },
  { path: 'rule.references', type: 'strings', description: 'Links to further reading.' },
  {
    path: 'rule.false_positives',
    type: 'strings',
    description: 'Known harmless causes of the alert.',
  },
  {
    path: 'rule.timeline_id',
    type: 'string',
    description: 'Timeline template to investigate with. Set `timeline_title` as well.',
  },
  {
    path: 'rule.timeline_title',
    type: 'string',
    description: 'Title of the timeline template. Set `timeline_id` as well.',
  },
  {
    path: 'rule.investigation_fields',
    type: 'table',
    since: '8.11',
    description: 'Fields shown first on an alert.',
  },
  {
    path: 'rule.investigation_fields.field_names',
    type: 'strings',
    requiredFor: 'all',
    description: 'Names of the fields.',
    example: '["host.name", "user.name"]',
  },
];

const alertKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.building_block_type',
    type: 'string',
    values: [{ name: 'default', description: 'The only kind there is.' }],
    description:
      'Makes a building block: its alerts stay out of the alert list and feed other rules.',
    example: '"default"',
  },
  {
    path: 'rule.rule_name_override',
    type: 'string',
    description: 'Field whose value replaces the title of the alert.',
    example: '"message"',
  },
  {
    path: 'rule.severity_mapping',
    type: 'tables',
    description: 'Severity by a value of the event.',
  },
  ...mappingKeys('rule.severity_mapping'),
  {
    path: 'rule.severity_mapping.severity',
    type: 'string',
    values: severities,
    description: 'Severity of the alert where the value is met.',
  },
  {
    path: 'rule.risk_score_mapping',
    type: 'tables',
    description: 'Risk score taken from a field of the event.',
  },
  ...mappingKeys('rule.risk_score_mapping'),
  {
    path: 'rule.risk_score_mapping.risk_score',
    type: 'integer',
    description: 'Risk score of the alert where the value is met.',
  },
];

function mappingKeys(parent: string): readonly RuleKeyRow[] {
  return [
    {
      path: `${parent}.field`,
      type: 'string',
      requiredFor: 'all',
      description: 'Field of the event.',
    },
    {
      path: `${parent}.operator`,
      type: 'string',
      values: [{ name: 'equals', description: 'The only operator there is.' }],
      description: 'How field and value are compared.',
    },
    { path: `${parent}.value`, type: 'string', description: 'Value the field must have.' },
  ];
}

export const namespaces: readonly KeyValue[] = [
  { name: 'single', description: 'In one Kibana space.' },
  { name: 'agnostic', description: 'In every Kibana space.' },
];

const repositoryKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.required_fields',
    type: 'tables',
    since: '8.3',
    description: 'Fields the query needs; normally made at build time.',
  },
  {
    path: 'rule.required_fields.name',
    type: 'string',
    requiredFor: 'all',
    description: 'Field name.',
  },
  {
    path: 'rule.required_fields.type',
    type: 'string',
    requiredFor: 'all',
    description: 'Elasticsearch type.',
  },
  {
    path: 'rule.required_fields.ecs',
    type: 'boolean',
    requiredFor: 'all',
    description: 'Whether ECS defines it.',
  },
  {
    path: 'rule.related_integrations',
    type: 'tables',
    since: '8.3',
    description: 'Integrations the rule needs; normally made at build time.',
  },
  {
    path: 'rule.related_integrations.package',
    type: 'string',
    requiredFor: 'all',
    description: 'Package name.',
  },
  {
    path: 'rule.related_integrations.version',
    type: 'string',
    requiredFor: 'all',
    description: 'Version range.',
  },
  {
    path: 'rule.related_integrations.integration',
    type: 'string',
    description: 'Integration within the package.',
  },
  {
    path: 'rule.exceptions_list',
    type: 'tables',
    description: 'Exception lists whose items keep an event from alerting.',
  },
  ...['id', 'list_id', 'namespace_type', 'type'].map((name): RuleKeyRow => ({
    path: `rule.exceptions_list.${name}`,
    type: 'string',
    requiredFor: 'all',
    ...(name === 'namespace_type' && { values: namespaces }),
    description: `The list's \`${name}\` in Kibana.`,
  })),
  {
    path: 'rule.filters',
    type: 'tables',
    description: 'Kibana filters that must hold besides the query.',
  },
  { path: 'rule.actions', type: 'tables', description: 'What to do when the rule alerts.' },
  {
    path: 'rule.response_actions',
    type: 'tables',
    description: 'Osquery or endpoint actions started by an alert.',
  },
  { path: 'rule.meta', type: 'table', description: 'Free space, kept by Kibana.' },
];

export const commonRuleKeys: readonly RuleKeyRow[] = [
  ...identityKeys,
  ...scheduleKeys,
  ...guideKeys,
  ...alertKeys,
  ...repositoryKeys,
];
