// The worker thread that does what may take long, so that the server goes on answering: runs, and looks into samples.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { WorkerAnswer, WorkerMessage, WorkerTask } from './runWorker';

/**
 * The answer to a task; undefined if the client gave up first. `onProgress` hears of bytes as they are worked through.
 * Rejects if the worker breaks down.
 */
export async function askWorker(
  task: WorkerTask,
  token: CancellationToken,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<WorkerAnswer | undefined> {
  const worker = takeWorker();
  let answer: WorkerAnswer | undefined;
  try {
    worker.postMessage(task);
    answer = await waitForAnswer(worker, token, onProgress);
    return answer;
  } finally {
    if (answer && !idleWorker) idleWorker = rest(worker);
    else void worker.terminate();
  }
}

/** As `askWorker`, in a thread of its own that ends with the task: for what goes on beside the runs. */
export async function askOwnWorker(
  task: WorkerTask,
  token: CancellationToken,
): Promise<WorkerAnswer | undefined> {
  const worker = startWorker();
  try {
    worker.postMessage(task);
    worker.unref();
    return await waitForAnswer(worker, token, () => undefined);
  } finally {
    void worker.terminate();
  }
}

/** A worker that waits for its next task: it has loaded its catalogues, and kept what it read of the last samples. */
let idleWorker: Worker | undefined;

function takeWorker(): Worker {
  const worker = idleWorker ?? startWorker();
  idleWorker = undefined;
  worker.ref();
  return worker;
}

function startWorker(): Worker {
  return new Worker(path.join(__dirname, 'runWorker.cjs'));
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

/** Leaves no listener behind. */
function waitForAnswer(
  worker: Worker,
  token: CancellationToken,
  onProgress: (bytes: number) => void,
): Promise<WorkerAnswer | undefined> {
  return new Promise<WorkerAnswer | undefined>((resolve, reject) => {
    const onMessage = (message: WorkerMessage): void => {
      if (message.kind === 'progress') onProgress(message.bytes);
      else
        end(() => {
          resolve(message);
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
    const giveUp = (): void => {
      end(() => {
        resolve(undefined);
      });
    };
    const cancelling = token.onCancellationRequested(giveUp);
    const end = (settle: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      cancelling.dispose();
      settle();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    if (token.isCancellationRequested) giveUp();
  });
}
