// Entry of the worker thread that runs rules, one after the other; terminating the thread cancels the run.
import { parentPort } from 'node:worker_threads';
import type { RunRuleResult } from './protocol';
import { keptSamples } from './workspace/keptSamples';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { runSample } from './workspace/runSample';
import type { SampleRun } from './workspace/runSample';

/** What the thread posts for each `SampleRun` that it is sent: progress a few times a second, then one `done`. */
export type RunWorkerMessage =
  /** Bytes that were worked through since the last message. Samples with alerts are read twice. */
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: RunRuleResult };

/** An edited query on an unchanged sample is answered from what the last run read. */
const kept = keptSamples();

/** Milliseconds. */
const progressInterval = 100;

function post(message: RunWorkerMessage): void {
  parentPort?.postMessage(message);
}

function run(sampleRun: SampleRun): RunRuleResult {
  const started = performance.now();
  let reported = started;
  let bytes = 0;
  const onBlock = (length: number): void => {
    bytes += length;
    const now = performance.now();
    if (now - reported < progressInterval) return;
    post({ kind: 'progress', bytes });
    reported = now;
    bytes = 0;
  };
  const ran = runSample(sampleRun, nodeFileSystem, onBlock, kept);
  if (ran.kind === 'error') return ran;
  const view = { ...ran.view, elapsed: performance.now() - started };
  return { kind: 'result', result: ran.result, view };
}

parentPort?.on('message', (sampleRun: SampleRun) => {
  post({ kind: 'done', result: run(sampleRun) });
});
