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
import type { RunWorkerData, RunWorkerMessage } from './runWorker';

export interface RunChannel {
  readonly connection: Connection;
  readonly token: CancellationToken;
  readonly workDoneToken: string | number | undefined;
}

/** Between two reports, in milliseconds. */
const reportInterval = 200;

/** Rejects if the worker breaks down. */
export async function runInWorker(
  data: RunWorkerData,
  channel: RunChannel,
): Promise<RunRuleResult | ResponseError> {
  const worker = new Worker(path.join(__dirname, 'runWorker.cjs'), { workerData: data });
  const progress = startProgress(channel);
  try {
    return (await waitForEnd(worker, channel.token, progress)) ?? cancelled();
  } finally {
    progress.end();
    void worker.terminate();
  }
}

/** The worker's last message; undefined if the client gave up first. */
function waitForEnd(
  worker: Worker,
  token: CancellationToken,
  progress: Progress,
): Promise<RunRuleResult | undefined> {
  return new Promise((resolve, reject) => {
    if (token.isCancellationRequested) resolve(undefined);
    token.onCancellationRequested(() => {
      resolve(undefined);
    });
    worker.on('message', (message: RunWorkerMessage) => {
      if (message.kind === 'done') resolve(message.result);
      else progress.show(message.read, message.total);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(new Error(`the worker ended with code ${code}`));
    });
  });
}

interface Progress {
  readonly show: (read: number, total: number) => void;
  readonly end: () => void;
}

/** Reports on the client's token, if it sent one, whether or not there is news: silence would look like a hang. */
function startProgress({ connection, workDoneToken }: RunChannel): Progress {
  if (workDoneToken === undefined) return { show: () => undefined, end: () => undefined };
  const send = (value: WorkDoneProgressValue): void => {
    void connection.sendProgress(WorkDoneProgress.type, workDoneToken, value);
  };
  let latest: WorkDoneProgressReport = { kind: 'report', percentage: 0 };
  send({ kind: 'begin', title: 'Running rule', cancellable: true, percentage: 0 });
  const timer = setInterval(() => {
    send(latest);
  }, reportInterval);
  return {
    show: (read, total) => {
      const percentage = total === 0 ? 0 : Math.floor((100 * read) / total);
      const message = `${megabytes(read)} of ${megabytes(total)} MB`;
      latest = { kind: 'report', message, percentage };
    },
    end: () => {
      clearInterval(timer);
      send({ kind: 'end' });
    },
  };
}

type WorkDoneProgressValue = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
