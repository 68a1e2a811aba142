// Threads that share the scan of a large sample. They cost a start-up and memory, so small samples are scanned by one.
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Sample } from '../events/event';
import type { ScanJob } from '../events/scanPieces';

/** What scanWorker.ts is started with. */
export interface ScanWorkerData {
  readonly file: string;
  readonly job: ScanJob;
}

/** A thread starts in the time in which one scans this many bytes. */
const threadFrom = 64 << 20;

/** More share the memory's bandwidth rather than the work. */
const mostByDefault = 4;

/** Threads that pay for a sample of a size in bytes. */
function defaultThreads(size: number): number {
  return Math.min(mostByDefault, os.availableParallelism(), 1 + Math.floor(size / threadFrom));
}

/** The sample with as many threads to scan it as asked for, or as pay; `onPiece` hears what helping threads have read. */
export function withThreads(
  sample: Sample,
  threads: number | undefined,
  onPiece: (bytes: number) => void = () => undefined,
): Sample {
  const helpers = (threads ?? defaultThreads(sample.size ?? 0)) - 1;
  if (!sample.open || helpers < 1) return sample;
  const start = (job: ScanJob): void => {
    startThread({ file: sample.name, job });
  };
  return { ...sample, threads: { helpers, start, onPiece } };
}

/** A thread that does not come up leaves its work to the others. */
function startThread(workerData: ScanWorkerData): void {
  const worker = new Worker(path.join(__dirname, 'scanWorker.cjs'), { workerData });
  worker.unref();
  worker.on('error', () => undefined);
}
