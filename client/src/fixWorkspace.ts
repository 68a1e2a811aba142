// The command "Fix All Problems in Workspace": the server works out the fixes, VS Code previews them, this sums up.
import * as vscode from 'vscode';
import { fixWorkspaceRequest } from '../../server/src/protocol';
import type { FixWorkspaceResult } from '../../server/src/protocol';
import type { RuleServer } from './ruleServer';

let calls = 0;

/** Rejects if the server fails. */
export async function fixWorkspace(server: RuleServer): Promise<void> {
  await server.start();
  const result = await requestFixes(server);
  if (result) tell(result);
}

/** Shows how far the server is until it has all fixes; the answer comes when the user is done with the preview. */
async function requestFixes(server: RuleServer): Promise<FixWorkspaceResult | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Working out fixes',
    cancellable: true,
  };
  const workDoneToken = `rulewright-fix-${++calls}`;
  return new Promise((resolve) => {
    void vscode.window.withProgress(options, async (progress, token) => {
      let done = 0;
      let listening: vscode.Disposable | undefined;
      const ended = new Promise<void>((end) => {
        listening = server.onProgress(
          workDoneToken,
          ({ message, percentage = 0 }) => {
            const increment = percentage - done;
            progress.report({ increment, ...(message !== undefined && { message }) });
            done = percentage;
          },
          end,
        );
      });
      const answer = server
        .request(fixWorkspaceRequest, { workDoneToken }, token)
        .catch((error: unknown) => {
          if (token.isCancellationRequested) return undefined;
          throw error;
        });
      resolve(answer);
      await Promise.race([answer.catch(() => undefined), ended]);
      listening?.dispose();
    });
  });
}

function tell(result: FixWorkspaceResult): void {
  switch (result.kind) {
    case 'failed':
      void vscode.window.showErrorMessage(result.message ?? 'The fixes could not be worked out.');
      return;
    case 'unchanged':
      void vscode.window.showInformationMessage('No rule of the workspace has a safe fix.');
      return;
    case 'rejected':
      return; // the user has just said so
    case 'applied':
      void vscode.window.showInformationMessage(fixSummary(result));
  }
}

/** One sentence: how many problems of which checks in how many files. */
export function fixSummary({ files, counts }: FixWorkspaceResult): string {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const codes = counts.map(([code, count]) => `${code} ${count}`).join(', ');
  return `Fixes for ${total} ${total === 1 ? 'problem' : 'problems'} in ${files} ${files === 1 ? 'file' : 'files'}: ${codes}.`;
}
