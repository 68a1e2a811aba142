// Entry of the worker thread that runs one rule; whoever started it ends it (terminating the thread cancels the run).
import { parentPort, workerData } from 'node:worker_threads';
import type { RunRuleResult } from './protocol';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { runSample } from './workspace/runSample';
import type { SampleRun } from './workspace/runSample';

/** What the thread posts: progress a few times a second, then one `done`. It gets a `SampleRun` as `workerData`. */
export type RunWorkerMessage =
  /** Bytes that were worked through since the last message. Samples with alerts are read twice. */
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: RunRuleResult };

/** Milliseconds. */
const progressInterval = 100;

function post(message: RunWorkerMessage): void {
  parentPort?.postMessage(message);
}

function run(): RunRuleResult {
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
  const run = runSample(workerData as SampleRun, nodeFileSystem, onBlock);
  if (run.kind === 'error') return run;
  const view = { ...run.view, elapsed: performance.now() - started };
  return { kind: 'result', result: run.result, view };
}

post({ kind: 'done', result: run() });
