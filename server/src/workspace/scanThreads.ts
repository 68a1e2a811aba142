// Threads that share the scan of a large sample. They cost a start-up and memory, so small samples are scanned by one.
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Sample } from '../events/event';
import type { ScanJob } from '../events/scanPieces';

/** Bytes of a sample that make a thread worth its start (measured: below, one thread is as fast, in less memory). */
const threadFrom = 256 << 20;

/** More share the memory's bandwidth rather than the work. */
const mostByDefault = 4;

/** Threads that pay for a sample of a size in bytes. */
function defaultThreads(size: number): number {
  return Math.min(mostByDefault, os.availableParallelism(), 1 + Math.floor(size / threadFrom));
}

export interface ThreadedSample {
  readonly sample: Sample;
  /** Ends the threads, whether or not they have had something to do. */
  end(): void;
}

/**
 * The sample with as many threads to scan it as asked for, or as pay. They start at once, so that they are up when the
 * scan begins. `onPiece` hears what they have read.
 */
export function withThreads(
  sample: Sample,
  threads: number | undefined,
  onPiece: (bytes: number) => void = () => undefined,
): ThreadedSample {
  const helpers = (threads ?? defaultThreads(sample.size ?? 0)) - 1;
  if (!sample.open || helpers < 1) return { sample, end: () => undefined };
  const workers = Array.from({ length: helpers }, () => startThread(sample.name));
  const start = (job: ScanJob): void => {
    workers[job.helper]?.postMessage(job);
  };
  return {
    sample: { ...sample, threads: { helpers, start, onPiece } },
    end: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** A thread that does not come up leaves its work to the others. */
function startThread(file: string): Worker {
  const worker = new Worker(path.join(__dirname, 'scanWorker.cjs'), { workerData: file });
  worker.unref();
  worker.on('error', () => undefined);
  return worker;
}
