// Declares a field in the setting `rulewright.fieldTypes`, where a fix of the server asks for it.
import * as vscode from 'vscode';

/** As keyword; in the workspace where one is open, since fields are a matter of the data that its rules read. */
export async function declareField(rule: vscode.Uri, field: string): Promise<void> {
  const section = vscode.workspace.getConfiguration('rulewright', rule);
  const types = section.get<unknown>('fieldTypes');
  // A file of types is changed by an edit, not here.
  if (typeof types === 'string') return;
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const known = section.inspect<Record<string, unknown>>('fieldTypes');
  const here = vscode.workspace.workspaceFolders ? known?.workspaceValue : known?.globalValue;
  await section.update('fieldTypes', { ...here, [field]: 'keyword' }, target);
}
