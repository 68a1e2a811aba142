// Entry of the worker thread that runs rules and looks into samples, one task after the other; terminating the thread
// cancels its task.
import { parentPort } from 'node:worker_threads';
import type { ReadEventParams, ReadEventResult, RunRuleResult } from './protocol';
import { FileError } from './workspace/fileSystem';
import { keptSamples } from './workspace/keptSamples';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { runSample } from './workspace/runSample';
import type { SampleRun } from './workspace/runSample';
import { readEvent } from './workspace/samples';

/** What the thread is asked for. */
export type WorkerTask =
  | { readonly kind: 'run'; readonly run: SampleRun }
  /** `file` is a path. */
  | { readonly kind: 'read'; readonly place: ReadEventParams };

export type WorkerAnswer =
  | { readonly kind: 'ran'; readonly result: RunRuleResult }
  /** Without `event`: there is none at the place. */
  | { readonly kind: 'read'; readonly event?: ReadEventResult };

/** What the thread posts for each task: progress a few times a second, then one answer. */
export type WorkerMessage =
  /** Bytes that were worked through since the last message. Samples with alerts are read twice. */
  { readonly kind: 'progress'; readonly bytes: number } | WorkerAnswer;

/** An edited query on an unchanged sample is answered from what the last run read. */
const kept = keptSamples();

/** Milliseconds. */
const progressInterval = 100;

function post(message: WorkerMessage): void {
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

/** Undefined also where the sample cannot be read. */
function read(place: ReadEventParams): ReadEventResult | undefined {
  try {
    return readEvent(place, nodeFileSystem);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

parentPort?.on('message', (task: WorkerTask) => {
  if (task.kind === 'run') {
    post({ kind: 'ran', result: run(task.run) });
    return;
  }
  const event = read(task.place);
  post({ kind: 'read', ...(event ? { event } : {}) });
});
