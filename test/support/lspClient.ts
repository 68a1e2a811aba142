// A client of the bundled language server over stdio, as a foreign editor would be one. Needs `npm run build` first.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { lineStarts, positionAt } from '../../server/src/text/lineIndex';

export const serverModule = path.resolve('server/out/server.cjs');

/** A client that pulls diagnostics; push is the fallback without `diagnostic`. */
export const pullingClient: ClientCapabilities = { textDocument: { diagnostic: {} } };

export interface Started {
  readonly client: LspClient;
  readonly result: InitializeResult;
  /** From spawn to the answer of `initialize`, in milliseconds. */
  readonly startup: number;
}

/**
 * Starts a server and initializes it; `configuration` answers `workspace/configuration` where given, `folders` are paths
 * of workspace folders, `initializationOptions` what the client says of itself.
 */
export async function startServer(
  capabilities: ClientCapabilities = pullingClient,
  configuration?: unknown,
  folders: readonly string[] = [],
  initializationOptions?: unknown,
): Promise<Started> {
  const spawned = performance.now();
  const client = spawnServer();
  const { connection } = client;
  connection.onRequest('workspace/configuration', () => [configuration ?? null]);
  const all =
    configuration === undefined
      ? capabilities
      : { ...capabilities, workspace: { ...capabilities.workspace, configuration: true } };
  const result = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((folder) => ({
      uri: pathToFileURL(folder).href,
      name: path.basename(folder),
    })),
    capabilities: all,
    ...(initializationOptions !== undefined && { initializationOptions }),
  });
  const startup = performance.now() - spawned;
  await connection.sendNotification('initialized', {});
  return { client, result, startup };
}

/** Starts a server that is not initialized yet; `stderr` goes where ours goes unless told otherwise. */
export function spawnServer(
  module = serverModule,
  stderr: 'inherit' | 'ignore' = 'inherit',
): LspClient {
  if (!existsSync(module)) throw new Error('no server bundle: run npm run build first');
  const child = spawn(process.execPath, [module, '--stdio'], { stdio: ['pipe', 'pipe', stderr] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return new LspClient(child, connection);
}

/** Lives until `stop`. */
export class LspClient {
  /** What the server wrote to the client's log. */
  readonly log: string[] = [];
  /** Once the server has ended, its exit code. */
  readonly ended: Promise<number | null>;
  readonly processId: number | undefined;
  private readonly pushed: PublishDiagnosticsParams[] = [];
  private readonly waiting: (() => void)[] = [];
  private version = 0;

  constructor(
    child: ChildProcess,
    readonly connection: MessageConnection,
  ) {
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    this.processId = child.pid;
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => {
        this.pushed.push(params);
        this.waiting.splice(0).forEach((wake) => {
          wake();
        });
      },
    );
  }

  async open(uri: string, text: string, languageId = 'toml'): Promise<void> {
    const version = ++this.version;
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const version = ++this.version;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  request<R>(method: string, params: unknown, token?: CancellationToken): Promise<R> {
    return token === undefined
      ? this.connection.sendRequest<R>(method, params)
      : this.connection.sendRequest<R>(method, params, token);
  }

  /** A request about a place in a document. */
  at<R>(method: string, uri: string, position: Position): Promise<R> {
    return this.request<R>(method, { textDocument: { uri }, position });
  }

  /** A request about a whole document. */
  about<R>(method: string, uri: string): Promise<R> {
    return this.request<R>(method, { textDocument: { uri } });
  }

  async pull(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.about<{ items?: Diagnostic[] }>('textDocument/diagnostic', uri);
    return report.items ?? [];
  }

  /** The next pushed diagnostics that satisfy the condition, those pushed already included. */
  async nextPush(
    condition: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const at = this.pushed.findIndex(condition);
      const [found] = at < 0 ? [] : this.pushed.splice(at, 1);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** True if the server pushed anything that nobody has waited for. */
  get hasPushed(): boolean {
    return this.pushed.length > 0;
  }

  /** Shuts the server down; resolves with its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.ended;
    this.connection.dispose();
    return code;
  }
}

/** The position at which a piece of a text starts, moved by some characters. */
export function positionOf(text: string, piece: string, plus = 0): Position {
  const at = text.indexOf(piece);
  if (at < 0) throw new Error(`the text has no ${JSON.stringify(piece)}`);
  return positionAt(lineStarts(text), at + plus);
}
