// Mistakes in keys and their values.
import {
  addPair,
  drawn,
  entryAt,
  removePair,
  renameKey,
  replaced,
  setValue,
  swapped,
  textAt,
  valueSpan,
} from '../mistake';
import type { MistakeKind, Original } from '../mistake';

const required = ['name', 'rule_id', 'type', 'author', 'description', 'severity', 'risk_score'];

/** Sets a value that is not allowed. */
function badValue(
  name: string,
  path: string,
  value: string,
  codes: readonly string[] = ['invalid-value', 'wrong-type'],
): MistakeKind {
  return { name: `schema: ${name}`, codes, mutate: (original) => setValue(original, path, value) };
}

function misspelt(original: Original, table: string): ReturnType<MistakeKind['mutate']> {
  const names = [
    'name',
    'severity',
    'description',
    'tags',
    'references',
    'interval',
    'index',
    'license',
    'integration',
  ];
  const name = drawn(
    original.random,
    names.filter((key) => entryAt(original, `${table}.${key}`)?.pair),
  );
  if (name === undefined) return undefined;
  return renameKey(original, `${table}.${name}`, swapped(name, original.random));
}

export const schemaMistakes: readonly MistakeKind[] = [
  {
    name: 'schema: required key missing',
    codes: ['missing-key'],
    mutate: (original) => removePair(original, `rule.${drawn(original.random, required) ?? ''}`),
  },
  {
    name: 'schema: creation date missing',
    codes: ['missing-key'],
    mutate: (original) => removePair(original, 'metadata.creation_date'),
  },
  {
    name: 'schema: query missing',
    codes: ['missing-key', 'empty-query'],
    mutate: (original) => removePair(original, 'rule.query'),
  },
  {
    name: 'schema: key misspelt in [rule]',
    codes: ['unknown-key'],
    mutate: (original) => misspelt(original, 'rule'),
  },
  {
    name: 'schema: key misspelt in [metadata]',
    codes: ['unknown-key'],
    mutate: (original) => misspelt(original, 'metadata'),
  },
  {
    name: 'schema: key in the wrong table',
    codes: ['unknown-key'],
    mutate: (original) => addPair(original, 'metadata', { key: 'severity', value: '"low"' }),
  },
  {
    name: 'schema: key of another rule type',
    codes: ['unknown-key'],
    mutate: (original) =>
      textAt(original, 'rule.type') === 'machine_learning'
        ? undefined
        : addPair(original, 'rule', { key: 'anomaly_threshold', value: '50' }),
  },
  {
    name: 'schema: key in capitals',
    codes: ['unknown-key', 'missing-key'],
    mutate: (original) => renameKey(original, 'rule.severity', 'Severity'),
  },
  {
    name: 'schema: hyphen for underscore in a key',
    codes: ['unknown-key', 'missing-key'],
    mutate: (original) => renameKey(original, 'rule.risk_score', 'risk-score'),
  },
  badValue('severity unknown', 'rule.severity', '"severe"'),
  badValue('severity in capitals', 'rule.severity', '"High"'),
  badValue('risk score above 100', 'rule.risk_score', '210'),
  badValue('risk score as text', 'rule.risk_score', '"47"'),
  badValue('rule type misspelt', 'rule.type', '"new_term"'),
  badValue('language misspelt', 'rule.language', '"kql"'),
  badValue('interval in words', 'rule.interval', '"5 minutes"'),
  badValue('from without now', 'rule.from', '"9m"', ['invalid-value']),
  badValue('from with an unknown unit', 'rule.from', '"now-9min"', ['invalid-value']),
  badValue('date with hyphens', 'metadata.creation_date', '"2024-03-01"'),
  badValue('date that no calendar has', 'metadata.creation_date', '"2024/02/31"'),
  badValue('maturity unknown', 'metadata.maturity', '"prod"'),
  badValue('tags as one text', 'rule.tags', '"Domain: Endpoint"'),
  badValue('index as one text', 'rule.index', '"logs-*"'),
  badValue('author as one text', 'rule.author', '"Elastic"'),
  badValue('max_signals of none', 'rule.max_signals', '0'),
  badValue('max_signals above what the engine allows', 'rule.max_signals', '5000', [
    'invalid-value',
    'max-signals',
  ]),
  badValue('enabled as text', 'rule.building_block_type', '"true"'),
  {
    name: 'schema: rule id cut off',
    codes: ['invalid-value'],
    mutate(original) {
      const span = valueSpan(original, 'rule.rule_id');
      return span && replaced(original, { start: span.end - 5, end: span.end - 1 }, '');
    },
  },
  {
    name: 'schema: rule id in capitals',
    codes: ['invalid-value'],
    mutate(original) {
      const id = textAt(original, 'rule.rule_id');
      return id === undefined
        ? undefined
        : setValue(original, 'rule.rule_id', `"${id.toUpperCase()}"`);
    },
  },
  {
    name: 'schema: both index and data view',
    codes: ['exclusive-keys'],
    mutate: (original) =>
      entryAt(original, 'rule.index') &&
      addPair(original, 'rule', { key: 'data_view_id', value: '"logs-view"' }),
  },
  {
    name: 'schema: version set by hand',
    codes: ['locked-version'],
    mutate: (original) => addPair(original, 'rule', { key: 'version', value: '3' }),
  },
  {
    name: 'schema: timeline without its title',
    codes: ['timeline'],
    mutate: (original) => removePair(original, 'rule.timeline_title'),
  },
  {
    name: 'schema: timeline with another title',
    codes: ['timeline'],
    mutate: (original) => setValue(original, 'rule.timeline_title', '"Comprehensive Timeline"'),
  },
  {
    name: 'schema: query of blanks',
    codes: ['empty-query'],
    mutate: (original) => setValue(original, 'rule.query', '"  "'),
  },
  {
    name: "schema: timeline template of one's own",
    codes: ['timeline'],
    mutate: (original) =>
      setValue(original, 'rule.timeline_id', '"0f3c1a52-7d44-4a0e-9c36-2b1f5a7e6d01"'),
  },
  {
    name: 'schema: free table as a text',
    codes: ['wrong-type'],
    mutate: (original) => addPair(original, 'rule', { key: 'meta', value: '"none"' }),
  },
  {
    name: 'schema: package without a version range',
    codes: ['missing-key'],
    mutate: (original) =>
      addPair(original, 'rule', { key: 'related_integrations', value: '[{ package = "okta" }]' }),
  },
];
