// The command "Copy Query as Elasticsearch DSL": asks the server for the rule's search and puts it on the clipboard.
import * as vscode from 'vscode';
import { translateRequest } from '../../server/src/protocol';
import type { RuleServer } from './ruleServer';

/** Rejects if the server fails. */
export async function copyDsl(rule: vscode.Uri, server: RuleServer): Promise<void> {
  // Opened first, so that the server knows the text.
  await vscode.workspace.openTextDocument(rule);
  const answer = await server.request(translateRequest, { uri: rule.toString() });
  if (answer.kind === 'error') {
    void vscode.window.showErrorMessage(answer.message);
    return;
  }
  await vscode.env.clipboard.writeText(answer.dsl);
  const notes = answer.notes.map((note) => `; ${note}`).join('');
  void vscode.window.setStatusBarMessage(`Elasticsearch DSL copied${notes}`, 5000);
}
