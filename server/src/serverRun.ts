// Runs a rule in a worker thread: progress at least four times a second, and an end at once on cancel.
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
import { askWorker } from './serverWorker';
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
  const progress = startProgress(channel, totalSize(run.samples));
  try {
    const answer = await askWorker({ kind: 'run', run }, channel.token, progress.advance);
    return answer?.kind === 'ran' ? answer.result : cancelled();
  } finally {
    progress.end();
  }
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
