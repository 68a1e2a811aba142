// Rules of type new_terms: what counts as a term, what is new, which document alerts, in which order.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { alertsOf, run, warningCodes } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const now = '2026-01-01T12:00:00.000Z';
const rule: RuleKeys = {
  type: 'new_terms',
  from: 'now-10m',
  new_terms_fields: ['f'],
  history_window_start: 'now-1d',
};
const two = { ...rule, new_terms_fields: ['g', 'f'] };
const event = (time: string, fields: JsonObject): JsonObject => ({
  '@timestamp': `2026-01-01T${time}Z`,
  ...fields,
});
const old = (f: JsonValue): JsonObject => event('11:00:00', { f });
const recent = (f: JsonValue): JsonObject => event('11:55:00', { f });

type Row = readonly [string, RuleKeys, readonly JsonObject[], readonly string[]];

describe('new terms of one execution', () => {
  const rows: readonly Row[] = [
    ['a first time', rule, [recent('a')], ['1:a']],
    ['a known term', rule, [old('a'), recent('a')], []],
    [
      'history of other events only',
      { ...rule, query: 'k:1' },
      [old('a'), { ...recent('a'), k: 1 }],
      ['2:a'],
    ],
    ['exactly at from: known', rule, [event('11:50:00', { f: 'a' }), recent('a')], []],
    ['a millisecond later: new', rule, [event('11:50:00.001', { f: 'a' }), recent('a')], ['1:a']],
    ['exactly at now', rule, [event('12:00:00', { f: 'a' })], ['1:a']],
    ['after now', rule, [event('12:00:00.001', { f: 'a' })], []],
    [
      'at the start of the history: known',
      rule,
      [{ '@timestamp': '2025-12-31T12:00:00Z', f: 'a' }, recent('a')],
      [],
    ],
    [
      'before the history: forgotten',
      rule,
      [{ '@timestamp': '2025-12-31T11:59:59.999Z', f: 'a' }, recent('a')],
      ['2:a'],
    ],
    [
      'the oldest event alerts',
      rule,
      [event('11:58:00', { f: 'a' }), event('11:57:00', { f: 'a' })],
      ['2:a'],
    ],
    ['of equal age the first', rule, [recent('a'), recent('a')], ['1:a']],
    ['one event, several terms', rule, [recent(['b', 'a', 'b', null])], ['1:a', '1:b']],
    ['one old, one new element', rule, [old('a'), recent(['a', 'b'])], ['2:b']],
    ['case matters', rule, [old('A'), recent('a')], ['2:a']],
    ['the empty text', rule, [recent('')], ['1:']],
    ['number and text are one term', rule, [old(1), recent('1')], []],
    ['no value', rule, [recent(null), recent([]), event('11:55:00', {}), recent([[null]])], []],
    [
      'cross product',
      two,
      [event('11:55:00', { f: ['a', 'b'], g: ['x', 'y'] })],
      ['1:x,a', '1:x,b', '1:y,a', '1:y,b'],
    ],
    [
      'only new combinations',
      two,
      [
        event('11:00:00', { f: 'a', g: 'x' }),
        event('11:00:00', { f: 'b', g: 'y' }),
        event('11:55:00', { f: ['a', 'b'], g: ['x', 'y'] }),
      ],
      ['3:x,b', '3:y,a'],
    ],
    [
      'one of two fields lacks a value',
      two,
      [event('11:55:00', { f: 'a' }), event('11:55:00', { f: 'a', g: null })],
      [],
    ],
    [
      'history counts from `to`',
      { ...rule, from: 'now-2h', to: 'now-1h', history_window_start: 'now-3h' },
      [
        event('07:59:59.999', { f: 'a' }),
        event('08:00:00', { f: 'b' }),
        event('10:30:00', { f: ['a', 'b'] }),
      ],
      ['3:a'],
    ],
    [
      'dotted and nested spelling',
      { ...rule, new_terms_fields: ['x.y'] },
      [
        event('11:00:00', { 'x.y': 'a' }),
        event('11:55:00', { x: { y: 'a' } }),
        event('11:55:00', { x: [{ y: 'b' }, { y: 'c' }] }),
      ],
      ['3:b', '3:c'],
    ],
    [
      'override decides age',
      { ...rule, timestamp_override: 'event.ingested' },
      [
        { ...recent('a'), event: { ingested: '2026-01-01T11:59:00Z' } },
        event('11:56:00', { f: 'a' }),
      ],
      ['2:a'],
    ],
    [
      'override keeps an event out',
      { ...rule, timestamp_override: 'event.ingested' },
      [{ ...recent('a'), event: { ingested: '2026-01-01T12:01:00Z' } }],
      [],
    ],
  ];
  for (const [name, keys, events, alerts] of rows)
    it(name, () => {
      assert.deepEqual(alertsOf(run({ rule: keys, events, now })), alerts);
    });
});

