// Hands the samples that were chosen in an earlier session to the server, so that hover and completion speak of them.
import * as vscode from 'vscode';
import { recallSamplesNotification } from '../../server/src/protocol';
import type { RuleRunner } from './ruleRunner';
import type { RuleServer } from './ruleServer';

/** At each start of the server; in a workspace that is not trusted no file is read before its user asks for a run. */
export function recallSamples(
  server: RuleServer,
  runner: Pick<RuleRunner, 'lastSamples'>,
): vscode.Disposable {
  const recall = (): void => {
    const samples = vscode.workspace.isTrusted ? runner.lastSamples() : [];
    if (samples.length === 0) return;
    server.notify(recallSamplesNotification, { samples }).catch((error: unknown) => {
      server.output.warn(`Recalling samples failed: ${String(error)}`);
    });
  };
  return vscode.Disposable.from(
    server.onRunning(recall),
    vscode.workspace.onDidGrantWorkspaceTrust(recall),
  );
}
