// A run on a sample that was read before gives what a first run gives, without reading the sample again.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { keptSamples } from '../../../server/src/workspace/keptSamples';
import type { KeptSamples } from '../../../server/src/workspace/keptSamples';
import { nodeFileSystem } from '../../../server/src/workspace/nodeFileSystem';
import { runSample } from '../../../server/src/workspace/runSample';
import type { SampleRunResult } from '../../../server/src/workspace/runSample';
import { temporaryFolder } from '../../support/commandLine';
import { ruleText } from '../../support/runRule';

const events = readFileSync('samples/scheduled-tasks.ndjson');

/** A copy of the shipped sample in a folder of its own. */
function sampleFile(): string {
  return path.join(temporaryFolder({ 'sample.ndjson': events }), 'sample.ndjson');
}

function run(
  query: string,
  sample: string,
  kept?: KeptSamples,
): { readonly result: SampleRunResult; readonly bytes: number } {
  let bytes = 0;
  const rule = ruleText({
    type: 'new_terms',
    query,
    from: 'now-9m',
    new_terms_fields: ['winlog.event_data.TaskName'],
    history_window_start: 'now-5d',
  });
  const sampleRun = { rule, samples: [sample], clock: { mode: 'replay' as const } };
  const result = runSample(
    sampleRun,
    nodeFileSystem,
    (length) => {
      bytes += length;
    },
    kept,
  );
  return { result, bytes };
}

const first = 'event.code: "4702"';
const edits = [
  first,
  'event.code: "4702" and not user.name: *$',
  'event.code: "4702" and winlog.event_data.SubjectUserSid: S-1-5-21*',
  'event.code: ("4698" or "4702")',
  'event.category: iam',
  'winlog.event_data.*: *Vendor*',
  '*',
];

describe('runs on a kept sample', () => {
  it('give what fresh runs give, whatever was edited', () => {
    const sample = sampleFile();
    const kept = keptSamples();
    for (const query of [...edits, ...edits.slice().reverse()])
      assert.deepEqual(run(query, sample, kept).result, run(query, sample).result, query);
  });

  it('do not read the sample again for the same fields', () => {
    const sample = sampleFile();
    const kept = keptSamples();
    assert.ok(run(first, sample, kept).bytes >= events.length);
    // Only to find the format, and no alert to read.
    assert.ok(run('event.code: "9999"', sample, kept).bytes <= 65_536);
  });

  it('notice that the file has changed', () => {
    const sample = sampleFile();
    const kept = keptSamples();
    run(first, sample, kept);
    const lines = events.toString().split('\n');
    writeFileSync(sample, lines.slice(0, lines.length / 2).join('\n'));
    assert.deepEqual(run(first, sample, kept).result, run(first, sample).result);
  });

  it('forget all but the last samples', () => {
    const [one, two, three] = [sampleFile(), sampleFile(), sampleFile()];
    const kept = keptSamples(2);
    for (const sample of [one, two, three]) run(first, sample, kept);
    assert.ok(run('event.code: "9999"', one, kept).bytes >= events.length);
    assert.ok(run('event.code: "9999"', three, kept).bytes <= 65_536);
  });
});
