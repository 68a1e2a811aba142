// The numeric types, and the exact decimals behind them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  parseDecimal,
  scaleDecimal,
  toHalf,
} from '../../../../server/src/engine/fieldTypes/decimal';
import { SpelledNumber } from '../../../../server/src/events/spelledNumber';
import { matchRows } from '../../../support/matchRows';

for (const type of ['long', 'integer', 'short']) {
  describe(type, () => {
    matchRows(type, [
      ['a.b: 80', 80, true],
      ['a.b: "80"', 80, true],
      ['a.b: 80', '80', true],
      ['a.b: 80.0', 80, true],
      ['a.b: 8e1', 80, true],
      ['a.b: +80', 80, true],
      ['a.b: 080', 80, true],
      ['a.b: 80', 80.9, true],
      ['a.b: 80', '80.9', true],
      ['a.b: "-80"', -80.9, true],
      ['a.b: 0', -0.5, true],
      ['a.b: 80.5', 80, false],
      ['a.b: 80.5', 80.5, false],
      ['a.b: 81', 80, false],
      ['a.b: 80', true, false],
      ['a.b: 80', 'eighty', false],
      ['a.b: 80', '', false],
      ['a.b: 80', undefined, false],
      ['a.b: (80 or 443)', [22, 443], true],
      ['a.b: abc', 80, 'error'],
      ['a.b: ""', 80, 'error'],
      ['a.b: 0x50', 80, 'error'],
      ['a.b: 8*', 80, 'error'],
      ['a.b: true', 1, 'error'],
      ['a.b: null', 1, 'error'],
      ['a.b: NaN', 1, 'error'],
      ['a.b > 79', [1, 80], true],
      ['a.b > 80', 80, false],
      ['a.b >= 80', 80, true],
      ['a.b > 79.5', 80, true],
      ['a.b < 80.5', 80, true],
      ['a.b >= 80.5', 80.9, false],
      ['a.b > "-1.5"', -1, true],
      ['a.b < "-1.5"', -2, true],
      ['a.b < 9', '10', false],
      ['a.b > 5 and a.b < 7', [1, 10], true],
      ['a.b > 5 and a.b < 7', [1, 2], false],
      ['a.b > abc', 1, 'error'],
      ['a.b > 1*', 1, 'error'],
      ['a.b > null', 1, true],
      ['a.b > null', undefined, false],
      ['a.b: *', 0, true],
      ['a.b: *', 'x', false],
      ['a.b: *', undefined, false],
    ]);
  });
}

describe('a number of a clause that is out of range', () => {
  for (const type of ['integer', 'short', 'byte'])
    matchRows(type, [
      ['a.b: 2147483647', 5, false],
      ['a.b <= 2147483647', 5, true],
      ['a.b: 2147483648', 5, 'error'],
      ['a.b > "-2147483649"', 5, 'error'],
      ['a.b < 99999999999', 5, 'error'],
    ]);
  matchRows('byte', [['a.b < 300', 5, true]]);
  matchRows('short', [['a.b: 40000', 5, false]]);
  matchRows('long', [
    ['a.b <= 9223372036854775807', 5, true],
    ['a.b: 9223372036854775808', 5, 'error'],
    ['a.b < 1e30', 5, 'error'],
  ]);
});

describe('numbers that do not fit their type are not indexed', () => {
  matchRows('byte', [
    ['a.b: *', 127, true],
    ['a.b: *', 128, false],
    ['a.b: 128', 128, false],
  ]);
  matchRows('short', [['a.b: *', 40000, false]]);
  matchRows('integer', [
    ['a.b: *', 2147483647, true],
    ['a.b: *', 2147483648, false],
  ]);
  matchRows('long', [
    ['a.b: *', '9223372036854775807', true],
    ['a.b: *', '9223372036854775808', false],
    ['a.b: *', 1e30, false],
  ]);
  matchRows('unsigned_long', [
    ['a.b: *', -1, false],
    ['a.b: *', '18446744073709551615', true],
    ['a.b: *', '18446744073709551616', false],
  ]);
});

