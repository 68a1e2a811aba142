// The time of an event: the rule's timestamp field, its fallback, spellings of dates.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventTimeReader } from '../../../server/src/engine/eventTime';
import { run } from '../../support/runRule';
import type { JsonValue } from '../../../server/src/events/event';

const plain = eventTimeReader({ override: undefined, fallback: true });

describe('event time', () => {
  const rows: readonly (readonly [JsonValue, string | undefined])[] = [
    ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05.6789999Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04+01:30', '2026-01-02T01:34:00.000Z'],
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
    [2026, '2026-01-01T00:00:00.000Z'],
    [1767323045678, '2026-01-02T03:04:05.678Z'],
    ['1767323045678', '2026-01-02T03:04:05.678Z'],
    [['2026-01-03', '2026-01-02'], '2026-01-02T00:00:00.000Z'],
    ['2026-02-30', undefined],
    ['2026-01-02 03:04:05', undefined],
    ['02/01/2026', undefined],
    ['', undefined],
    [true, undefined],
    [null, undefined],
    [[], undefined],
    [{ a: 1 }, undefined],
  ];
  for (const [value, expected] of rows)
    it(JSON.stringify(value), () => {
      const { time, malformed } = plain({ '@timestamp': value });
      assert.equal(Number.isNaN(time) ? undefined : new Date(time).toISOString(), expected);
      const isDate = expected !== undefined || value === null || typeof value === 'object';
      assert.equal(malformed === undefined, isDate);
    });

  it('an override wins, a missing one falls back, a malformed one is named', () => {
    const read = eventTimeReader({ override: 'event.ingested', fallback: true });
    const own = { '@timestamp': '2026-01-01' };
    const both = read({ ...own, 'event.ingested': '2026-01-02' });
    assert.deepEqual(
      [both.time, both.isOverride, both.secondTime],
      [Date.UTC(2026, 0, 2), true, Date.UTC(2026, 0, 1)],
    );
    assert.deepEqual([read(own).time, read(own).isOverride], [Date.UTC(2026, 0, 1), false]);
    assert.deepEqual(read({ ...own, event: { ingested: 'x' } }).malformed, {
      field: 'event.ingested',
      value: 'x',
    });
    assert.equal(read({ event: { ingested: '2026-01-02' } }).secondTime, Infinity);
  });
  it('notes several times of one event', () => {
    const read = eventTimeReader({ override: 'event.ingested', fallback: true });
    const two = ['2026-01-02', '2026-01-03'];
    assert.equal(plain({ '@timestamp': two }).several, '@timestamp');
    assert.equal(plain({ '@timestamp': ['2026', '2026-01-01'] }).several, undefined);
    assert.equal(read({ '@timestamp': two }).several, '@timestamp');
    assert.equal(read({ '@timestamp': two, 'event.ingested': '2026' }).several, undefined);
    assert.equal(read({ '@timestamp': '2026', 'event.ingested': two }).several, 'event.ingested');
    const events = [
      { '@timestamp': two, a: 1 },
      { '@timestamp': two, a: 2 },
      { '@timestamp': '2026-01-02', a: 1 },
    ];
    for (const skipFrom of [0, Infinity]) {
      const { warnings } = run({
        rule: { query: 'a: 1' },
        types: { a: 'long' },
        events,
        skipFrom,
      }).result;
      assert.deepEqual(
        warnings.map(({ code, message }) => [code, message.slice(0, 45)]),
        [['several-timestamps', '1 matching event has several times in @timest']],
      );
    }
  });
  it('tells of numbers that look like seconds', () => {
    const codes = (...times: readonly (number | string)[]): readonly string[] => {
      const events = times.map((time) => ({ '@timestamp': time, a: 1 }));
      const { warnings } = run({ rule: { query: 'a: 1' }, types: { a: 'long' }, events }).result;
      return warnings.map(({ code, message }) => `${code} ${message.slice(0, 52)}`);
    };
    assert.deepEqual(codes(1767571200, 1767571201), [
      'epoch-seconds the earliest event is of 1970-01-21T10:59:31.200Z: a',
    ]);
    for (const time of [1767571200000, '2026-01-01', 0, '1970-01-01'])
      assert.deepEqual(codes(time), []);
  });
  it('without fallback only the override counts', () => {
    const read = eventTimeReader({ override: 'event.ingested', fallback: false });
    assert.ok(Number.isNaN(read({ '@timestamp': '2026-01-01' }).time));
  });
});
