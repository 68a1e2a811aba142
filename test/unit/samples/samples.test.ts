// The sample files are what their generator makes, and show what they promise.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sampleExpectations } from '../../support/sampleExpectations';

const root = process.cwd();
const read = (name: string): string => readFileSync(path.join(root, 'samples', name), 'utf8');

function idAt(sample: string, line: number): unknown {
  const text = read(sample).split('\n')[line - 1];
  return (JSON.parse(text ?? '') as { readonly _id?: unknown })._id;
}

describe('samples', () => {
  it('are what the generator makes', () => {
    const result = spawnSync(process.execPath, ['test/support/generateSamples.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(result.stderr, '');
    assert.equal(result.status, 0);
  });

  it('hold at least 200 events with ids of their own', () => {
    const lines = read('scheduled-tasks.ndjson').trimEnd().split('\n');
    const ids = new Set(lines.map((line) => (JSON.parse(line) as { _id: string })._id));
    assert.ok(lines.length >= 200);
    assert.equal(ids.size, lines.length);
  });

  it('hold one broken line, in the second sample', () => {
    const lines = read('broken-lines.ndjson').trimEnd().split('\n');
    const broken = lines.flatMap((line, index) => {
      try {
        JSON.parse(line);
        return [];
      } catch {
        return [index + 1];
      }
    });
    assert.deepEqual(broken, [4]);
  });

  it('name the line of each expected alert', () => {
    const { runs } = sampleExpectations(path.join(root, 'samples'));
    assert.equal(runs.length, 3);
    for (const run of runs) {
      assert.ok(run.alerts.length > 0);
      for (const alert of run.alerts) assert.equal(idAt(run.sample, alert.line), alert.id);
    }
  });
});
