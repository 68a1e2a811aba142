// The command line on the shipped samples finds the alerts that the samples promise.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { RunResult } from '../../server/src/engine/runResult';
import { expectedAlerts, foundAlerts, sampleExpectations } from '../support/sampleExpectations';
import type { ExpectedRun } from '../support/sampleExpectations';

const { rule, runs } = sampleExpectations('samples');

function run({ sample, now }: ExpectedRun): RunResult {
  const [ruleFile, events] = [rule, sample].map((file) => path.join('samples', file));
  const clock = now === undefined ? [] : ['--now', now];
  const args = ['run', ruleFile ?? '', '--events', events ?? '', ...clock, '--format', 'json'];
  const command = ['server/out/cli.cjs', ...args];
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  assert.equal(status, 0);
  return JSON.parse(stdout) as RunResult;
}

describe('rulewright run on the samples', () => {
  for (const expected of runs) {
    it(`${expected.sample}, ${expected.mode}`, () => {
      const result = run(expected);
      assert.deepEqual(foundAlerts(result.alerts), expectedAlerts(expected.alerts));
      assert.equal(result.mode, expected.mode);
      assert.deepEqual(result.events, expected.events);
      if (expected.windows) assert.deepEqual(result.windows, expected.windows);
      const skipped = result.warnings.flatMap(({ line }) => line ?? []);
      assert.deepEqual(skipped, expected.skippedLines ?? []);
    });
  }
});
