// The command "Convert Threat Mapping to ATT&CK v19": the server edits the rule, this says what came of it.
import * as vscode from 'vscode';
import { convertThreatRequest } from '../../server/src/protocol';
import type { RuleServer } from './ruleServer';

/** Rejects if the server fails. */
export async function convertThreatMapping(rule: vscode.Uri, server: RuleServer): Promise<void> {
  // Shown first, so that the change is seen and can be undone.
  await vscode.window.showTextDocument(rule);
  const { kind, notes } = await server.request(convertThreatRequest, { uri: rule.toString() });
  if (kind === 'failed' || notes.length > 0) void vscode.window.showWarningMessage(notes.join(' '));
  else if (kind === 'unchanged')
    void vscode.window.setStatusBarMessage(
      'The threat mapping is one of ATT&CK v19 already.',
      5000,
    );
}
