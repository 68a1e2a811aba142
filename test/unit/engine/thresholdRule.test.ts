// Rules of type threshold: groups, counts, cardinality, what an alert consumes, max_signals.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvaluatedRule } from '../../../server/src/engine/evaluateRule';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { ruleText, run, warningCodes } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const now = '2026-01-01T12:00:00.000Z';
const types = { user: 'keyword', ip: 'ip', port: 'long', body: 'text', short: 'keyword' };

/** `12:00` minus the minutes. */
function timeAt(minutes: number): string {
  return new Date(Date.parse(now) - minutes * 60_000).toISOString();
}

function at(minutes: number, fields: JsonObject = {}): JsonObject {
  return { '@timestamp': timeAt(minutes), ...fields };
}

function rule(field: readonly string[], value: number, keys: RuleKeys = {}): RuleKeys {
  const { threshold = {}, ...others } = keys;
  return {
    type: 'threshold',
    from: 'now-60m',
    threshold: { field, value, ...(threshold as JsonObject) },
    ...others,
  };
}

/** Alerts as `values = count @line of the latest event`. */
function alertsOf({ result }: EvaluatedRule): readonly string[] {
  return result.alerts.map(({ threshold, source }) => {
    const values = threshold?.terms.map(({ value }) => JSON.stringify(value)).join(' ') ?? '';
    const different = threshold?.cardinality ? ` (${threshold.cardinality.value})` : '';
    return `${values} = ${threshold?.count ?? ''}${different} @${source.line}`;
  });
}

type Row = readonly [
  string,
  RuleKeys,
  readonly (readonly [number, JsonObject?])[],
  readonly string[],
];

const rows: readonly Row[] = [
  ['no field: all events together', rule([], 2), [[3], [1], [2]], [' = 3 @2']],
  ['a field that is empty text is no field', rule([''], 2), [[3], [1]], [' = 2 @2']],
  [
    'a single field by itself',
    rule([], 1, { threshold: { field: 'user' } }),
    [[3, { user: 'a' }]],
    ['"a" = 1 @1'],
  ],
  [
    'exactly the value',
    rule(['user'], 2),
    [
      [3, { user: 'a' }],
      [1, { user: 'a' }],
    ],
    ['"a" = 2 @2'],
  ],
  [
    'one below the value',
    rule(['user'], 3),
    [
      [3, { user: 'a' }],
      [1, { user: 'a' }],
    ],
    [],
  ],
  [
    'groups are case-sensitive, and alert in the order of their values',
    rule(['user'], 1),
    [
      [3, { user: 'b' }],
      [2, { user: 'a' }],
      [1, { user: 'A' }],
    ],
    ['"A" = 1 @3', '"a" = 1 @2', '"b" = 1 @1'],
  ],
  [
    'several values: in each group',
    rule(['user'], 2),
    [
      [3, { user: ['a', 'b'] }],
      [2, { user: ['b', 'c'] }],
      [1, { user: ['c', 'c'] }],
    ],
    ['"b" = 2 @2', '"c" = 2 @3'],
  ],
  [
    'two fields: combinations',
    rule(['user', 'port'], 2),
    [
      [4, { user: ['a', 'b'], port: [1, 2] }],
      [3, { user: 'a', port: 2 }],
      [2, { user: 'b', port: 10 }],
      [1, { user: 'b', port: 10 }],
    ],
    ['"a" 2 = 2 @2', '"b" 10 = 2 @4'],
  ],
  [
    'numbers in the order of numbers',
    rule(['port'], 1),
    [
      [3, { port: 10 }],
      [2, { port: 9 }],
      [1, { port: '9' }],
    ],
    ['9 = 2 @3', '10 = 1 @1'],
  ],
  [
    'an event that lacks a field is in no group',
    rule(['user', 'port'], 1),
    [
      [3, { user: 'a' }],
      [2, { user: [], port: 1 }],
      [1, { user: null, port: 1 }],
    ],
    [],
  ],
  [
    'addresses are equal whatever their spelling',
    rule(['ip'], 2),
    [
      [2, { ip: '2001:db8::1' }],
      [1, { ip: '2001:0db8:0::1' }],
    ],
    ['"2001:db8::1" = 2 @2'],
  ],
  [
    'only what matches the query, in the window',
    rule(['user'], 2, { query: 'port: 1', from: 'now-5m' }),
    [
      [6, { user: 'a', port: 1 }],
      [5, { user: 'a', port: 1 }],
      [4, { user: 'a', port: 2 }],
      [3, { user: 'a', port: 1 }],
    ],
    ['"a" = 2 @4'],
  ],
  [
    'cardinality counts different values',
    rule(['user'], 3, { threshold: { cardinality: [{ field: 'port', value: 2 }] } }),
    [
      [6, { user: 'a', port: 1 }],
      [5, { user: 'a', port: 1 }],
      [4, { user: 'a', port: '1' }],
      [3, { user: 'b', port: [1, 2] }],
      [2, { user: 'b', port: 2 }],
      [1, { user: 'b' }],
    ],
    ['"b" = 3 (2) @6'],
  ],
  [
    'cardinality without groups',
    rule([], 1, { threshold: { cardinality: [{ field: 'user', value: 3 }] } }),
    [
      [3, { user: 'a' }],
      [2, { user: 'b' }],
      [1, { user: 'c' }],
    ],
    [' = 3 (3) @3'],
  ],
];

