// Severity, risk score, name and building blocks of alerts: rows of settings, event, what the alert has.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../server/src/events/event';
import { run } from '../../support/runRule';

const severity = `severity_mapping = [
  {field="event.severity", operator="equals", value="73", severity="high"},
  {field="event.severity", operator="equals", value="21", severity="low"},
  {field="k", operator="equals", value="x", severity="critical"},
]`;
const risk =
  'risk_score_mapping = [{field="score", operator="equals", value=""}, {field="other", operator="equals", value=""}]';
const name = 'rule_name_override = "message"';

const rows: readonly (readonly [string, JsonObject, JsonObject])[] = [
  ['', {}, {}],
  [severity, {}, {}],
  [severity, { event: { severity: 73 } }, { severity: 'high' }],
  [severity, { event: { severity: '73' } }, { severity: 'high' }],
  [severity, { event: { severity: 73.5 } }, {}],
  [severity, { event: { severity: [21, 73] } }, { severity: 'high' }],
  [severity, { event: { severity: 21 }, k: 'x' }, { severity: 'critical' }],
  [severity, { k: 'X' }, {}],
  [risk, { score: 80 }, { riskScore: 80 }],
  [risk, { score: 0 }, { riskScore: 0 }],
  [risk, { score: [10, 90, 300] }, { riskScore: 90 }],
  [risk, { score: '12.5' }, { riskScore: 12.5 }],
  [risk, { score: 101 }, {}],
  [risk, { score: -1 }, {}],
  [risk, { score: ['', 'high', true] }, {}],
  [risk, { other: 80 }, {}],
  [name, { message: 'An event' }, { ruleName: 'An event' }],
  [name, { message: [4, 'first', 'second'] }, { ruleName: 'first' }],
  [name, { message: 4 }, {}],
  ['building_block_type = "default"', {}, { buildingBlock: true }],
];

describe('overrides', () => {
  for (const [toml, document, expected] of rows)
    it(`${toml.split('\n')[0] ?? ''} ${JSON.stringify(document)}`, () => {
      const events = [{ '@timestamp': '2026-01-01T11:59:00Z', ...document }];
      const rule = { severity: 'medium', risk_score: 47 };
      const { result } = run({ rule, toml: `${toml}\n`, events, now: '2026-01-01T12:00:00Z' });
      const { severity, riskScore, ruleName, buildingBlock } = result.alerts[0] ?? {};
      const found = { severity, riskScore, ruleName, buildingBlock };
      const all = {
        severity: 'medium',
        riskScore: 47,
        ruleName: undefined,
        buildingBlock: undefined,
      };
      assert.deepEqual(found, { ...all, ...expected });
    });

  it('of a threshold rule see its terms only', () => {
    const events = ['x', 'x'].map((k) => ({
      '@timestamp': '2026-01-01T11:59:00Z',
      k,
      message: 'An event',
      score: 80,
    }));
    const toml = `${severity}\n${risk}\n${name}\nthreshold = {field = ["k"], value = 2}\n`;
    const rule = { type: 'threshold', severity: 'medium', risk_score: 47 };
    const { alerts } = run({ rule, toml, events, now: '2026-01-01T12:00:00Z' }).result;
    assert.equal(alerts.length, 1);
    assert.equal(alerts[0]?.severity, 'critical');
    assert.equal(alerts[0].riskScore, 47);
    assert.equal(alerts[0].ruleName, undefined);
  });
});
