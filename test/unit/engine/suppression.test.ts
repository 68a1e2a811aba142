// Alert suppression: groups by rule type, missing fields, durations, what is kept between executions.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvaluatedRule } from '../../../server/src/engine/evaluateRule';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { ruleText, run, warningCodes } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const types = {
  user: 'keyword',
  host: 'keyword',
  port: 'long',
  body: 'text',
  term: 'keyword',
  address: 'ip',
  day: 'date',
  short: { type: 'keyword', ignore_above: 3 },
};

/** Minutes after midnight. */
function timeAt(minutes: number): string {
  return new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000).toISOString();
}

type Spec = readonly [number, JsonObject];

interface Suppressed {
  readonly by?: readonly string[];
  readonly strategy?: string;
  readonly minutes?: number;
}

function rule(
  type: string,
  { by = ['user'], strategy = 'suppress', minutes }: Suppressed,
  keys: RuleKeys = {},
): RuleKeys {
  const duration = minutes === undefined ? {} : { duration: { value: minutes, unit: 'm' } };
  const suppression = { group_by: by, missing_fields_strategy: strategy, ...duration };
  return { type, from: 'now-60m', alert_suppression: suppression, ...keys };
}

/** The settings a type needs so that each event can alert on its own: `term` is new, or equals an indicator. */
const typeKeys: Readonly<Record<string, RuleKeys>> = {
  query: {},
  saved_query: { query: '*:*', saved_id: 'x' },
  new_terms: { new_terms_fields: ['term'], history_window_start: 'now-7d' },
  threat_match: {
    threat_mapping: [{ entries: [{ field: 'term', type: 'mapping', value: 'ti' }] }],
  },
};

function evaluate(
  settings: RuleKeys,
  events: readonly Spec[],
  executions: readonly number[],
): EvaluatedRule {
  const documents = events.map(([minutes, fields], i) => ({
    '@timestamp': timeAt(minutes),
    term: `t${i}`,
    ...fields,
  }));
  return run({
    rule: { ...typeKeys[settings['type'] as string], ...settings },
    events: documents,
    ...(settings['type'] === 'threat_match'
      ? { indicators: documents.map(({ term }) => ({ ti: term })) }
      : {}),
    now: executions.map(timeAt),
    types,
  });
}

/** Alerts as `execution: line group +suppressed start-end`, in minutes; without a group: not suppressed. */
function alertsOf({ result }: EvaluatedRule): readonly string[] {
  assert.equal(result.failure, undefined, result.failure?.message);
  const minutes = (time: string): string =>
    String((Date.parse(time) - Date.parse('2026-01-01T00:00:00Z')) / 60_000);
  return result.alerts.map(({ executedAt, source, suppression }) => {
    const place = `${minutes(executedAt)}: ${source.line}`;
    if (!suppression) return place;
    const { terms, docsCount, start, end } = suppression;
    const group = terms.map(({ value }) => JSON.stringify(value)).join(' ');
    return `${place} ${group} +${docsCount} ${minutes(start)}-${minutes(end)}`;
  });
}

const everyType = ['query', 'saved_query', 'new_terms', 'threat_match'];
const inMemory = ['new_terms', 'threat_match'];

/** Name, types, suppression, events, executions, alerts. */
type Row = readonly [
  string,
  readonly string[],
  Suppressed,
  readonly Spec[],
  readonly number[],
  readonly string[],
];

