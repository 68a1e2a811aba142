// How the client writes numbers, times and values.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeSample } from '../../../client/src/describeSample';
import {
  fileName,
  formatBytes,
  formatCount,
  formatElapsed,
  formatLocalTime,
  formatSeconds,
  formatTime,
  formatValue,
  formatValues,
  plural,
} from '../../../client/src/resultsView/format';

function rows<T>(
  name: string,
  format: (value: T) => string,
  table: readonly (readonly [T, string])[],
): void {
  describe(name, () => {
    for (const [value, expected] of table)
      it(`${JSON.stringify(value)} -> ${expected}`, () => {
        assert.equal(format(value), expected);
      });
  });
}

rows('formatCount', formatCount, [
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
]);

rows('plural', (count: number) => plural(count, 'event'), [
  [0, '0 events'],
  [1, '1 event'],
  [1024, '1,024 events'],
]);

rows('formatTime', formatTime, [
  ['2026-01-06T12:00:00Z', '2026-01-06 12:00:00Z'],
  ['2026-01-06T12:00:00.000Z', '2026-01-06 12:00:00Z'],
  ['2026-01-06T12:00:00.120Z', '2026-01-06 12:00:00.120Z'],
  ['2026-01-06T12:00:00+02:00', '2026-01-06 10:00:00Z'],
  [0, '1970-01-01 00:00:00Z'],
  ['no time', 'no time'],
]);

rows('formatSeconds', formatSeconds, [
  ['2026-01-06T12:00:00.999Z', '2026-01-06 12:00:00Z'],
  ['2026-01-06T12:00:00Z', '2026-01-06 12:00:00Z'],
]);

rows('formatElapsed', formatElapsed, [
  [0.4, '0 ms'],
  [340, '340 ms'],
  [2140, '2.1 s'],
]);

rows('formatBytes', formatBytes, [
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1400, '1.4 KB'],
  [12_345_678, '12 MB'],
  [5e15, '5,000 TB'],
]);

rows('formatValue', formatValue, [
  ['a "b"', 'a "b"'],
  [4702, '4702'],
  [true, 'true'],
  [null, 'null'],
  [{ a: [1] }, '{"a":[1]}'],
]);

rows('fileName', fileName, [
  ['/a/b.ndjson', 'b.ndjson'],
  ['C:\\a\\b.ndjson', 'b.ndjson'],
  ['b.ndjson', 'b.ndjson'],
  ['file:///a/b%20c.ndjson', 'b c.ndjson'],
  ['/a/b%20c.ndjson', 'b%20c.ndjson'],
  ['file:///a/%ff', '%ff'],
]);

describe('formatValues, formatLocalTime', () => {
  it('joins values', () => {
    assert.equal(formatValues(['a', 1]), 'a, 1');
  });
  it('names a time zone, and gives nothing for what is no time', () => {
    assert.match(formatLocalTime('2026-01-06T12:00:00Z'), /2026.*\d.* \S+$/);
    assert.equal(formatLocalTime('no time'), '');
  });
});

rows('describeSample', describeSample, [
  [
    {
      uri: 'file:///a',
      format: 'NDJSON',
      events: 1234,
      first: '2026-01-05T00:00:00Z',
      last: '2026-01-06T00:00:00Z',
      bytes: 9,
    },
    'NDJSON · 1,234 events · 2026-01-05 00:00:00Z to 2026-01-06 00:00:00Z',
  ],
  [{ uri: 'file:///a', format: 'JSON array', bytes: 2_000_000_000 }, 'JSON array · 2.0 GB'],
]);
