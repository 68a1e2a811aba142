// date and date_nanos fields.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, matchRows, typesOf } from '../../../support/matchRows';
import type { MatchRow } from '../../../support/matchRows';

const now = Date.parse('2024-03-10T12:34:56.789Z');

const rows: readonly MatchRow[] = [
  ['a.b: 2024-01-05', '2024-01-05T00:00:00Z', true],
  ['a.b: 2024-01-05', '2024-01-05T23:59:59.999Z', true],
  ['a.b: 2024-01-05', '2024-01-06T00:00:00Z', false],
  ['a.b: "2024-01-05"', '2024-01-05T10:00:00Z', true],
  ['a.b: 2024-01-05T10', '2024-01-05T10:59:59.999Z', true],
  ['a.b: 2024-01-05T10', '2024-01-05T11:00:00Z', false],
  ['a.b: "2024-01-05T10:30"', '2024-01-05T10:30:59Z', true],
  ['a.b: "2024-01-05T10:30:15"', '2024-01-05T10:30:15.999Z', true],
  ['a.b: "2024-01-05T10:30:15.5Z"', '2024-01-05T10:30:15.500Z', true],
  ['a.b: "2024-01-05T10:30:15.5Z"', '2024-01-05T10:30:15.501Z', false],
  ['a.b: "2024-01-05T10:30:15,5Z"', '2024-01-05T10:30:15.5Z', true],
  ['a.b: 2024-01', '2024-01-01T12:00:00Z', true],
  ['a.b: 2024-01', '2024-01-15T00:00:00Z', false],
  ['a.b: 2024', '2024-01-01T23:59:59.999Z', true],
  ['a.b: 2024', '2024-01-02T00:00:00Z', false],
  ['a.b: "2024-01-05T10:00:00+02:00"', '2024-01-05T08:00:00Z', true],
  ['a.b: "2024-01-05T10:00:00-0230"', '2024-01-05T12:30:00Z', true],
  ['a.b: "2024-01-05T10+02"', '2024-01-05T08:30:00Z', true],
  ['a.b: 1704103200000', '2024-01-01T10:00:00Z', true],
  ['a.b: "1704103200000"', 1704103200000, true],
  ['a.b: 2024-01-01', 1704103200000, true],
  ['a.b: 2024-01-01', '1704103200000', true],
  ['a.b: 2024-01-01', '2024-01-01', true],
  ['a.b: 2024-01-01', 2024, true],
  ['a.b > 2024-01-01', '2024-01-01T10:00:00Z', false],
  ['a.b > 2024-01-01', '2024-01-02T00:00:00Z', true],
  ['a.b >= 2024-01-01', '2024-01-01T00:00:00Z', true],
  ['a.b < 2024-01-01', '2023-12-31T23:59:59.999Z', true],
  ['a.b < 2024-01-01', '2024-01-01T00:00:00Z', false],
  ['a.b <= 2024-01-01', '2024-01-01T23:59:59.999Z', true],
  ['a.b <= 2024-01-01', '2024-01-02T00:00:00Z', false],
  ['a.b >= now-1d', '2024-03-09T12:34:56.789Z', true],
  ['a.b >= now-1d', '2024-03-09T12:34:56.788Z', false],
  ['a.b >= now-1d/d', '2024-03-09T00:00:00Z', true],
  ['a.b >= now-1d/d', '2024-03-08T23:59:59.999Z', false],
  ['a.b <= now/d', '2024-03-10T23:59:59.999Z', true],
  ['a.b > now/d', '2024-03-10T23:59:59.999Z', false],
  ['a.b < now/d', '2024-03-10T00:00:00Z', false],
  ['a.b: now/d', '2024-03-10T05:00:00Z', true],
  ['a.b: now/M', '2024-03-31T05:00:00Z', true],
  ['a.b: "2024-01-31||+1M/d"', '2024-02-29T05:00:00Z', true],
  ['a.b: foo', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: "2024-01-01 10:00:00"', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: 2024-13-01', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: 2023-02-29', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: 2024-1-5', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: 01/02/2024', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: NOW', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: "now - 1d"', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: 2024*', '2024-01-01T10:00:00Z', 'error'],
  ['a.b > 2024*', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: true', '2024-01-01T10:00:00Z', 'error'],
  ['a.b > soon', '2024-01-01T10:00:00Z', 'error'],
  ['a.b: 2024-01-01', 'yesterday', false],
  ['a.b: 2024-01-01', true, false],
  ['a.b: *', '2024-01-01', true],
  ['a.b: *', 'yesterday', false],
  ['a.b: *', 'now', false],
  ['a.b: *', undefined, false],
  ['a.b > null', '2024-01-01', true],
];

describe('date', () => {
  matchRows('date', rows, now);
  matchRows('date', [
    ['a.b: "2024-01-05T10:30:15.500Z"', '2024-01-05T10:30:15.500999Z', true],
    ['a.b: *', '1960-01-01', true],
  ]);

  it('says that a query depends on now', () => {
    const types = typesOf({ t: 'date', k: 'keyword' });
    for (const [query, usesNow] of [
      ['t > now-1d', true],
      ['t: 2024', false],
      ['k: now', false],
      ['not (k: x or t < now/d)', true],
    ] as const) {
      const compiled = compile(query, types);
      assert.equal(compiled.kind, 'matcher');
      assert.equal(compiled.matcher.usesNow, usesNow, query);
    }
  });

  it('moves with now', () => {
    const compiled = compile('t > now-1h', typesOf({ t: 'date' }));
    assert.equal(compiled.kind, 'matcher');
    const event = { t: '2024-03-10T12:00:00Z' };
    assert.equal(compiled.matcher.matches(event, now), true);
    assert.equal(compiled.matcher.matches(event, now + 3_600_000), false);
  });
});

describe('date_nanos', () => {
  const hasWholeTime = ([query]: MatchRow): boolean => !/T\d\d(?!:\d\d:)/.test(query);
  matchRows('date_nanos', rows.filter(hasWholeTime), now);
  matchRows('date_nanos', [
    ['a.b: "2024-01-05T10:30:15.500000001Z"', '2024-01-05T10:30:15.500000001Z', true],
    ['a.b: "2024-01-05T10:30:15.500000001Z"', '2024-01-05T10:30:15.500000002Z', false],
    ['a.b > "2024-01-05T10:30:15.500000001Z"', '2024-01-05T10:30:15.500000002Z', true],
    ['a.b > "2024-01-05T10:30:15"', '2024-01-05T10:30:15.999999999Z', false],
    ['a.b: *', '1960-01-01', false],
    ['a.b: *', '2300-01-01', false],
    ['a.b > 1960', '2024-01-05', 'error'],
    ['a.b < 2300', '2024-01-05', 'error'],
    // Unlike date, it reads a time with its seconds only.
    ['a.b: 2024-01-05T10', '2024-01-05T10:00:00Z', 'error'],
    ['a.b > "2024-01-05T10:30Z"', '2024-01-05T10:30:15Z', 'error'],
    ['a.b >= "2024-01-05T10:30||+1d"', '2024-01-05T10:30:15Z', 'error'],
    ['a.b: *', '2024-01-05T10:30Z', false],
    // Digits name a whole millisecond.
    ['a.b: 1704448800000', '2024-01-05T10:00:00.000999999Z', true],
    ['a.b: 1704448800000', '2024-01-05T10:00:00.001Z', false],
    ['a.b > 1704448800000', '2024-01-05T10:00:00.0005Z', false],
    ['a.b >= 1704448800000', '2024-01-05T10:00:00Z', true],
  ]);
});
