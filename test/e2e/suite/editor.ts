// What the suites do with VS Code: open files of the test workspace, point into them, wait for answers.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export const modelRule = 'rules/windows/persistence_scheduled_task_update.toml';
export const brokenRule = 'rules/windows/persistence_broken_query.toml';

/** The URI of a file in the test workspace. */
export function fileUri(relative: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite needs a workspace');
  return vscode.Uri.joinPath(folder.uri, relative);
}

/** Opens a file of the workspace in the editor. */
export async function open(relative: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(fileUri(relative));
  return vscode.window.showTextDocument(document);
}

/** The position `<|>` in a piece of text that occurs once in the document. */
export function positionOf(document: vscode.TextDocument, drawn: string): vscode.Position {
  const cursor = drawn.indexOf('<|>');
  assert.ok(cursor >= 0, `no <|> in ${drawn}`);
  const needle = drawn.replace('<|>', '');
  const text = document.getText();
  const at = text.indexOf(needle);
  assert.ok(at >= 0, `not in the document: ${needle}`);
  assert.equal(text.indexOf(needle, at + 1), -1, `more than once in the document: ${needle}`);
  return document.positionAt(at + cursor);
}

/** Replaces a piece of text that occurs once; leaves the document unsaved. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = positionOf(editor.document, `<|>${from}`);
  const end = positionOf(editor.document, `${from}<|>`);
  const done = await editor.edit((edit) => {
    edit.replace(new vscode.Range(start, end), to);
  });
  assert.ok(done, 'the edit was refused');
}

/** Throws unsaved changes away. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** Waits until the errors and warnings of a file satisfy `wanted`, and gives them. The test's time limit ends the wait. */
export function problems(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const found = vscode.languages
        .getDiagnostics(uri)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
      if (!wanted(found)) return false;
      resolve(found);
      return true;
    };
    if (look()) return;
    const watch = vscode.languages.onDidChangeDiagnostics(() => {
      if (look()) watch.dispose();
    });
  });
}

/** The hover at a place, as one text; empty if there is none. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}
