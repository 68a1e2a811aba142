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
    let isOver = false;
    const end = (settle: () => void): void => {
      isOver = true;
      cancelling.dispose();
      settle();
    };
    const cancelling = token.onCancellationRequested(() => {
      end(() => {
        resolve(false);
      });
    });
    const fail = (error: unknown): void => {
      end(() => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    };
    const take = (message: CheckMessage): void => {
      if (isOver) return;
      if (message.kind !== 'end') onMessage(message);
      else
        end(() => {
          resolve(true);
        });
    };
    let taken = Promise.resolve();
    // Each in a turn of its own: many may come at once, and requests go in between.
    worker.on('message', (message: CheckMessage) => {
      taken = taken
        .then(nextTurn)
        .then(() => {
          take(message);
        })
        .catch(fail);
    });
    worker.on('error', fail);
    worker.on('exit', (code) => {
      fail(new Error(`the thread ended with code ${code}`));
    });
    if (token.isCancellationRequested) resolve(false);
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