describe('a threshold rule', () => {
  for (const [name, settings, events, expected] of rows)
    it(name, () => {
      const documents = events.map(([minutes, fields]) => at(minutes, fields));
      assert.deepEqual(alertsOf(run({ rule: settings, events: documents, now, types })), expected);
    });

  it('tells what the group is, when it began, and stands at its latest event', () => {
    const events = [at(3, { _id: 'x', user: 'a' }), at(1, { _id: 'y', user: 'a' })];
    const [alert] = run({ rule: rule(['user'], 2), events, now, types }).result.alerts;
    assert.deepEqual(alert, {
      executedAt: now,
      timestamp: '2026-01-01T11:59:00.000Z',
      source: { file: 's', line: 2, offset: JSON.stringify(events[0]).length + 1, id: 'y' },
      threshold: {
        terms: [{ field: 'user', value: 'a' }],
        count: 2,
        from: '2026-01-01T11:57:00.000Z',
      },
      reason:
        '2 events with user "a" (at least 2), from 2026-01-01T11:57:00.000Z to 2026-01-01T11:59:00.000Z.',
      fields: { user: ['a'] },
    });
  });

  it('tells the largest group where none is large enough', () => {
    const events = [at(3, { user: 'a' }), at(2, { user: 'a' }), at(1, { user: 'b' }), at(1)];
    const { result } = run({ rule: rule(['user'], 5), events, now, types });
    assert.deepEqual(result.explanation?.groups, {
      distinct: 2,
      largest: { terms: [{ field: 'user', value: 'a' }], count: 2 },
      eventsWithoutGroup: 1,
    });
  });
});

