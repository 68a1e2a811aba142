// Dates and date math: text, now, rounding, result.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  dateMathMillis,
  evaluateDate,
  parseDateMath,
  parseInstant,
  usesNow,
} from '../../../server/src/engine/dateMath';
import type { Rounding } from '../../../server/src/engine/dateMath';

const now = Date.parse('2024-03-13T12:34:56.789Z');

function evaluate(text: string, rounding: Rounding): string {
  const parsed = parseDateMath(text);
  if (!parsed.ok) return 'error';
  const { millis, nanos } = evaluateDate(parsed.expression, now, rounding);
  return new Date(millis).toISOString().replace('Z', `${String(nanos).padStart(6, '0')}Z`);
}

/** Text, then the result rounded down and up; where up is absent it is the same. */
const rows: readonly (readonly [text: string, down: string, up?: string])[] = [
  ['now', '2024-03-13T12:34:56.789000000Z'],
  ['now-9m', '2024-03-13T12:25:56.789000000Z'],
  ['now+1s', '2024-03-13T12:34:57.789000000Z'],
  ['now-1h', '2024-03-13T11:34:56.789000000Z'],
  ['now-1H', '2024-03-13T11:34:56.789000000Z'],
  ['now-d', '2024-03-12T12:34:56.789000000Z'],
  ['now-2w', '2024-02-28T12:34:56.789000000Z'],
  ['now-1M', '2024-02-13T12:34:56.789000000Z'],
  ['now-1y', '2023-03-13T12:34:56.789000000Z'],
  ['now-15M', '2022-12-13T12:34:56.789000000Z'],
  ['now/s', '2024-03-13T12:34:56.000000000Z', '2024-03-13T12:34:56.999999999Z'],
  ['now/m', '2024-03-13T12:34:00.000000000Z', '2024-03-13T12:34:59.999999999Z'],
  ['now/h', '2024-03-13T12:00:00.000000000Z', '2024-03-13T12:59:59.999999999Z'],
  ['now/1d', '2024-03-13T00:00:00.000000000Z', '2024-03-13T23:59:59.999999999Z'],
  ['now/w', '2024-03-11T00:00:00.000000000Z', '2024-03-17T23:59:59.999999999Z'],
  ['now/M', '2024-03-01T00:00:00.000000000Z', '2024-03-31T23:59:59.999999999Z'],
  ['now/y', '2024-01-01T00:00:00.000000000Z', '2024-12-31T23:59:59.999999999Z'],
  ['now-1d/d', '2024-03-12T00:00:00.000000000Z', '2024-03-12T23:59:59.999999999Z'],
  ['now/d-1h', '2024-03-12T23:00:00.000000000Z', '2024-03-13T22:59:59.999999999Z'],
  ['now+1d-1d', '2024-03-13T12:34:56.789000000Z'],
  ['2024-01-31||+1M', '2024-02-29T00:00:00.000000000Z'],
  ['2024-02-29||+1y', '2025-02-28T00:00:00.000000000Z'],
  ['2024-02-29||-1y', '2023-02-28T00:00:00.000000000Z'],
  ['2024-01-31||-1M/d', '2023-12-31T00:00:00.000000000Z', '2023-12-31T23:59:59.999999999Z'],
  // With || open parts are filled downwards.
  ['2024-01-31||', '2024-01-31T00:00:00.000000000Z'],
  ['1704103200000||+1d', '2024-01-02T10:00:00.000000000Z'],
  ['2024-01-05', '2024-01-05T00:00:00.000000000Z', '2024-01-05T23:59:59.999999999Z'],
  ['2024-01', '2024-01-01T00:00:00.000000000Z', '2024-01-01T23:59:59.999999999Z'],
  ['2024', '2024-01-01T00:00:00.000000000Z', '2024-01-01T23:59:59.999999999Z'],
  ['2024-01-05T', '2024-01-05T00:00:00.000000000Z', '2024-01-05T23:59:59.999999999Z'],
  ['2024-01-05T10', '2024-01-05T10:00:00.000000000Z', '2024-01-05T10:59:59.999999999Z'],
  ['2024-01-05T10Z', '2024-01-05T10:00:00.000000000Z', '2024-01-05T10:59:59.999999999Z'],
  ['2024-01-05T10:30', '2024-01-05T10:30:00.000000000Z', '2024-01-05T10:30:59.999999999Z'],
  ['2024-01-05T10:30:15', '2024-01-05T10:30:15.000000000Z', '2024-01-05T10:30:15.999999999Z'],
  ['2024-01-05T10:30:15.5', '2024-01-05T10:30:15.500000000Z'],
  ['2024-01-05T10:30:15.123456789Z', '2024-01-05T10:30:15.123456789Z'],
  ['2024-01-05T10:30:15,5+01:00', '2024-01-05T09:30:15.500000000Z'],
  ['2024-01-05T10:30-0130', '2024-01-05T12:00:00.000000000Z', '2024-01-05T12:00:59.999999999Z'],
  ['2024-01-05T01+05', '2024-01-04T20:00:00.000000000Z', '2024-01-04T20:59:59.999999999Z'],
  ['0001-01-01', '0001-01-01T00:00:00.000000000Z', '0001-01-01T23:59:59.999999999Z'],
  ['1704103200000', '2024-01-01T10:00:00.000000000Z'],
  ['1704103200000.5', '2024-01-01T10:00:00.000500000Z'],
  ['-1', '1969-12-31T23:59:59.999000000Z'],
  ['-1.5', '1969-12-31T23:59:59.998500000Z'],
  ['12345', '1970-01-01T00:00:12.345000000Z'],
  ['0', '1970-01-01T00:00:00.000000000Z'],
];