describe('terms by field type', () => {
  type TypeRow = readonly [JsonValue, readonly JsonValue[], readonly JsonValue[]];
  const rows: readonly TypeRow[] = [
    ['keyword', ['a', 1, 1.5, true, {}], ['1', '1.5', 'a', 'true']],
    ['keyword', ['k'.repeat(1025)], []],
    [{ type: 'keyword' }, ['k'.repeat(1025)], ['k'.repeat(1025)]],
    [{ type: 'keyword', ignore_above: 3 }, ['abc', 'abcd'], ['abc']],
    ['wildcard', ['a b'], ['a b']],
    ['constant_keyword', ['c'], ['c']],
    ['version', ['1.2.3'], ['1.2.3']],
    ['ip', ['10.0.0.1', '::ffff:10.0.0.1', '0:0:0:0:0:0:0:1', '::1', 'x'], ['::1', '10.0.0.1']],
    [
      'ip',
      ['2001:DB8:0:0:1:0:0:1', 'fe80::', '1:0:0:2:0:0:0:3', '1:2:3:4:5:6:7:8'],
      ['1:0:0:2::3', '1:2:3:4:5:6:7:8', '2001:db8::1:0:0:1', 'fe80::'],
    ],
    ['long', [1, '1', 1.9, -0, 'x', true], [0, 1]],
    ['double', [1.5, '1.50', 1], [1, 1.5]],
    ['float', [0.1], [Math.fround(0.1)]],
    ['half_float', [2048, '2049', 0.1], [0.0999755859375, 2048]],
    [{ type: 'scaled_float', scaling_factor: 100 }, [0.12, '0.1234', 0.125], [0.12, 0.13]],
    ['byte', [127, 128, '-128.5'], [-128, 127]],
    ['unsigned_long', [-1, 1, '18446744073709551615'], [1, '18446744073709551615']],
    ['boolean', [true, 'true', '', false, 'no', 1], [false, true]],
    ['date', ['2026-01-01T00:00:00Z', 1767225600000], [1767225600000]],
    ['flattened', [{ x: 'a', y: { z: [1, 'a'] } }], ['1', 'a']],
    [{ type: 'flattened', ignore_above: 2 }, [{ x: 'ab', y: { z: 'abc' } }], ['ab']],
    ['object', [{ x: 1 }], []],
    ['nested', [{ x: 1 }], []],
  ];
  for (const [type, values, expected] of rows)
    it(`${JSON.stringify(type)} ${JSON.stringify(values)}`, () => {
      const { result } = run({ rule, events: [recent(values)], now, types: { f: type } });
      assert.equal(result.failure, undefined);
      assert.deepEqual(
        result.alerts.map(({ newTerms }) => newTerms?.[0]),
        expected,
      );
    });

  it('below a nested field there are no terms, and it is said', () => {
    const types = { n: 'nested', 'n.f': 'keyword' };
    const nested = run({
      rule: { ...rule, new_terms_fields: ['n.f'] },
      events: [event('11:55:00', { n: [{ f: 'a' }] })],
      now,
      types,
    });
    assert.deepEqual(alertsOf(nested), []);
    assert.deepEqual(warningCodes(nested), ['no-terms']);
  });
  it('below a flattened field each key is a field', () => {
    const types = { labels: 'flattened' };
    const events = [event('11:55:00', { labels: { env: 'prod', x: 'y' } })];
    assert.deepEqual(
      alertsOf(run({ rule: { ...rule, new_terms_fields: ['labels.env'] }, events, now, types })),
      ['1:prod'],
    );
  });
  it('a lower-case normalizer applies', () => {
    const types = { f: { type: 'keyword', normalizer: 'lowercase' } };
    assert.deepEqual(
      alertsOf(run({ rule, events: [old('A'), recent('a'), recent('B')], now, types })),
      ['3:b'],
    );
  });
  it('a constant is the term of every event', () => {
    const types = { f: { type: 'constant_keyword', value: 'c' } };
    assert.deepEqual(alertsOf(run({ rule, events: [event('11:55:00', {})], now, types })), ['1:c']);
  });
  it('a field of unknown type is warned of', () => {
    assert.deepEqual(warningCodes(run({ rule, events: [recent('a')], now })), ['unknown-field']);
    assert.deepEqual(
      warningCodes(run({ rule, events: [recent('a')], now, types: { f: 'keyword' } })),
      [],
    );
  });
});

