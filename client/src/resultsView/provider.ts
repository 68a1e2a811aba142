// The results view on VS Code's side: holds the page and the last state, so that a hidden and shown page finds it again.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './pageHtml';
import type { HostMessage, ResultsState, ViewMessage } from './messages';

/** The view as package.json names it. */
export const viewId = 'rulewright.results';

export class ResultsViewProvider implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly messages = new vscode.EventEmitter<ViewMessage>();
  private readonly registration: vscode.Disposable;
  private view: vscode.WebviewView | undefined;
  private state: ResultsState = { kind: 'empty' };

  /** What the page asks for. */
  readonly onMessage = this.messages.event;

  constructor(private readonly extensionUri: vscode.Uri) {
    this.registration = vscode.window.registerWebviewViewProvider(viewId, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const root = vscode.Uri.joinPath(this.extensionUri, 'client', 'out', 'resultsView');
    const { webview } = view;
    const asset = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [root] };
    webview.onDidReceiveMessage((message: ViewMessage) => {
      if (message.kind === 'ready') this.welcome(message.state);
      this.messages.fire(message);
    });
    view.onDidDispose(() => {
      this.view = undefined;
    });
    webview.html = pageHtml({
      script: asset('main.js'),
      style: asset('style.css'),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64'),
    });
  }

  /** What the page shows, or will when it is up. */
  get current(): ResultsState {
    return this.state;
  }

  show(state: ResultsState): void {
    this.state = state;
    this.post({ kind: 'state', state });
  }

  post(message: HostMessage): void {
    void this.view?.webview.postMessage(message);
  }

  /** Brings the view to the front and gives it the focus. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  dispose(): void {
    this.registration.dispose();
    this.messages.dispose();
  }

  /** After a reload of the window the page knows what we have forgotten; after being hidden it is the other way round. */
  private welcome(kept: ResultsState): void {
    if (this.state.kind === 'empty') this.state = kept;
    this.post({ kind: 'state', state: this.state });
  }
}