describe('whole numbers beyond 2^53', () => {
  matchRows('long', [
    ['a.b: 9007199254740993', '9007199254740993', true],
    ['a.b: 9007199254740993', '9007199254740992', false],
    ['a.b > 9007199254740992', '9007199254740993', true],
    ['a.b: 9007199254740993.0', '9007199254740993', true],
    ['a.b: 10', '9007199254740993', false],
    ['a.b < 10', '-9007199254740993', true],
  ]);
  matchRows('unsigned_long', [
    ['a.b: 18446744073709551615', '18446744073709551615', true],
    ['a.b: "-1"', 1, false],
    ['a.b > "-1"', 0, true],
    ['a.b: 1.5', 1, false],
    ['a.b: x', 1, 'error'],
  ]);

  const n = (text: string): SpelledNumber => new SpelledNumber(text);
  matchRows('long', [
    ['a.b: 9007199254740993', n('9007199254740993'), true],
    ['a.b: 9007199254740993', n('9007199254740992'), false],
    ['a.b: 9007199254740993', n('9.007199254740993e15'), true],
    ['a.b: 9007199254740993', n('9007199254740993.0'), true],
    ['a.b: 1000', n('1e3'), true],
    ['a.b: 1000', n('1000.9'), true],
    ['a.b: 0', n('-0'), true],
    ['a.b: *', n('1e30'), false],
  ]);
});

describe('fractions', () => {
  matchRows('double', [
    ['a.b: 0.1', 0.1, true],
    ['a.b: .1', '0.1', true],
    ['a.b: 1e-1', 0.1, true],
    ['a.b: 0.3', 0.30000000000000004, false],
    ['a.b: 80', 80.5, false],
    ['a.b: 80f', 80, true],
    ['a.b: " 80 "', 80, true],
    ['a.b: 1e400', 80, 'error'],
    ['a.b: abc', 80, 'error'],
    ['a.b: 8*', 80, 'error'],
    ['a.b > 0.1', 0.1, false],
    ['a.b >= 0.1', 0.1, true],
    ['a.b: *', 'NaN', false],
  ]);
  matchRows('float', [
    ['a.b: 0.1', 0.1, true],
    ['a.b: 16777217', 16777216, true],
    ['a.b > 0.1', 0.1, false],
    ['a.b <= 0.1', 0.1, true],
    ['a.b: *', 1e39, false],
    ['a.b: 1e39', 1, 'error'],
  ]);
  matchRows('half_float', [
    ['a.b: 0.1', 0.1, true],
    ['a.b: 0.1', 0.100001, true],
    ['a.b: 2049', 2048, true],
    ['a.b: 0.2', 0.1, false],
    // Bounds are not brought to the precision of the type, as numbers are.
    ['a.b >= 0.1', 0.1, false],
    ['a.b < 0.1', 0.1, true],
    ['a.b >= 2049', 2049, false],
    ['a.b <= 2049', 2049, true],
    ['a.b > 2047.5', 2048, true],
    ['a.b: *', 65505, true],
    ['a.b: *', 65520, false],
  ]);
  matchRows({ type: 'scaled_float', scaling_factor: 100 }, [
    ['a.b: 1.1', 1.1, true],
    ['a.b: 1.1', 1.104, true],
    ['a.b: 1.104', 1.1, true],
    ['a.b: 1.11', 1.1, false],
    ['a.b >= 1.1', 1.1, true],
    ['a.b > 1.1', 1.1, false],
    ['a.b > 1.1', 1.104, false],
    ['a.b > 1.1', 1.106, true],
    ['a.b < 1.111', 1.11, true],
    ['a.b: x', 1, 'error'],
    ['a.b: 1*', 1, 'error'],
    ['a.b: *', '1.5', true],
  ]);
});

describe('decimals', () => {
  const numbers: readonly (readonly [string, number | bigint | undefined])[] = [
    ['1', 1],
    ['-1.50', -1.5],
    ['1.', 1],
    ['.5', 0.5],
    ['.', undefined],
    ['', undefined],
    ['1e3', 1000],
    ['1e', undefined],
    ['9007199254740993', 9007199254740993n],
    ['900719925474099.3e1', 9007199254740993n],
    ['9007199254740993.5', 9007199254740994],
    ['1e20', 100000000000000000000n],
    ['1e999', undefined],
    ['Infinity', undefined],
    ['1_000', undefined],
  ];
  for (const [text, number] of numbers) {
    it(`parseDecimal ${text}`, () => {
      assert.equal(parseDecimal(text), number);
    });
  }

  it('scaleDecimal multiplies exactly', () => {
    assert.equal(scaleDecimal('1.1', 100), 110);
    assert.equal(scaleDecimal('-0.07', 1000), -70);
    assert.equal(scaleDecimal('1e-3', 100), 0.1);
  });

  it('toHalf rounds to the nearest half, ties to even', () => {
    assert.equal(toHalf(1), 1);
    assert.equal(toHalf(2049), 2048);
    assert.equal(toHalf(2051), 2052);
    assert.equal(toHalf(0.1), 0.0999755859375);
    assert.equal(toHalf(5.960464477539063e-8), 5.960464477539063e-8);
    assert.equal(toHalf(1e-9), 0);
    assert.equal(toHalf(-65504), -65504);
    assert.equal(toHalf(65520), Infinity);
  });
});