describe('max_signals', () => {
  const types = { f: 'keyword', g: 'keyword' };
  it('one field: frequent terms first, then by value', () => {
    const events = [recent('a'), recent('c'), recent('z'), recent('z'), recent('b')];
    const cut = run({ rule: { ...rule, max_signals: 2 }, events, now, types });
    assert.deepEqual(alertsOf(cut), ['1:a', '3:z']);
    assert.deepEqual(warningCodes(cut), ['max-signals']);
  });
  it('several fields: by value', () => {
    const events = [
      event('11:55:00', { f: 'b', g: 'a' }),
      event('11:56:00', { f: 'b', g: 'a' }),
      event('11:55:00', { f: 'a', g: 'a' }),
    ];
    assert.deepEqual(alertsOf(run({ rule: { ...two, max_signals: 1 }, events, now, types })), [
      '3:a,a',
    ]);
  });
  it('values compare as the index orders them', () => {
    const order = (type: string, values: readonly JsonValue[]) =>
      alertsOf(
        run({
          rule: { ...rule, max_signals: 1 },
          events: values.map(recent),
          now,
          types: { f: type },
        }),
      )[0]?.slice(2);
    assert.equal(order('long', [10, 9]), '9');
    assert.equal(order('keyword', ['9', '10']), '10');
    assert.equal(order('ip', ['10.0.0.1', '9.0.0.1']), '9.0.0.1');
    assert.equal(order('keyword', ['\ufb01', '😀']), '\ufb01');
  });
  it('no warning at exactly max_signals', () => {
    const exact = run({
      rule: { ...rule, max_signals: 2 },
      events: [recent('a'), recent('b')],
      now,
      types,
    });
    assert.deepEqual(warningCodes(exact), []);
  });
  it('a later execution takes what was left, as long as it is new to it', () => {
    const events = ['a', 'b', 'c'].map((f) => event('11:52:30', { f }));
    const replay = run({
      rule: { ...rule, max_signals: 1 },
      events: [...events, event('12:10:00', {})],
      types,
    });
    const made = replay.result.alerts.map(
      ({ executedAt, newTerms }) => `${executedAt.slice(11, 16)} ${JSON.stringify(newTerms)}`,
    );
    assert.deepEqual(made, ['11:55 ["a"]', '12:00 ["b"]']);
  });
});

describe('replay', () => {
  const types = { f: 'keyword' };
  it('the first execution that finds the term new alerts, once', () => {
    const { result } = run({
      rule: { ...rule, interval: '5m' },
      events: [event('11:52:00', { f: 'a' }), event('11:58:00', { f: 'a' })],
      types,
    });
    assert.deepEqual(
      result.alerts.map(({ executedAt, source }) => [executedAt.slice(11, 16), source.line]),
      [['11:55', 1]],
    );
    assert.deepEqual(result.windows, {
      from: '2026-01-01T11:45:00.000Z',
      to: now,
      historyFrom: '2025-12-31T11:55:00.000Z',
    });
  });
  it('at the lower bound of one window it was new to the one before', () => {
    assert.deepEqual(alertsOf(run({ rule, events: [event('11:50:00', { f: 'a' })], types })), [
      '1:a',
    ]);
  });
  it('forgotten terms alert again', () => {
    const short = { ...rule, history_window_start: 'now-1h' };
    const events = [
      event('10:00:00', { f: 'a' }),
      event('10:30:00', { f: 'a' }),
      event('11:31:00', { f: 'a' }),
    ];
    assert.deepEqual(alertsOf(run({ rule: short, events, types })), ['1:a', '3:a']);
  });
});

describe('explanation', () => {
  it('counts known terms and names where they were first seen', () => {
    const events = [old('a'), old('a'), recent('a'), recent(null), recent('b')];
    const { result } = run({ rule, events, now });
    assert.deepEqual(result.explanation?.terms, {
      distinct: 2,
      known: 1,
      eventsWithoutTerm: 1,
      examples: [
        { values: ['a'], firstSeen: { timestamp: '2026-01-01T11:00:00.000Z', file: 's', line: 1 } },
      ],
    });
  });
  it('a reason names the term, its first time and the history', () => {
    const [alert] = run({
      rule: two,
      events: [event('11:55:00', { f: 'a\\b', g: 1 })],
      now,
      types: { g: 'long' },
    }).result.alerts;
    assert.equal(
      alert?.reason,
      'New: g 1 with f "a\\b", first seen at 2026-01-01T11:55:00.000Z; no earlier matching event has it since 2025-12-31T12:00:00.000Z, the start of the history window.',
    );
    assert.deepEqual(alert.newTerms, [1, 'a\\b']);
    assert.deepEqual(alert.fields, { g: [1], f: ['a\\b'] });
  });
});