describe('date math', () => {
  for (const [text, down, up = down] of rows) {
    it(text, () => {
      assert.equal(evaluate(text, 'down'), down);
      assert.equal(evaluate(text, 'up'), up);
    });
  }

  const wrong = [
    '',
    'NOW',
    'now ',
    ' now',
    'now - 1d',
    'now-1',
    'now-1x',
    'now-',
    'now/2d',
    'now//d',
    'nowhere',
    'now-99999999999d',
    '2024-01-01||+1',
    '2024-01-01+1d',
    '||+1d',
    '2024-1-1',
    '24-01-01',
    '2024-00-01',
    '2024-13-01',
    '2024-01-32',
    '2023-02-29',
    '2024-01-01 10:00',
    '2024-01-01t10:00',
    '2024-01-01T24:00',
    '2024-01-01T10:60',
    '2024-01-01T10:00:60',
    '2024-01-01T10:00:00.',
    '2024-01-01T10:00:00.1234567890',
    '2024-01-01T10:00:00z',
    '2024-01-01T10:00:00+19:00',
    '2024-01-01Z',
    '2024T10',
    '20240101T10',
    '01/02/2024',
    'yesterday',
    '1e12',
    '99999999999999999',
  ];
  for (const text of wrong) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const parsed = parseDateMath(text);
      assert.equal(parsed.ok, false);
      assert.match(parsed.message, /is not a date|is not date math/);
    });
  }

  it('knows whether it needs now', () => {
    for (const [text, expected] of [
      ['now', true],
      ['now-1d/d', true],
      ['2024-01-01||+1d', false],
    ] as const) {
      const parsed = parseDateMath(text);
      assert.equal(parsed.ok && usesNow(parsed.expression), expected);
    }
  });

  it('dateMathMillis does both steps', () => {
    assert.equal(dateMathMillis('now-9m', now), now - 540_000);
    assert.equal(dateMathMillis('now/d', now, 'up'), Date.parse('2024-03-13T23:59:59.999Z'));
    assert.equal(dateMathMillis('soon', now), undefined);
  });

  it("parseInstant reads a document's date, where math is none", () => {
    assert.deepEqual(parseInstant('2024-01-05'), { millis: Date.UTC(2024, 0, 5), nanos: 0 });
    assert.equal(parseInstant('now'), undefined);
    assert.equal(parseInstant('2024-01-05||+1d'), undefined);
  });
});
