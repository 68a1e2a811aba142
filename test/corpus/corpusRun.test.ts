// Every real rule over real events: each run ends in alerts, no alerts or a failure that says why. Nothing throws.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { runSample } from '../../server/src/workspace/runSample';
import { findData, ruleFiles } from '../support/data';
import { memoryFiles } from '../support/memoryFiles';

const samples = [
  ['winlogbeat-golden', 'security.ingest.ndjson'],
  ['winlogbeat-golden', 'sysmon.ingest.ndjson'],
  ['endpoint-package', 'samples.ndjson'],
  ['elastic-package', 'system.auth.ndjson'],
  ['filebeat-modules', 'aws.cloudtrail.ndjson'],
].flatMap((parts) => findData('data', 'events', ...parts) ?? []);

/** What Winlogbeat's golden documents lack and every Windows rule asks for. */
function withSystem(file: string): string {
  const text = readFileSync(file, 'utf8');
  return file.includes('winlogbeat')
    ? text.replaceAll(/^\{/gm, '{"host.os.type":"windows",')
    : text;
}

describe('real rules over real events', { skip: samples.length === 0 }, () => {
  it('every run ends', (test) => {
    const files = memoryFiles(Object.fromEntries(samples.map((file) => [file, withSystem(file)])));
    const outcomes = new Map<string, number>();
    for (const file of ruleFiles()) {
      const rule = readFileSync(file, 'utf8');
      const run = runSample({ rule, samples, clock: { mode: 'replay' } }, files);
      assert.ok(run.kind === 'result', `${file} starts`);
      const { failure, alerts } = run.result;
      const outcome = failure?.code ?? (alerts.length > 0 ? 'alerts' : 'no alerts');
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (failure) assert.match(failure.message, /\S/);
      else assert.notEqual(run.view.explanation.length > 0, alerts.length > 0, file);
    }
    for (const [outcome, count] of outcomes) test.diagnostic(`${outcome}: ${count}`);
    assert.ok((outcomes.get('alerts') ?? 0) > 0, 'some rule alerts');
    const known = ['alerts', 'no alerts', 'not-evaluated'];
    assert.deepEqual(
      [...outcomes.keys()].filter((outcome) => !known.includes(outcome)),
      [],
    );
  });
});
