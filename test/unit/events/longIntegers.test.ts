// Integers that a number of JavaScript cannot hold keep their digits.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numberOf, quoteLongIntegers } from '../../../server/src/events/longIntegers';

const rows: readonly (readonly [json: string, value: unknown])[] = [
  ['{"a":12345678901234567890}', { a: '12345678901234567890' }],
  ['{"a":-9007199254740993}', { a: '-9007199254740993' }],
  ['{"a":9007199254740991}', { a: 9007199254740991 }],
  ['[12345678901234567890,1]', ['12345678901234567890', 1]],
  ['{"a":0.12345678901234567890}', { a: Number('0.1234567890123456789') }],
  ['{"a":12345678901234567890.5}', { a: Number('12345678901234567890.5') }],
  ['{"a":1e-1234567890123456789}', { a: 0 }],
  ['{"a":12345678901234567890e1}', { a: Number('12345678901234567890e1') }],
  ['{"a":"12345678901234567890"}', { a: '12345678901234567890' }],
  ['{"a":"\\"12345678901234567890"}', { a: '"12345678901234567890' }],
  ['{"12345678901234567890":1}', { '12345678901234567890': 1 }],
];

describe('long integers', () => {
  for (const [json, value] of rows)
    it(json, () => {
      assert.deepEqual(JSON.parse(quoteLongIntegers(json)), value);
    });

  it('one number', () => {
    assert.equal(numberOf('12345678901234567890'), '12345678901234567890');
    assert.equal(numberOf('-12'), -12);
    assert.equal(numberOf('1234567890123456789.5'), Number('1234567890123456789.5'));
  });
});
