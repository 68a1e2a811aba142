// `rulewright run` on rule types beside query and new_terms: indicators, several executions, what the table tells.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunResult } from '../../server/src/engine/runResult';
import { rulewright, temporaryFolder } from '../support/commandLine';
import { ruleText } from '../support/runRule';
import { ndjson } from '../support/samples';

const events = [
  { '@timestamp': '2026-01-01T11:51:00Z', user: { name: 'ada' }, source: { ip: '192.0.2.1' } },
  { '@timestamp': '2026-01-01T11:52:00Z', user: { name: 'ada' }, source: { ip: '192.0.2.2' } },
  { '@timestamp': '2026-01-01T11:58:00Z', user: { name: 'ada' }, source: { ip: '192.0.2.1' } },
];
const suppression = {
  group_by: ['user.name'],
  missing_fields_strategy: 'suppress',
  duration: { value: 1, unit: 'h' },
};
const cwd = temporaryFolder({
  'threshold.toml': ruleText({
    type: 'threshold',
    from: 'now-9m',
    threshold: { field: ['user.name'], value: 2 },
  }),
  'threat.toml': ruleText({
    type: 'threat_match',
    threat_index: ['ti-*'],
    threat_mapping: [
      { entries: [{ field: 'source.ip', type: 'mapping', value: 'threat.indicator.ip' }] },
    ],
  }),
  'suppressed.toml': ruleText({ query: '*:*', from: 'now-9m', alert_suppression: suppression }),
  'events.ndjson': ndjson(events),
  'indicators.json': JSON.stringify([
    { threat: { indicator: { ip: '192.0.2.1', type: 'ipv4-addr' } } },
    { _index: 'logs-x', _source: { threat: { indicator: { ip: '192.0.2.1' } } } },
  ]),
});

const run = (...args: readonly string[]) => rulewright(['run', ...args], { cwd });

describe('rulewright run', () => {
  it('tells how many events a threshold alert stands for', () => {
    const { status, stdout } = run('threshold.toml', '--events', 'events.ndjson');
    assert.equal(status, 0);
    assert.match(stdout, /^time +user\.name +events +event +executed at$/m);
    assert.match(stdout, /^2026-01-01T11:52:00\.000Z +ada +2 +events\.ndjson:2 +2026-01-01T11:55/m);
  });

  it('reads indicators, in any format of events', () => {
    const { status, stdout } = run(
      ...['threat.toml', '--events', 'events.ndjson', '--indicators', 'indicators.json'],
    );
    assert.equal(status, 0);
    assert.match(stdout, /2 alerts/);
    assert.match(
      stdout,
      /^time +indicators +event +executed at\n.*\n.* +indicators\.json:1 +events\.ndjson:1 /m,
    );
  });

  it('leaves indicators of other indices out, unless told otherwise', () => {
    const given = ['threat.toml', '--events', 'events.ndjson', '--indicators', 'indicators.json'];
    const { stdout, stderr } = run(...given);
    assert.match(stdout, / · 1 indicator of other indices · 2 alerts/);
    assert.match(stderr, /1 indicator takes no part: the rule's threat_index/);
    const indicatorsOf = (...more: readonly string[]) =>
      (JSON.parse(run(...given, '--format', 'json', ...more).stdout) as RunResult).explanation
        ?.indicators;
    const counts = { read: 2, usable: 1, eventsWithoutField: 0 };
    assert.deepEqual(indicatorsOf(), { ...counts, leftOut: 1 });
    assert.deepEqual(indicatorsOf('--all-indices'), { ...counts, usable: 2 });
  });

  it('asks for indicators', () => {
    for (const format of ['text', 'json']) {
      const { status, stderr } = run(
        'threat.toml',
        '--events',
        'events.ndjson',
        '--format',
        format,
      );
      assert.equal(status, 2);
      assert.match(stderr, /name files of them \(--indicators FILE\.\.\.\)/);
    }
    const missing = run('threat.toml', '--events', 'events.ndjson', '--indicators', 'no.json');
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /no\.json does not exist/);
  });

  it('runs at several times, in their order, and keeps what Kibana keeps', () => {
    const args = ['suppressed.toml', '--events', 'events.ndjson', '--format', 'json'];
    const times = ['--now', '2026-01-01T11:55:00Z', '--now', '2026-01-01T12:00:00Z'];
    const { status, stdout } = run(...args, ...times);
    assert.equal(status, 0);
    const { mode, executions, windows, alerts } = JSON.parse(stdout) as RunResult;
    assert.deepEqual([mode, executions], ['single', 2]);
    assert.deepEqual(windows, {
      from: '2026-01-01T11:46:00.000Z',
      to: '2026-01-01T12:00:00.000Z',
    });
    assert.deepEqual(
      alerts.map(({ suppression: folded }) => folded),
      [
        {
          terms: [{ field: 'user.name', value: 'ada' }],
          docsCount: 2,
          start: '2026-01-01T11:51:00.000Z',
          end: '2026-01-01T11:58:00.000Z',
        },
      ],
    );
    const text = run('suppressed.toml', '--events', 'events.ndjson', ...times);
    assert.match(text.stdout, /^2 executions: 2026-01-01T11:46/m);
    assert.match(text.stdout, /suppressed/);
  });
});
