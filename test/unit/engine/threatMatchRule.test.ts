// Rules of type threat_match: groups and entries, directions, threat query, enrichments, order.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvaluatedRule } from '../../../server/src/engine/evaluateRule';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { ruleText, run, warningCodes } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const now = '2026-01-01T12:00:00.000Z';
const types = {
  name: 'keyword',
  ip: 'ip',
  port: 'long',
  'ti.name': 'keyword',
  'ti.ip': 'keyword',
};

function at(fields: JsonObject, second = 0): JsonObject {
  const seconds = String(second).padStart(2, '0');
  return { '@timestamp': `2026-01-01T11:59:${seconds}.000Z`, ...fields };
}

/** `event field = indicator field`, `!=` for negated pairs. */
function mapping(...groups: readonly (readonly string[])[]): JsonValue {
  return groups.map((entries) => ({
    entries: entries.map((entry) => {
      const [field = '', operator, value = ''] = entry.split(' ');
      const pair = { field, type: 'mapping', value };
      return operator === '!=' ? { ...pair, negate: true } : pair;
    }),
  }));
}

function rule(threat_mapping: JsonValue, keys: RuleKeys = {}): RuleKeys {
  return { type: 'threat_match', query: '', threat_mapping, threat_indicator_path: 'ti', ...keys };
}

/** Alerts as `event line: indicator lines`. */
function alertsOf({ result }: EvaluatedRule): readonly string[] {
  assert.equal(result.failure, undefined);
  return result.alerts.map(
    ({ source, enrichments = [] }) =>
      `${source.line}: ${enrichments.map((enrichment) => enrichment.source.line).join(' ')}`,
  );
}

type Row = readonly [
  string,
  RuleKeys,
  readonly JsonObject[],
  readonly JsonObject[],
  readonly string[],
];

const two = rule(mapping(['name = ti.name', 'ip = ti.ip']));
const but = rule(mapping(['name = ti.name', 'ip != ti.ip']));

const rows: readonly Row[] = [
  [
    'one group is enough',
    rule(mapping(['name = ti.name'], ['ip = ti.ip'])),
    [{ name: 'a' }, { ip: '10.0.0.1' }, { name: 'x', ip: '10.0.0.9' }],
    [{ ti: { name: 'a' } }, { ti: { ip: '10.0.0.1' } }],
    ['1: 1', '2: 2'],
  ],
  [
    'all entries hold with the same indicator',
    two,
    [{ name: 'a', ip: '10.0.0.1' }, { name: 'a', ip: '10.0.0.2' }, { name: 'a' }],
    [{ ti: { name: 'a', ip: '10.0.0.1' } }, { ti: { name: 'b', ip: '10.0.0.2' } }],
    ['1: 1 1'],
  ],
  [
    'several indicators: one alert with all of them',
    rule(mapping(['name = ti.name'])),
    [{ name: 'a' }],
    [{ ti: { name: 'a' } }, { ti: { name: 'b' } }, { 'ti.name': 'a' }],
    ['1: 1 3'],
  ],
  [
    'the same pair in two groups counts once',
    rule(mapping(['name = ti.name'], ['name = ti.name'])),
    [{ name: 'a' }],
    [{ ti: { name: 'a' } }],
    ['1: 1'],
  ],
  [
    'negate: equal values do not match',
    but,
    [
      { name: 'a', ip: '10.0.0.1' },
      { name: 'a', ip: '10.0.0.2' },
    ],
    [{ ti: { name: 'a', ip: '10.0.0.1' } }],
    ['2: 1'],
  ],
  [
    'negate: one of the two may lack the field, not both',
    but,
    [{ name: 'a', ip: '10.0.0.1' }, { name: 'a' }],
    [{ ti: { name: 'a', ip: '10.0.0.7' } }, { ti: { name: 'a' } }],
    ['1: 1 2', '2: 1'],
  ],
  [
    'the query chooses events',
    rule(mapping(['name = ti.name']), { query: 'port: 1' }),
    [
      { name: 'a', port: 1 },
      { name: 'a', port: 2 },
    ],
    [{ ti: { name: 'a' } }],
    ['1: 1'],
  ],
  [
    'the threat query chooses indicators',
    rule(mapping(['name = ti.name']), { threat_query: 'port: 1', threat_language: 'kuery' }),
    [{ name: 'a' }, { name: 'b' }],
    [
      { ti: { name: 'a' }, port: 1 },
      { ti: { name: 'b' }, port: 2 },
    ],
    ['1: 1'],
  ],
  [
    'threat filters choose indicators',
    rule(mapping(['name = ti.name']), {
      threat_filters: [{ meta: { negate: false }, query: { match_phrase: { port: 1 } } }],
    }),
    [{ name: 'a' }, { name: 'b' }],
    [
      { ti: { name: 'a' }, port: 1 },
      { ti: { name: 'b' }, port: 2 },
    ],
    ['1: 1'],
  ],
  [
    'indicators are not limited by the rule window',
    rule(mapping(['name = ti.name'])),
    [{ name: 'a' }],
    [{ '@timestamp': '2020-01-01T00:00:00Z', ti: { name: 'a' } }],
    ['1: 1'],
  ],
  [
    'the threat query can limit them by time',
    rule(mapping(['name = ti.name']), { threat_query: '@timestamp >= "now-30d/d"' }),
    [{ name: 'a' }, { name: 'b' }],
    [
      { '@timestamp': '2025-11-01T00:00:00Z', ti: { name: 'a' } },
      { '@timestamp': '2025-12-31T00:00:00Z', ti: { name: 'b' } },
    ],
    ['2: 2'],
  ],
  ['no indicators, no alerts', rule(mapping(['name = ti.name'])), [{ name: 'a' }], [], []],
];

