// Runs a rule in a worker thread: progress at least four times a second, and an end at once on cancel.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { WorkDoneProgress } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  Connection,
  ResponseError,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import type { RunRuleResult } from './protocol';
import { cancelled } from './serverContext';
import type { RunWorkerMessage } from './runWorker';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import type { SampleRun } from './workspace/runSample';

export interface RunChannel {
  readonly connection: Connection;
  readonly token: CancellationToken;
  readonly workDoneToken: string | number | undefined;
}

/** Between two reports, in milliseconds. */
const reportInterval = 200;

/** Throws FileError for a sample that is not there; rejects if the worker breaks down. */
export async function runInWorker(
  run: SampleRun,
  channel: RunChannel,
): Promise<RunRuleResult | ResponseError> {
  const total = totalSize(run.samples);
  const worker = takeWorker();
  const progress = startProgress(channel, total);
  let result: RunRuleResult | undefined;
  try {
    worker.postMessage(run);
    result = await waitForEnd(worker, channel.token, progress);
    return result ?? cancelled();
  } finally {
    progress.end();
    if (result && !idleWorker) idleWorker = rest(worker);
    else void worker.terminate();
  }
}

/** A worker that waits for its next run: it has loaded its catalogues, and kept what it read of the last samples. */
let idleWorker: Worker | undefined;

function takeWorker(): Worker {
  const worker = idleWorker ?? new Worker(path.join(__dirname, 'runWorker.cjs'));
  idleWorker = undefined;
  worker.ref();
  return worker;
}

/** A resting worker keeps no process alive, and is forgotten if it ends. */
function rest(worker: Worker): Worker {
  worker.unref();
  worker.once('error', () => undefined);
  worker.once('exit', () => {
    if (idleWorker === worker) idleWorker = undefined;
  });
  return worker;
}

/** The worker's last message; undefined if the client gave up first. Leaves no listener behind. */
function waitForEnd(
  worker: Worker,
  token: CancellationToken,
  progress: Progress,
): Promise<RunRuleResult | undefined> {
  return new Promise<RunRuleResult | undefined>((resolve, reject) => {
    const onMessage = (message: RunWorkerMessage): void => {
      if (message.kind === 'progress') progress.advance(message.bytes);
      else
        end(() => {
          resolve(message.result);
        });
    };
    const onError = (error: unknown): void => {
      end(() => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    };
    const onExit = (code: number): void => {
      end(() => {
        reject(new Error(`the worker ended with code ${code}`));
      });
    };
    const cancelling = token.onCancellationRequested(() => {
      end(() => {
        resolve(undefined);
      });
    });
    const end = (settle: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      cancelling.dispose();
      settle();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    if (token.isCancellationRequested)
      end(() => {
        resolve(undefined);
      });
  });
}

interface Progress {
  readonly advance: (bytes: number) => void;
  readonly end: () => void;
}

/** Reports on the client's token, if it sent one, whether or not there is news: silence would look like a hang. */
function startProgress({ connection, workDoneToken }: RunChannel, total: number): Progress {
  if (workDoneToken === undefined) return { advance: () => undefined, end: () => undefined };
  const send = (value: WorkDoneProgressValue): void => {
    void connection.sendProgress(WorkDoneProgress.type, workDoneToken, value);
  };
  let read = 0;
  send({ kind: 'begin', title: 'Running rule', cancellable: true, percentage: 0 });
  const timer = setInterval(() => {
    const percentage = total === 0 ? 0 : Math.floor((100 * read) / total);
    send({ kind: 'report', message: `${megabytes(read)} of ${megabytes(total)} MB`, percentage });
  }, reportInterval);
  return {
    advance: (bytes) => {
      // Samples with alerts are read twice.
      read = Math.min(total, read + bytes);
    },
    end: () => {
      clearInterval(timer);
      send({ kind: 'end' });
    },
  };
}

type WorkDoneProgressValue = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

function totalSize(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + nodeFileSystem.sizeOf(file), 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
