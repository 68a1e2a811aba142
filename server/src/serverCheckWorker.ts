// The worker thread that reads and checks the files of the workspace; it rests for a while after a task, then ends.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { CheckMessage, CheckTask } from './checkWorker';

/** Milliseconds. A thread holds catalogues and schemas in its memory. */
const restTime = 20_000;

let idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | undefined;

/** True once the task is done, false if the client gave up first. Rejects if the thread breaks down. */
export async function runCheckTask(
  task: CheckTask,
  token: CancellationToken,
  onMessage: (message: CheckMessage) => void,
): Promise<boolean> {
  const worker = takeWorker();
  let isDone = false;
  try {
    const ended = whenEnded(worker, token, onMessage);
    worker.postMessage(task);
    isDone = await ended;
    return isDone;
  } finally {
    forgetListeners(worker);
    if (isDone && !idle) idle = rest(worker);
    else void worker.terminate();
  }
}

function takeWorker(): Worker {
  const resting = idle;
  idle = undefined;
  if (!resting) return new Worker(path.join(__dirname, 'checkWorker.cjs'));
  clearTimeout(resting.timer);
  forgetListeners(resting.worker);
  resting.worker.ref();
  return resting.worker;
}

/** Ours alone: a thread has listeners of its own. */
function forgetListeners(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

/** Keeps no process alive. */
function rest(worker: Worker): NonNullable<typeof idle> {
  worker.unref();
  const forget = (): void => {
    if (idle?.worker === worker) idle = undefined;
  };
  worker.once('error', forget).once('exit', forget);
  const timer = setTimeout(() => {
    forget();
    void worker.terminate();
  }, restTime);
  timer.unref();
  return { worker, timer };
}

function whenEnded(
  worker: Worker,
  token: CancellationToken,
  onMessage: (message: CheckMessage) => void,
): Promise<boolean> {
  return new Promise<boolean>((resolve, reject) => {
    const cancelling = token.onCancellationRequested(() => {
      resolve(false);
    });
    const end = (settle: () => void): void => {
      cancelling.dispose();
      settle();
    };
    worker.on('message', (message: CheckMessage) => {
      if (message.kind !== 'end') onMessage(message);
      else
        end(() => {
          resolve(true);
        });
    });
    worker.on('error', (error: unknown) => {
      end(() => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    worker.on('exit', (code) => {
      end(() => {
        reject(new Error(`the thread ended with code ${code}`));
      });
    });
    if (token.isCancellationRequested) resolve(false);
  });
}
