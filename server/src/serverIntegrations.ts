// The integration schema of a workspace, sixty megabytes: made compact in a thread, so that the server goes on answering.
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { ServerContext } from './serverContext';
import { askOwnWorker } from './serverWorker';
import { setUpIntegrations, settleIntegrations } from './workspace/schemas/integrations';
import { shareCache } from './workspace/sharedCache';

/**
 * Until it is there the built-in catalogue answers; then whoever showed that is told. `cacheFolder`: where it is kept
 * from one start to the next; undefined: nowhere.
 */
export function prepareIntegrations(
  context: Pick<ServerContext, 'logFailure' | 'refreshDiagnostics'>,
  cacheFolder: string | undefined,
): void {
  const cache = shareCache(cacheFolder);
  const makeElsewhere = (file: string): void => {
    void ask(file, context).then((made) => {
      settleIntegrations(file, made);
      context.refreshDiagnostics();
    });
  };
  setUpIntegrations({ cache, makeElsewhere });
}

/** The compact form, or what is wrong. A thread that breaks down must not be started again at each request. */
async function ask(
  file: string,
  context: Pick<ServerContext, 'logFailure'>,
): Promise<Uint8Array | string> {
  try {
    const answer = await askOwnWorker({ kind: 'integrations', file }, neverCancelled);
    if (answer?.kind === 'integrations') return answer.made;
  } catch (error) {
    context.logFailure('integration schema', error);
  }
  return `${file} cannot be read`;
}

const neverCancelled = new CancellationTokenSource().token;
