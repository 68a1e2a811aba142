// The language server's process and the typed requests to it; starts when it is first needed.
import * as vscode from 'vscode';
import type * as Library from 'vscode-languageclient/node';
import type {
  LanguageClient,
  LanguageClientOptions,
  WorkDoneProgressBegin,
  WorkDoneProgressReport,
} from 'vscode-languageclient/node';
import type {
  ConvertThreatParams,
  ConvertThreatResult,
  CoverageMatrix,
  CoverageParams,
  DocsAtParams,
  DocsParams,
  DocsResult,
  FindSamplesParams,
  FixWorkspaceParams,
  FixWorkspaceResult,
  NewRuleChoices,
  NewRuleParams,
  NewRuleResult,
  ReadEventParams,
  ReadEventResult,
  RecallSamplesParams,
  RunRuleParams,
  RunRuleResult,
  SampleInfo,
  TranslateParams,
  TranslateResult,
  convertThreatRequest,
  coverageRequest,
  docsAtRequest,
  docsRequest,
  findSamplesRequest,
  fixWorkspaceRequest,
  newRuleChoicesRequest,
  newRuleRequest,
  readEventRequest,
  recallSamplesNotification,
  runRuleRequest,
  translateRequest,
} from '../../server/src/protocol';

/** Our own language id, for rule files where no TOML extension claims `.toml` (see ruleFiles.ts). */
export const ruleLanguage = 'elastic-detection-rule';

/** Parameters and result of each request beyond LSP. */
interface Requests {
  readonly [runRuleRequest]: { readonly params: RunRuleParams; readonly result: RunRuleResult };
  readonly [findSamplesRequest]: {
    readonly params: FindSamplesParams;
    readonly result: readonly SampleInfo[];
  };
  readonly [translateRequest]: {
    readonly params: TranslateParams;
    readonly result: TranslateResult;
  };
  readonly [docsRequest]: { readonly params: DocsParams; readonly result: DocsResult | null };
  readonly [docsAtRequest]: { readonly params: DocsAtParams; readonly result: string | null };
  readonly [convertThreatRequest]: {
    readonly params: ConvertThreatParams;
    readonly result: ConvertThreatResult;
  };
  readonly [newRuleChoicesRequest]: {
    readonly params: Readonly<Record<string, never>>;
    readonly result: NewRuleChoices;
  };
  readonly [newRuleRequest]: {
    readonly params: NewRuleParams;
    readonly result: NewRuleResult | null;
  };
  readonly [coverageRequest]: {
    readonly params: CoverageParams;
    readonly result: CoverageMatrix | null;
  };
  readonly [fixWorkspaceRequest]: {
    readonly params: FixWorkspaceParams;
    readonly result: FixWorkspaceResult;
  };
  readonly [readEventRequest]: {
    readonly params: ReadEventParams;
    readonly result: ReadEventResult | null;
  };
}

/** Parameters of each notification beyond LSP. */
interface Notifications {
  readonly [recallSamplesNotification]: RecallSamplesParams;
}

/** Documents of which the server hears. Not `git:` and the like: they would double every problem. */
const documentSelector = ['file', 'untitled', 'vscode-vfs'].flatMap((scheme) => [
  { scheme, language: 'toml' },
  { scheme, language: ruleLanguage },
  { scheme, pattern: '**/*.toml' },
]);

/** Of workspaces that the user trusts, and that are on disk. */
function mayKeepOnDisk(): boolean {
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  return isTrusted && workspaceFolders.every(({ uri }) => uri.scheme === 'file');
}

/** A client whose server answers. */
interface Connected {
  readonly client: LanguageClient;
  readonly library: typeof Library;
}

export class RuleServer implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel('Rulewright', { log: true });
  private client: LanguageClient | undefined;
  private connected: Promise<Connected> | undefined;
  private readonly running = new vscode.EventEmitter<void>();

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Starts the server; later calls wait for the same start. After a failure the next call tries again. */
  async start(): Promise<void> {
    await this.connect();
  }

  private connect(): Promise<Connected> {
    this.connected ??= this.launch().catch((error: unknown) => {
      this.connected = undefined;
      throw error;
    });
    return this.connected;
  }

  /** Reads the library now: most TOML files are no rules and need no server. */
  private async launch(): Promise<Connected> {
    const library = await import('vscode-languageclient/node');
    this.client ??= this.newClient(library);
    await this.client.start();
    return { client: this.client, library };
  }

  private newClient(library: typeof Library): LanguageClient {
    const { LanguageClient, RevealOutputChannelOn, State, TransportKind } = library;
    const module = this.context.asAbsolutePath('server/out/server.cjs');
    const options: LanguageClientOptions = {
      documentSelector,
      // Asked for at each start: by then the user may trust the workspace.
      initializationOptions: () => ({
        docs: true,
        suggestCommand: 'editor.action.triggerSuggest',
        declareCommand: 'rulewright.declareField',
        ...(mayKeepOnDisk() && { cacheFolder: this.context.globalStorageUri.fsPath }),
      }),
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    };
    const server = { module, transport: TransportKind.ipc };
    const client = new LanguageClient('rulewright', 'Rulewright', server, options);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.running.fire();
    });
    return client;
  }

  /** Calls back whenever the server begins to answer. */
  onRunning(begin: () => void): vscode.Disposable {
    return this.running.event(begin);
  }

  /** Sends a notification to a server that runs; one that does not is not started for it. */
  async notify<M extends keyof Notifications>(method: M, params: Notifications[M]): Promise<void> {
    if (this.client?.isRunning()) await this.client.sendNotification(method, params);
  }

  async restart(): Promise<void> {
    if (this.connected === undefined) return this.start();
    const { client } = await this.connected;
    await client.restart();
  }

  /** Sends a request, starting the server if need be. Rejects if the server fails or the token is cancelled. */
  async request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M]['result']> {
    const { client } = await this.connect();
    // A token that is undefined would be sent as a second parameter.
    type Result = Requests[M]['result'];
    return token
      ? client.sendRequest<Result>(method, params, token)
      : client.sendRequest<Result>(method, params);
  }

  /** Calls back with each progress report of the request, still to be sent, that carries `token` as `workDoneToken`. */
  onProgress(
    token: string,
    report: (progress: WorkDoneProgressBegin | WorkDoneProgressReport) => void,
    end?: () => void,
  ): vscode.Disposable {
    const listening = this.connect().then(
      ({ client, library }) =>
        client.onProgress(library.WorkDoneProgress.type, token, (progress) => {
          if (progress.kind !== 'end') report(progress);
          else end?.();
        }),
      () => undefined, // the request will tell
    );
    return new vscode.Disposable(() => {
      void listening.then((disposable) => {
        disposable?.dispose();
      });
    });
  }

  dispose(): void {
    void this.client?.dispose().catch(() => undefined); // it may never have started
    this.running.dispose();
    this.output.dispose();
  }
}