const rows: readonly Row[] = [
  [
    'the earliest of a group alerts, the others are counted',
    everyType,
    {},
    [
      [13, { user: 'a' }],
      [11, { user: 'a' }],
      [12, { user: 'b' }],
      [14, { user: 'a' }],
    ],
    [20],
    ['20: 2 "a" +2 11-14', '20: 3 "b" +0 12-12'],
  ],
  [
    'values are those of the type, however an event spells them',
    inMemory,
    { by: ['address', 'port', 'day'] },
    [
      [11, { address: '::ffff:10.0.0.1', port: '80', day: '2026-01-01' }],
      [12, { address: '10.0.0.1', port: 80.5, day: '2026-01-01T00:00:00Z' }],
    ],
    [20],
    ['20: 1 "10.0.0.1" 80 "2026-01-01T00:00:00.000Z" +1 11-12'],
  ],
  [
    'what is too long to be indexed is missing',
    inMemory,
    { by: ['short'] },
    [
      [11, { short: 'long' }],
      [12, {}],
      [13, { short: ['long', 'a'] }],
      [14, { short: 'a' }],
    ],
    [20],
    ['20: 1 null +1 11-12', '20: 3 "a" +1 13-14'],
  ],
  [
    'two fields',
    everyType,
    { by: ['user', 'port'] },
    [
      [11, { user: 'a', port: 1 }],
      [12, { user: 'a', port: 2 }],
      [13, { user: 'a', port: 1 }],
    ],
    [20],
    ['20: 1 "a" 1 +1 11-13', '20: 2 "a" 2 +0 12-12'],
  ],
  [
    'suppress: events without the field are a group',
    everyType,
    {},
    [
      [11, { user: 'a' }],
      [12, {}],
      [13, { user: null }],
      [14, { user: [] }],
    ],
    [20],
    ['20: 1 "a" +0 11-11', '20: 2 null +2 12-14'],
  ],
  [
    'suppress: one field of two is there',
    everyType,
    { by: ['user', 'host'] },
    [
      [11, { user: 'a' }],
      [12, { user: 'a' }],
      [13, { host: 'a' }],
    ],
    [20],
    ['20: 1 "a" null +1 11-12', '20: 3 null "a" +0 13-13'],
  ],
  [
    'a list as a whole, in whatever order',
    inMemory,
    {},
    [
      [11, { user: ['x', 'y'] }],
      [12, { user: ['y', 'x'] }],
      [13, { user: ['x'] }],
    ],
    [20],
    ['20: 1 ["x","y"] +1 11-12', '20: 3 "x" +0 13-13'],
  ],
  [
    'each value of a list is a group of its own',
    ['query', 'saved_query'],
    {},
    [
      [11, { user: ['x', 'y'] }],
      [12, { user: ['y', 'z'] }],
    ],
    [20],
    ['20: 1 "x" +0 11-11', '20: 1 "y" +1 11-12', '20: 2 "z" +0 12-12'],
  ],
  [
    'values of two lists in all combinations',
    ['query'],
    { by: ['user', 'port'] },
    [[11, { user: ['x', 'y'], port: [1, 2] }]],
    [20],
    [
      '20: 1 "x" 1 +0 11-11',
      '20: 1 "x" 2 +0 11-11',
      '20: 1 "y" 1 +0 11-11',
      '20: 1 "y" 2 +0 11-11',
    ],
  ],
  [
    'an execution counts no event again that an earlier one has counted',
    everyType,
    {},
    [
      [11, { user: 'a' }],
      [12, { user: 'a' }],
    ],
    [20, 30],
    ['20: 1 "a" +1 11-12'],
  ],
  [
    'without a duration each execution makes its own alert',
    everyType,
    {},
    [
      [11, { user: 'a' }],
      [12, { user: 'a' }],
      [21, { user: 'a' }],
      [22, { user: 'a' }],
    ],
    [20, 30],
    ['20: 1 "a" +1 11-12', '30: 3 "a" +1 21-22'],
  ],
  [
    'with a duration later executions are folded into the alert',
    everyType,
    { minutes: 20 },
    [
      [11, { user: 'a' }],
      [21, { user: 'a' }],
      [22, { user: 'a' }],
      [31, { user: 'a' }],
    ],
    [20, 30, 40],
    ['20: 1 "a" +3 11-31'],
  ],
  [
    'the duration counts from the execution that made the alert',
    everyType,
    { minutes: 20 },
    [
      [11, { user: 'a' }],
      [41, { user: 'a' }],
      [42, { user: 'a' }],
    ],
    [20, 50, 60],
    ['20: 1 "a" +0 11-11', '50: 2 "a" +1 41-42'],
  ],
  [
    'a group does not suppress another',
    everyType,
    { minutes: 60 },
    [
      [11, { user: 'a' }],
      [21, { user: 'b' }],
      [22, { user: 'a' }],
    ],
    [20, 30],
    ['20: 1 "a" +1 11-22', '30: 2 "b" +0 21-21'],
  ],
];