describe('a threat_match rule', () => {
  for (const [name, settings, events, indicators, expected] of rows) {
    const documents = events.map((event, i) => at(event, i));
    it(name, () => {
      const single = run({ rule: settings, events: documents, indicators, now, types });
      assert.deepEqual(alertsOf(single), expected);
    });
    it(`${name}, replayed`, () => {
      const replay = run({ rule: settings, events: documents, indicators, types });
      assert.deepEqual(alertsOf(replay), expected);
    });
  }

  it('shows what the indicator holds', () => {
    const indicators = [
      {
        _index: 'ti-1',
        _id: 'i1',
        _source: { 'ti.name': 'a', ti: { provider: 'p', name: 'a' }, other: 1 },
      },
    ];
    const settings = rule(mapping(['name = ti.name']));
    const events = [at({ name: ['b', 'a'] })];
    const [alert] = run({ rule: settings, events, indicators, now, types }).result.alerts;
    assert.deepEqual(alert?.enrichments, [
      {
        matched: {
          atomic: 'a',
          field: 'name',
          id: 'i1',
          index: 'ti-1',
          type: 'indicator_match_rule',
        },
        source: { file: 'i', line: 1, id: 'i1' },
        indicator: { provider: 'p', name: 'a' },
      },
    ]);
    assert.equal(alert.reason, 'name "a" equals ti.name of the indicator at i:1.');
    assert.deepEqual(alert.fields, { name: ['b', 'a'] });
  });

  it('alerts once per event, and keeps the newest where there are too many', () => {
    const events = [at({ name: 'a' }, 1), at({ name: 'a' }, 3), at({ name: 'a' }, 2)];
    const settings = rule(mapping(['name = ti.name']), { max_signals: 2, from: 'now-60m' });
    const indicators = [{ ti: { name: 'a' } }];
    const single = run({ rule: settings, events, indicators, now, types });
    assert.deepEqual(alertsOf(single), ['3: 1', '2: 1']);
    assert.deepEqual(warningCodes(single), ['max-signals']);
    const later = [now, '2026-01-01T12:05:00.000Z', '2026-01-01T12:10:00.000Z'];
    const several = run({ rule: settings, events, indicators, now: later, types });
    assert.deepEqual(alertsOf(several), ['3: 1', '2: 1', '1: 1']);
  });

  it('counts indicators and says what events lack', () => {
    const events = [at({ name: 'x' }), at({ port: 1 })];
    const settings = rule(mapping(['name = ti.name']));
    const indicators = [{ ti: { name: 'a' } }, { ti: { ip: 'a' } }];
    const { explanation } = run({ rule: settings, events, indicators, now, types }).result;
    assert.deepEqual(explanation?.indicators, { read: 2, usable: 1, eventsWithoutField: 1 });
  });

  it('counts indicators that satisfy the threat query by then', () => {
    const settings = rule(mapping(['name = ti.name']), { threat_query: '@timestamp >= "now-1d"' });
    const indicators = ['2025-12-01', '2026-01-01'].map((day) => ({
      '@timestamp': `${day}T11:00:00Z`,
      ti: { name: 'a' },
    }));
    const { explanation } = run({
      rule: settings,
      events: [at({})],
      indicators,
      now,
      types,
    }).result;
    assert.equal(explanation?.indicators?.usable, 1);
  });

  for (const type of ['flattened', 'ip_range', 'long_range'])
    it(`refuses to compare objects with indicators: ${type}`, () => {
      const { result } = run({
        rule: rule(mapping(['held = ti.name'])),
        events: [at({ held: { gte: 1, lte: 5 } })],
        indicators: [{ ti: { name: 3 } }],
        now,
        types: { ...types, held: type },
      });
      assert.equal(result.failure?.code, 'not-evaluated');
      assert.match(result.failure.message, /^Threat mappings on held of type/);
      assert.ok(result.failure.span);
    });

  it('compares keys of flattened fields', () => {
    const evaluated = run({
      rule: rule(mapping(['held.name = ti.name'])),
      events: [at({ held: { name: 'a' } })],
      indicators: [{ ti: { name: 'a' } }],
      now,
      types: { ...types, held: 'flattened' },
    });
    assert.deepEqual(alertsOf(evaluated), ['1: 1']);
  });

  it('names broken lines of indicator files', () => {
    const settings = rule(mapping(['name = ti.name']));
    const broken = [3 as unknown as JsonObject, { ti: { name: 'a' } }];
    const evaluated = run({
      rule: settings,
      events: [at({ name: 'a' })],
      indicators: broken,
      now,
      types,
    });
    const [warning] = evaluated.result.warnings;
    assert.deepEqual([warning?.code, warning?.file, warning?.line], ['skipped-line', 'i', 1]);
    assert.deepEqual(alertsOf(evaluated), ['1: 2']);
  });
});

