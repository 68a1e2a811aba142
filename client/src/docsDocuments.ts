// Read-only documentation pages of fields, Windows events and ATT&CK ids, written by the server.
import * as vscode from 'vscode';
import { docsAtRequest, docsRequest } from '../../server/src/protocol';
import type { RuleServer } from './ruleServer';

const docsScheme = 'rulewright-docs';

export class DocsDocuments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;

  constructor(private readonly server: RuleServer) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(docsScheme, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: async (uri, token) => {
        const page = await server.request(docsRequest, { uri: uri.toString() }, token);
        return page?.markdown ?? 'There is no page about this.\n';
      },
    });
  }

  /** The command: the page about what the cursor is on. */
  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const position = editor.selection.active;
    const address = await this.server.request(docsAtRequest, {
      uri: editor.document.uri.toString(),
      position: { line: position.line, character: position.character },
    });
    if (address === null) {
      void vscode.window.setStatusBarMessage('There is no page about what the cursor is on.', 5000);
      return;
    }
    const uri = vscode.Uri.parse(address);
    // VS Code keeps the text of a page; by now the sample or the schemas may say something else.
    this.changed.fire(uri);
    await openPage(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** As a rendered page; as text where VS Code's Markdown extension is switched off. */
async function openPage(uri: vscode.Uri): Promise<void> {
  try {
    // Not looked for among the commands first: it is registered only once something asks for it.
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
