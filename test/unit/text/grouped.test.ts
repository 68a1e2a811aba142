// Thousands separators are those of English, without its data.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { grouped } from '../../../server/src/text/grouped';

describe('grouped', () => {
  const rows = [0, 7, 12, 999, 1000, 12_345, 123_456, 1_234_567, -1234, 9_007_199_254_740_991];
  for (const integer of rows)
    it(String(integer), () => {
      assert.equal(grouped(integer), integer.toLocaleString('en-US'));
    });

  it('large integers', () => {
    const integer = 2n ** 96n;
    assert.equal(grouped(integer), integer.toLocaleString('en-US'));
  });
});