/** Minutes before 12:00 of events of user a; executions (minutes before 12:00); alerts as `execution: count`. */
const courses: readonly (readonly [
  string,
  RuleKeys,
  readonly (readonly [number, JsonValue])[],
  readonly number[],
  readonly string[],
])[] = [
  [
    'counts an event for one alert only',
    rule(['user'], 2),
    [
      [50, 'a'],
      [45, 'a'],
      [38, 'a'],
    ],
    [40, 30, 20],
    ['40: "a" = 2 @2'],
  ],
  [
    'counts afresh after an alert',
    rule(['user'], 2),
    [
      [50, 'a'],
      [45, 'a'],
      [38, 'a'],
      [33, 'a'],
    ],
    [40, 30],
    ['40: "a" = 2 @2', '30: "a" = 2 @4'],
  ],
  [
    'leaves out a late event that is no later than the last alert of its group',
    rule(['user'], 1),
    [
      [45, 'a'],
      [45, 'b'],
      [44, 'b'],
    ],
    [40, 30],
    ['40: "a" = 1 @1', '40: "b" = 2 @3'],
  ],
  [
    'leaves an event out of all groups when one of them has told of it',
    rule(['user'], 2),
    [
      [50, 'a'],
      [48, ['a', 'b']],
      [38, 'b'],
      [37, 'c'],
      [36, 'b'],
    ],
    [40, 39, 37.5, 30],
    ['40: "a" = 2 @2', '30: "b" = 2 @5'],
  ],
  [
    'leaves groups beyond max_signals to the next execution that still sees them',
    rule(['user'], 1, { max_signals: 1 }),
    [
      [50, 'b'],
      [50, 'a'],
      [49, 'c'],
    ],
    [40, 30, 20, 10],
    ['40: "a" = 1 @2', '30: "b" = 1 @1', '20: "c" = 1 @3'],
  ],
  [
    'counts again where executions go back in time',
    rule([], 2, { from: 'now-10m' }),
    [
      [50, 'a'],
      [49, 'a'],
      [30, 'a'],
      [29, 'a'],
    ],
    [25, 45],
    ['25:  = 2 @4'],
  ],
];

describe('executions of a threshold rule', () => {
  for (const [name, settings, events, executions, expected] of courses)
    it(name, () => {
      const documents = events.map(([minutes, user]) => at(minutes, { user }));
      const times = executions.map(timeAt);
      const evaluated = run({ rule: settings, events: documents, now: times, types });
      const alerts = alertsOf(evaluated);
      const named = evaluated.result.alerts.map(({ executedAt }, i) => {
        const minutes = (Date.parse(now) - Date.parse(executedAt)) / 60_000;
        return `${minutes}: ${alerts[i] ?? ''}`;
      });
      assert.deepEqual(named, expected);
      assert.equal(evaluated.result.executions, executions.length);
    });

  it('warn of groups beyond max_signals, and not at exactly max_signals', () => {
    const events = [at(3, { user: 'a' }), at(2, { user: 'b' })];
    const codes = (max: number): readonly string[] =>
      warningCodes(run({ rule: rule(['user'], 1, { max_signals: max }), events, now, types }));
    assert.deepEqual(codes(2), []);
    assert.deepEqual(codes(1), ['max-signals']);
  });
});

describe('a threshold rule that does not run', () => {
  const bad: readonly (readonly [string, RuleKeys, string, string | undefined])[] = [
    ['without threshold', { type: 'threshold' }, 'missing-key', '[rule]'],
    ['value 0', rule(['user'], 0), 'invalid-value', '0'],
    [
      'six fields',
      rule(['a', 'b', 'c', 'd', 'e', 'f'], 1),
      'invalid-value',
      '["a", "b", "c", "d", "e", "f"]',
    ],
    ['text as a group', rule(['body'], 1), 'terms-on-type', '"body"'],
    [
      'text to count',
      rule([], 1, { threshold: { cardinality: [{ field: 'body', value: 1 }] } }),
      'terms-on-type',
      '"body"',
    ],
    [
      'suppression without a duration',
      rule(['user'], 1, { alert_suppression: { group_by: ['user'] } }),
      'alert-suppression',
      undefined,
    ],
  ];
  for (const [name, settings, code, text] of bad)
    it(name, () => {
      const { failure } = run({ rule: settings, events: [at(1)], now, types }).result;
      assert.equal(failure?.code, code, failure?.message);
      if (text === undefined) return;
      const { start, end } = failure.span ?? { start: 0, end: 0 };
      assert.equal(ruleText(settings).slice(start, end), text);
    });
});
