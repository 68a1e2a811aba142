// The offset map: verbatim runs, escapes as one unit, skipped source text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identityMap, toDecoded, toSource, toSourceSpan } from '../../../server/src/text/offsetMap';
import type { OffsetMap } from '../../../server/src/text/offsetMap';

/**
 * `ab\u00e9cd` in a file, the string's content starting at 10: decoded `abécd` (5 units).
 * Source: a=10 b=11 \u00e9=12..18 c=18 d=19.
 */
const escaped: OffsetMap = {
  decoded: [0, 2, 3],
  source: [10, 12, 18],
  sourceEnd: [12, 18, 20],
  decodedLength: 5,
  inner: { start: 10, end: 20 },
};

/** A trimmed first line break (source 3..4) before `ab`. */
const trimmed: OffsetMap = {
  decoded: [0],
  source: [4],
  sourceEnd: [6],
  decodedLength: 2,
  inner: { start: 3, end: 6 },
};

describe('toSource', () => {
  const rows: readonly [OffsetMap, number, number][] = [
    [escaped, 0, 10],
    [escaped, 1, 11],
    [escaped, 2, 12],
    [escaped, 3, 18],
    [escaped, 4, 19],
    [escaped, 5, 20],
    [trimmed, 0, 4],
    [trimmed, 2, 6],
    [identityMap(3, 7), 2, 9],
    [identityMap(0, 7), 0, 7],
  ];
  for (const [map, decoded, source] of rows)
    it(`${String(decoded)} -> ${String(source)}`, () => {
      assert.equal(toSource(map, decoded), source);
    });
});

describe('toDecoded', () => {
  const rows: readonly [OffsetMap, number, number][] = [
    [escaped, 9, 0],
    [escaped, 11, 1],
    [escaped, 12, 2],
    [escaped, 15, 2],
    [escaped, 18, 3],
    [escaped, 20, 5],
    [escaped, 99, 5],
    [trimmed, 3, 0],
    [trimmed, 5, 1],
    [identityMap(3, 7), 0, 0],
    [identityMap(3, 7), 9, 2],
    [identityMap(3, 7), 99, 3],
  ];
  for (const [map, source, decoded] of rows)
    it(`${String(source)} -> ${String(decoded)}`, () => {
      assert.equal(toDecoded(map, source), decoded);
    });
});

describe('toSourceSpan', () => {
  it('covers an escape whole', () => {
    assert.deepEqual(toSourceSpan(escaped, { start: 2, end: 3 }), { start: 12, end: 18 });
    assert.deepEqual(toSourceSpan(escaped, { start: 1, end: 4 }), { start: 11, end: 19 });
  });
  it('keeps an empty span empty', () => {
    assert.deepEqual(toSourceSpan(escaped, { start: 3, end: 3 }), { start: 18, end: 18 });
    assert.deepEqual(toSourceSpan(escaped, { start: 5, end: 5 }), { start: 20, end: 20 });
  });
  it('ends behind the last unit, not behind skipped text', () => {
    assert.deepEqual(toSourceSpan(trimmed, { start: 0, end: 2 }), { start: 4, end: 6 });
  });
});
