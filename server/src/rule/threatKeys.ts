// Keys about threats: the ATT&CK mapping and the indicators of threat_match rules.
import { queryLanguages } from './rule';
import type { RuleType } from './rule';
import type { RuleKeyRow } from './ruleKey';

const indicatorOnly: readonly RuleType[] = ['threat_match'];

const frameworks = [
  { name: 'MITRE ATT&CK', description: 'Tactics and techniques of adversaries.' },
  { name: 'MITRE ATLAS', description: 'Attacks on systems that use machine learning.' },
];

function referenceKeys(parent: string, what: string, example: string): readonly RuleKeyRow[] {
  return [
    {
      path: `${parent}.id`,
      type: 'string',
      requiredFor: 'all',
      description: `Id of the ${what}.`,
      example: `"${example}"`,
    },
    {
      path: `${parent}.name`,
      type: 'string',
      requiredFor: 'all',
      description: `Name of the ${what}, exactly as the framework spells it.`,
    },
    {
      path: `${parent}.reference`,
      type: 'string',
      requiredFor: 'all',
      description: `Address of the ${what}'s page; it ends with the id and a slash.`,
    },
  ];
}

/** The keys of `[[rule.threat]]`, wherever such a list stands. */
function mappingKeys(parent: string): readonly RuleKeyRow[] {
  return [
    {
      path: `${parent}.framework`,
      type: 'string',
      requiredFor: 'all',
      values: frameworks,
      description: 'Framework of the ids below.',
      example: '"MITRE ATT&CK"',
    },
    {
      path: `${parent}.tactic`,
      type: 'table',
      requiredFor: 'all',
      description: 'What the adversary is after.',
    },
    ...referenceKeys(`${parent}.tactic`, 'tactic', 'TA0003'),
    {
      path: `${parent}.technique`,
      type: 'tables',
      description: 'How the adversary goes about it.',
    },
    ...referenceKeys(`${parent}.technique`, 'technique', 'T1053'),
    {
      path: `${parent}.technique.subtechnique`,
      type: 'tables',
      description: 'The technique, more precisely.',
    },
    ...referenceKeys(`${parent}.technique.subtechnique`, 'sub-technique', 'T1053.005'),
  ];
}

const versionedKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.threat_mappings',
    type: 'tables',
    description: 'Mappings for several versions of a framework; the build picks one as `threat`.',
  },
  {
    path: 'rule.threat_mappings.framework',
    type: 'string',
    requiredFor: 'all',
    values: frameworks,
    description: 'Framework of the mapping.',
    example: '"MITRE ATT&CK"',
  },
  {
    path: 'rule.threat_mappings.version',
    type: 'any',
    requiredFor: 'all',
    description: 'Version of the framework.',
  },
  {
    path: 'rule.threat_mappings.threat',
    type: 'tables',
    requiredFor: 'all',
    description: 'The mapping, in the form of `[[rule.threat]]`.',
  },
  ...mappingKeys('rule.threat_mappings.threat'),
];

const indicatorKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.threat_index',
    type: 'strings',
    requiredFor: indicatorOnly,
    onlyFor: indicatorOnly,
    description: 'Index patterns of the indicators.',
  },
  {
    path: 'rule.threat_mapping',
    type: 'tables',
    requiredFor: indicatorOnly,
    onlyFor: indicatorOnly,
    description: 'Groups of field pairs; one group that holds is enough.',
  },
  {
    path: 'rule.threat_mapping.entries',
    type: 'tables',
    requiredFor: 'all',
    description: 'Field pairs that must hold together.',
  },
  {
    path: 'rule.threat_mapping.entries.field',
    type: 'string',
    requiredFor: 'all',
    description: 'Field of the event.',
  },
  {
    path: 'rule.threat_mapping.entries.type',
    type: 'string',
    requiredFor: 'all',
    values: [{ name: 'mapping', description: 'The only kind there is.' }],
    description: 'Always `mapping`.',
  },
  {
    path: 'rule.threat_mapping.entries.value',
    type: 'string',
    requiredFor: 'all',
    description: 'Field of the indicator.',
  },
  {
    path: 'rule.threat_mapping.entries.negate',
    type: 'boolean',
    since: '9.2',
    description: 'The pair must not be equal.',
  },
  {
    path: 'rule.threat_query',
    type: 'string',
    onlyFor: indicatorOnly,
    description: 'Which indicators count.',
    example: '"@timestamp >= \\"now-30d/d\\""',
  },
  {
    path: 'rule.threat_language',
    type: 'string',
    requiredFor: indicatorOnly,
    optionalIn: (table) => !table.entries.has('threat_query'),
    onlyFor: indicatorOnly,
    values: queryLanguages
      .slice(0, 2)
      .map((name) => ({ name, description: `\`threat_query\` is ${name}.` })),
    description: 'Language of `threat_query`.',
    example: '"kuery"',
  },
  {
    path: 'rule.threat_filters',
    type: 'tables',
    onlyFor: indicatorOnly,
    description: 'Kibana filters on the indicators.',
  },
  {
    path: 'rule.threat_indicator_path',
    type: 'string',
    onlyFor: indicatorOnly,
    description: 'Object of the indicator document that is copied into the alert.',
    example: '"threat.indicator"',
  },
  {
    path: 'rule.concurrent_searches',
    type: 'integer',
    onlyFor: indicatorOnly,
    limits: { min: 1 },
    description: 'Searches at the same time.',
  },
  {
    path: 'rule.items_per_search',
    type: 'integer',
    onlyFor: indicatorOnly,
    limits: { min: 1 },
    description: 'Indicators per search.',
  },
];

export const threatKeys: readonly RuleKeyRow[] = [
  {
    path: 'rule.threat',
    type: 'tables',
    description: 'Where the behaviour stands in ATT&CK: one entry per tactic.',
  },
  ...mappingKeys('rule.threat'),
  ...versionedKeys,
  ...indicatorKeys,
];
