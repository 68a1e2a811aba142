// Read-only documentation pages of fields, Windows events and ATT&CK ids, written by the server.
import * as vscode from 'vscode';
import { docsAtRequest, docsRequest } from '../../server/src/protocol';
import type { RuleServer } from './ruleServer';

const docsScheme = 'rulewright-docs';

/** Answers the pages that links and the command below open. */
export function registerDocs(server: RuleServer): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(docsScheme, {
    provideTextDocumentContent: async (uri, token) => {
      const page = await server.request(docsRequest, { uri: uri.toString() }, token);
      return page?.markdown ?? 'There is no page about this.\n';
    },
  });
}

/** The command: the page about what the cursor is on. */
export async function showDocs(server: RuleServer): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const position = editor.selection.active;
  const uri = await server.request(docsAtRequest, {
    uri: editor.document.uri.toString(),
    position: { line: position.line, character: position.character },
  });
  if (uri === null) {
    void vscode.window.setStatusBarMessage('There is no page about what the cursor is on.', 5000);
    return;
  }
  await openPage(vscode.Uri.parse(uri));
}

/** As a rendered page; as text where VS Code's Markdown extension is switched off. */
async function openPage(uri: vscode.Uri): Promise<void> {
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes('markdown.showPreview'))
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  else await vscode.window.showTextDocument(uri, { preview: true });
}