describe('alert suppression', () => {
  for (const [name, ruleTypes, suppression, events, executions, expected] of rows)
    for (const type of ruleTypes)
      it(`${type}: ${name}`, () => {
        const evaluated = evaluate(rule(type, suppression), events, executions);
        assert.deepEqual(alertsOf(evaluated), expected);
        const codes = type === 'saved_query' ? ['saved-query'] : [];
        assert.deepEqual(warningCodes(evaluated), codes);
      });

  for (const type of everyType)
    it(`${type}: doNotSuppress lets events without the field alert one by one`, () => {
      const events: readonly Spec[] = [
        [11, { user: 'a' }],
        [12, {}],
        [13, { user: 'a' }],
        [14, {}],
      ];
      const settings = rule(type, { strategy: 'doNotSuppress' });
      const alerts = alertsOf(evaluate(settings, events, [20, 30]));
      assert.deepEqual([...alerts].sort(), ['20: 1 "a" +1 11-13', '20: 2', '20: 4']);
    });

  it('threshold: alerts of a group are folded, and counted as alerts', () => {
    const settings = rule(
      'threshold',
      { minutes: 30 },
      { threshold: { field: ['user'], value: 2 } },
    );
    const events: readonly Spec[] = [
      [11, { user: 'a' }],
      [12, { user: 'a' }],
      [13, { user: 'b' }],
      [21, { user: 'a' }],
      [22, { user: 'a' }],
      [23, { user: 'a' }],
      [51, { user: 'a' }],
      [52, { user: 'a' }],
    ];
    assert.deepEqual(alertsOf(evaluate(settings, events, [20, 30, 60])), [
      '20: 2 "a" +1 11-23',
      '60: 8 "a" +0 51-52',
    ]);
  });
});

describe('max_signals under suppression', () => {
  const events: readonly Spec[] = Array.from({ length: 12 }, (_, i) => [
    i + 1,
    { user: `u${String(i % 6)}` },
  ]);
  const lines = (evaluated: EvaluatedRule): readonly number[] =>
    evaluated.result.alerts.map(({ source }) => source.line);

  for (const type of ['query', ...inMemory])
    it(`${type}: counts alerts, not the events in them`, () => {
      const full = evaluate(rule(type, {}, { max_signals: 6 }), events, [20]);
      assert.deepEqual(lines(full), [1, 2, 3, 4, 5, 6]);
      assert.deepEqual(warningCodes(full), []);
      const cut = evaluate(rule(type, {}, { max_signals: 4 }), events, [20]);
      assert.deepEqual(lines(cut), [1, 2, 3, 4]);
      assert.deepEqual(warningCodes(cut), ['max-signals']);
    });

  it('what is left over alerts in a later execution that still sees it', () => {
    const several = evaluate(rule('query', {}, { max_signals: 4 }), events, [20, 30]);
    assert.deepEqual(lines(several), [1, 2, 3, 4, 5, 6]);
  });

  for (const type of inMemory)
    it(`${type}: looks at five times as many events`, () => {
      const many: readonly Spec[] = [
        ...Array.from({ length: 5 }, (_, i): Spec => [i + 1, { user: 'a' }]),
        [9, { user: 'b' }],
      ];
      const one = evaluate(rule(type, {}, { max_signals: 1 }), many, [20]);
      assert.deepEqual(alertsOf(one), ['20: 1 "a" +4 1-5']);
      assert.deepEqual(warningCodes(one), ['max-signals']);
    });
});

describe('suppression that Kibana refuses', () => {
  const suppression = (value: JsonObject): RuleKeys => ({ alert_suppression: value });
  const bad: readonly (readonly [string, RuleKeys, string, JsonValue | undefined])[] = [
    ['no field', suppression({ group_by: [] }), 'alert-suppression', undefined],
    [
      'four fields',
      suppression({ group_by: ['a', 'b', 'c', 'd'] }),
      'alert-suppression',
      undefined,
    ],
    [
      'another strategy',
      suppression({ group_by: ['user'], missing_fields_strategy: 'skip' }),
      'invalid-value',
      '"skip"',
    ],
    [
      'another unit',
      suppression({ group_by: ['user'], duration: { value: 1, unit: 'd' } }),
      'alert-suppression',
      undefined,
    ],
    ['text', suppression({ group_by: ['body'] }), 'terms-on-type', '"body"'],
  ];
  for (const [name, settings, code, text] of bad)
    it(name, () => {
      const { failure } = evaluate({ type: 'query', ...settings }, [], [20]).result;
      assert.equal(failure?.code, code, failure?.message);
      if (text === undefined) return;
      const { start, end } = failure.span ?? { start: 0, end: 0 };
      assert.equal(ruleText({ type: 'query', ...settings }).slice(start, end), text);
    });

  it('text is no obstacle where the alerts themselves are grouped', () => {
    const settings = rule('new_terms', { by: ['body'] });
    const events: readonly Spec[] = [
      [11, { body: 'a b' }],
      [12, { body: 'a b' }],
    ];
    assert.deepEqual(alertsOf(evaluate(settings, events, [20])), ['20: 1 "a b" +1 11-12']);
  });
});