/** Kibana goes through the fewer: events here if there are more indicators, else indicators. */
const directions: readonly (readonly [
  string,
  RuleKeys,
  JsonObject,
  JsonObject,
  readonly string[],
  readonly string[],
])[] = [
  [
    'an event with several values',
    rule(mapping(['name = ti.name'])),
    { name: ['b', 'a'] },
    { ti: { name: 'a' } },
    [],
    ['1: 1'],
  ],
  [
    'an indicator with several values',
    rule(mapping(['name = ti.name'])),
    { name: 'a' },
    { ti: { name: ['b', 'a'] } },
    ['1: 1'],
    [],
  ],
  [
    'an indicator with several values in a group of two',
    two,
    { name: 'b', ip: '10.0.0.1' },
    { ti: { name: ['b', 'a'], ip: '10.0.0.1' } },
    ['1: 1 1'],
    [],
  ],
];

describe('several values', () => {
  for (const [name, settings, event, indicator, fewEvents, fewIndicators] of directions)
    it(name, () => {
      const other = { ti: { name: 'unrelated', ip: '10.9.9.9' } };
      const few = run({
        rule: settings,
        events: [at(event)],
        indicators: [indicator, other],
        now,
        types,
      });
      assert.deepEqual(alertsOf(few), fewEvents);
      assert.deepEqual(warningCodes(few), ['approximation']);
      const many = run({
        rule: settings,
        events: [at(event)],
        indicators: [indicator],
        now,
        types,
      });
      assert.deepEqual(alertsOf(many), fewIndicators);
    });
});

describe('a threat_match rule that does not run', () => {
  const indicators = [{ ti: { name: 'a', ip: 'nowhere' } }];
  const rowsOfFailures: readonly (readonly [
    string,
    RuleKeys,
    readonly JsonObject[] | undefined,
    string,
    string | undefined,
  ])[] = [
    [
      'without indicators',
      rule(mapping(['name = ti.name'])),
      undefined,
      'indicators-missing',
      undefined,
    ],
    ['without a mapping', { type: 'threat_match' }, indicators, 'missing-key', '[rule]'],
    ['only negated', rule(mapping(['name != ti.name'])), indicators, 'threat-mapping', undefined],
    [
      'an entry without a value',
      rule([{ entries: [{ field: 'name', type: 'mapping' }] }]),
      indicators,
      'threat-mapping',
      undefined,
    ],
    [
      'a value the field refuses',
      rule(mapping(['ip = ti.ip'])),
      indicators,
      'indicator-value',
      undefined,
    ],
    [
      'a threat query that does not parse',
      rule(mapping(['name = ti.name']), { threat_query: 'a:' }),
      indicators,
      'kql-syntax',
      undefined,
    ],
  ];
  for (const [name, settings, given, code, text] of rowsOfFailures)
    it(name, () => {
      const input = { rule: settings, events: [at({ name: 'a' })], now, types };
      const { failure } = run(given ? { ...input, indicators: given } : input).result;
      assert.equal(failure?.code, code, failure?.message);
      const { start, end } = failure.span ?? { start: 0, end: 0 };
      if (text !== undefined) assert.equal(ruleText(settings).slice(start, end), text);
    });

  it('other types do not read indicators', () => {
    const other = run({ rule: {}, events: [at({})], indicators, now });
    assert.deepEqual(warningCodes(other), ['indicators-unused']);
  });
});
