// The command "Fix All Problems in Workspace": the server works out the fixes, VS Code previews them, this sums up.
import * as vscode from 'vscode';
import { fixWorkspaceRequest } from '../../server/src/protocol';
import type { FixWorkspaceResult } from '../../server/src/protocol';
import type { RuleServer } from './ruleServer';

let calls = 0;

/** Rejects if the server fails. */
export async function fixWorkspace(server: RuleServer): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Working out fixes',
    cancellable: true,
  };
  await server.start();
  const result = await vscode.window.withProgress(options, async (progress, token) => {
    const workDoneToken = `rulewright-fix-${++calls}`;
    let done = 0;
    const listening = server.onProgress(workDoneToken, ({ message, percentage = 0 }) => {
      progress.report({ increment: percentage - done, ...(message !== undefined && { message }) });
      done = percentage;
    });
    try {
      return await server.request(fixWorkspaceRequest, { workDoneToken }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      listening.dispose();
    }
  });
  if (result) tell(result);
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
