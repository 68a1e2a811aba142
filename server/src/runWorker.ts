// Entry of the worker thread that runs rules and looks into samples, one task after the other; terminating the thread
// cancels its task.
import { parentPort } from 'node:worker_threads';
import type { SampleFields } from './events/sampleFields';
import type { ReadEventParams, ReadEventResult, RunRuleResult } from './protocol';
import { assertNever } from './text/assertNever';
import { loadBundle } from './workspace/attack/attackBundles';
import type { KeptBundle } from './workspace/attack/attackBundles';
import { FileError, ifReadable } from './workspace/fileSystem';
import { keptSamples } from './workspace/keptSamples';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { runSample } from './workspace/runSample';
import type { SampleRun } from './workspace/runSample';
import { makeIntegrations, setUpIntegrations } from './workspace/schemas/integrations';
import { sharedCache } from './workspace/sharedCache';
import { readSampleFields } from './workspace/sampleFields';
import { readEvent } from './workspace/samples';

/** What the thread is asked for. */
export type WorkerTask =
  | { readonly kind: 'run'; readonly run: SampleRun }
  /** `file` is a path. */
  | { readonly kind: 'read'; readonly place: ReadEventParams }
  /** What is in samples, by path. */
  | { readonly kind: 'fields'; readonly samples: readonly string[] }
  /** What a STIX bundle of ATT&CK holds, by path. */
  | { readonly kind: 'attack'; readonly file: string }
  /** The compact form of an integration schema, by path. */
  | { readonly kind: 'integrations'; readonly file: string };

export type WorkerAnswer =
  | { readonly kind: 'ran'; readonly result: RunRuleResult }
  /** Without `event`: there is none at the place. */
  | { readonly kind: 'read'; readonly event?: ReadEventResult }
  /** Without `fields`: they cannot be read. */
  | { readonly kind: 'fields'; readonly fields?: SampleFields }
  /** Without `bundle`: the file is gone. */
  | { readonly kind: 'attack'; readonly bundle?: KeptBundle }
  /** Its bytes, or in one sentence what is wrong with the file. */
  | { readonly kind: 'integrations'; readonly made: Uint8Array | string };

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

function answer(task: WorkerTask): WorkerAnswer {
  switch (task.kind) {
    case 'run':
      return { kind: 'ran', result: run(task.run) };
    case 'read': {
      const event = ifReadable(() => readEvent(task.place, nodeFileSystem));
      return { kind: 'read', ...(event && { event }) };
    }
    case 'fields': {
      const fields = ifReadable(() => readSampleFields(task.samples, nodeFileSystem));
      return { kind: 'fields', ...(fields && { fields }) };
    }
    case 'attack': {
      const bundle = ifReadable(() => loadBundle(task.file, nodeFileSystem, cache));
      return { kind: 'attack', ...(bundle && { bundle }) };
    }
    case 'integrations':
      return { kind: 'integrations', made: integrations(task.file) };
    default:
      return assertNever(task);
  }
}

const cache = sharedCache();
setUpIntegrations({ cache });

function integrations(file: string): Uint8Array | string {
  try {
    return makeIntegrations(file, nodeFileSystem, cache);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}

parentPort?.on('message', (task: WorkerTask) => {
  post(answer(task));
});
