// Date math and intervals of rule settings, as Kibana reads them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isoText, parseInterval, parseRuleTime } from '../../../server/src/engine/ruleTime';

const now = Date.parse('2026-03-31T13:14:15.678Z'); // a Tuesday

describe('date math of rule settings', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['now', '2026-03-31T13:14:15.678Z'],
    ['now-9m', '2026-03-31T13:05:15.678Z'],
    ['now+1h', '2026-03-31T14:14:15.678Z'],
    ['now-5d', '2026-03-26T13:14:15.678Z'],
    ['now-1w', '2026-03-24T13:14:15.678Z'],
    ['now-m', '2026-03-31T13:13:15.678Z'],
    ['now-1M', '2026-02-28T13:14:15.678Z'],
    ['now-1y', '2025-03-31T13:14:15.678Z'],
    ['now/d', '2026-03-31T00:00:00.000Z'],
    ['now-1d/d', '2026-03-30T00:00:00.000Z'],
    ['now/h', '2026-03-31T13:00:00.000Z'],
    ['now/M', '2026-03-01T00:00:00.000Z'],
    ['now/y', '2026-01-01T00:00:00.000Z'],
    ['now/w', '2026-03-29T00:00:00.000Z'],
    ['now-2d/w', '2026-03-29T00:00:00.000Z'],
    ['now-3d/w', '2026-03-22T00:00:00.000Z'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01', '2026-01-01T00:00:00.000Z'],
    ['2026-01-31||+1M', '2026-02-28T00:00:00.000Z'],
    ['', undefined],
    ['yesterday', undefined],
    ['now-', undefined],
    ['now-5', undefined],
    ['now-5x', undefined],
    ['now-5H', undefined],
    ['now/2d', undefined],
    ['now-5m later', undefined],
    ['1700000000000', undefined],
  ];
  for (const [text, expected] of rows)
    it(`${text}: ${expected ?? 'refused'}`, () => {
      const time = parseRuleTime(text)?.(now);
      assert.equal(time === undefined ? undefined : isoText(time), expected);
    });
});

describe('intervals', () => {
  const rows: readonly (readonly [string, number | undefined])[] = [
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['2d', 172_800_000],
    ['0m', undefined],
    ['5', undefined],
    ['5 m', undefined],
    ['-5m', undefined],
    ['1w', undefined],
  ];
  for (const [text, expected] of rows)
    it(`${text}: ${expected ?? 'refused'}`, () => {
      assert.equal(parseInterval(text), expected);
    });
});
