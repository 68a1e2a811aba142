// Shows samples read-only at an event's line: a file as a whole, or one event alone where the file is too big for an editor.
import * as vscode from 'vscode';
import { readEventRequest } from '../../server/src/protocol';
import type { EventPlace } from './resultsView/messages';
import type { RuleServer } from './ruleServer';

const fileScheme = 'rulewright-sample';
const eventScheme = 'rulewright-event';

/** VS Code gives up colours and extensions beyond this size, and gzip cannot be shown at all. */
const wholeFileLimit = 50_000_000;

export class SampleDocuments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registrations: vscode.Disposable;

  constructor(private readonly server: RuleServer) {
    const provider: vscode.TextDocumentContentProvider = {
      onDidChange: this.changed.event,
      provideTextDocumentContent: (uri) =>
        uri.scheme === fileScheme ? readFile(uri) : this.readEvent(uri),
    };
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(fileScheme, provider),
      vscode.workspace.registerTextDocumentContentProvider(eventScheme, provider),
    );
  }

  /** Opens the sample at a place; a file too large or packed gives just the event. `file` is a path or URI. */
  async show({ file, line, offset }: EventPlace): Promise<void> {
    const uri = sampleUri(file);
    const { size } = await vscode.workspace.fs.stat(uri);
    const whole = size <= wholeFileLimit && !uri.path.endsWith('.gz');
    const document = await vscode.workspace.openTextDocument(
      whole
        ? uri.with({ scheme: fileScheme, query: uri.toString() })
        : uri.with({
            scheme: eventScheme,
            path: `${uri.path}.line-${line}.json`,
            query: JSON.stringify({ file, line, offset }),
          }),
    );
    const position = new vscode.Position(whole ? line - 1 : 0, 0);
    await vscode.window.showTextDocument(document, {
      preview: true,
      viewColumn: vscode.ViewColumn.One,
      selection: new vscode.Range(position, position),
    });
  }

  /** Reads again what is open, after a run: the sample may have changed. */
  refresh(): void {
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === fileScheme || uri.scheme === eventScheme)
      .forEach(({ uri }) => {
        this.changed.fire(uri);
      });
  }

  dispose(): void {
    this.registrations.dispose();
    this.changed.dispose();
  }

  private async readEvent(uri: vscode.Uri): Promise<string> {
    const place = JSON.parse(uri.query) as EventPlace;
    const event = await this.server.request(readEventRequest, place);
    return event?.json ?? `There is no event at line ${place.line}.`;
  }
}

async function readFile(uri: vscode.Uri): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri.query));
  return new TextDecoder().decode(bytes);
}

/** The URI of a sample named by path or URI. */
export function sampleUri(file: string): vscode.Uri {
  return file.startsWith('file:') ? vscode.Uri.parse(file) : vscode.Uri.file(file);
}
