// The coverage page on VS Code's side: finds the workspace's rules, asks the server for the matrix, opens rules.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { coverageRequest } from '../../../server/src/protocol';
import { pageHtml } from '../resultsView/pageHtml';
import type { RuleServer } from '../ruleServer';
import type { HostMessage, PageMessage } from './messages';

const panelType = 'rulewright.coverage';
const title = 'ATT&CK Coverage';

export class CoverageView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  /** Undefined: the one that is meant without a number. */
  private version: '18' | '19' | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly server: RuleServer,
  ) {}

  /** Opens the page, or brings it to the front with fresh numbers. */
  async show(): Promise<void> {
    if (this.panel) {
      this.panel.reveal();
      await this.load();
      return;
    }
    const root = vscode.Uri.joinPath(this.extensionUri, 'client', 'out', 'coverageView');
    const panel = vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [root],
      enableFindWidget: true,
      retainContextWhenHidden: true,
    });
    this.panel = panel;
    const { webview } = panel;
    const asset = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    webview.onDidReceiveMessage((message: PageMessage) => this.receive(message));
    webview.html = pageHtml({
      title,
      script: asset('main.js'),
      style: asset('style.css'),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64'),
    });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private async receive(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.load();
      case 'version':
        this.version = message.version;
        return this.load();
      case 'openRule':
        await vscode.window.showTextDocument(vscode.Uri.parse(message.uri), { preview: true });
    }
  }

  private async load(): Promise<void> {
    try {
      const found = await vscode.workspace.findFiles('**/*.toml', '**/node_modules/**');
      const files = found.filter(({ scheme }) => scheme === 'file').map(String);
      const { version } = this;
      const matrix = await this.server.request(coverageRequest, {
        files,
        ...(version !== undefined && { version }),
      });
      this.post(
        matrix
          ? { kind: 'matrix', matrix }
          : { kind: 'error', message: 'The coverage could not be worked out.' },
      );
    } catch (error) {
      this.post({ kind: 'error', message: String(error) });
    }
  }

  private post(message: HostMessage): void {
    void this.panel?.webview.postMessage(message);
  }
}
