// What all request handlers of the server share: the connection, the open texts, their parsed rules, the settings.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  DidChangeConfigurationNotification,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver/node';
import type { CancellationToken, ClientCapabilities, Connection } from 'vscode-languageserver/node';
import type { CheckContext } from './checks/check';
import { checkContext } from './services/checkContext';
import type { CompletionContext } from './services/completionContext';
import { defaultSettings, readSettings, settingsSection } from './settings';
import type { Clocks } from './services/timeHover';
import type { Settings } from './settings';
import { loadCheckTypes } from './workspace/checkTypes';
import type { CheckTypes } from './workspace/checkTypes';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { RuleDocuments } from './workspace/ruleDocuments';
import type { CachedRule } from './workspace/ruleDocuments';
import type { RuleDocument } from './rule/ruleDocument';

/** What a client can do beyond LSP. */
export interface ClientFeatures {
  /** Shows `rulewright-docs:` pages. */
  readonly docs?: boolean;
  /** Its command that asks for suggestions. */
  readonly suggestCommand?: string;
}

/** Lives as long as the connection. */
export class ServerContext {
  readonly texts = new TextDocuments(TextDocument);
  readonly rules = new RuleDocuments();
  /** Set by `initialize`. */
  capabilities: ClientCapabilities = {};
  /** What a client of ours says of itself, by `initializationOptions`. */
  client: ClientFeatures = {};
  /** Counts changes of the settings. */
  settingsSerial = 0;
  /** By URI of a rule, the `now` of its last run where one was chosen; epoch milliseconds. */
  readonly chosenClocks = new Map<string, number>();
  /** Called when settings have changed. */
  readonly settingsListeners: (() => void)[] = [];
  private pushedSettings = defaultSettings;
  private readonly askedSettings = new Map<string, Promise<Settings>>();

  constructor(readonly connection: Connection) {
    this.texts.onDidClose(({ document }) => {
      this.rules.forget(document.uri);
      this.askedSettings.delete(document.uri);
      this.chosenClocks.delete(document.uri);
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      this.pushedSettings = readSettings(
        (settings as Record<string, unknown> | null)?.[settingsSection],
      );
      this.settingsSerial++;
      this.askedSettings.clear();
      if (this.capabilities.workspace?.diagnostics?.refreshSupport === true)
        void connection.languages.diagnostics.refresh();
      for (const listener of this.settingsListeners) listener();
    });
    this.texts.listen(connection);
  }

  /** To be called once the client is ready. */
  watchSettings(): void {
    if (this.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration !== true) return;
    void this.connection.client.register(DidChangeConfigurationNotification.type, {
      section: settingsSection,
    });
  }

  /** The parsed rule of an open file; undefined for a file that is not open or is no detection rule. */
  findRule(uri: string): CachedRule | undefined {
    const text = this.texts.get(uri);
    if (!text || !isToml(text)) return undefined;
    const rule = this.rules.get(text);
    return rule.document.isRule ? rule : undefined;
  }

  /** The settings that hold for a file: asked of the client if it answers, else as it pushed them. */
  settingsFor(uri: string): Promise<Settings> {
    if (this.capabilities.workspace?.configuration !== true)
      return Promise.resolve(this.pushedSettings);
    const asked = this.askedSettings.get(uri) ?? this.askSettings(uri);
    this.askedSettings.set(uri, asked);
    return asked;
  }

  /** A client that fails to answer leaves us with the defaults. */
  private async askSettings(uri: string): Promise<Settings> {
    try {
      const item = { scopeUri: uri, section: settingsSection };
      const section: unknown = await this.connection.workspace.getConfiguration(item);
      return readSettings(section);
    } catch (error) {
      this.logFailure('settings', error);
      return defaultSettings;
    }
  }

  /** What completion may know. */
  completionContext(): CompletionContext {
    const { suggestCommand } = this.client;
    return {
      now: Date.now(),
      newId: randomUUID(),
      snippets: this.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
      ...(suggestCommand !== undefined && { suggestCommand }),
    };
  }

  /** The moments for which the times of a rule are shown. */
  clocksFor(uri: string): Clocks {
    const chosen = this.chosenClocks.get(uri);
    return { now: Date.now(), ...(chosen !== undefined && { chosen }) };
  }

  /** What the checks of a file may know. */
  async checkContextFor(uri: string): Promise<CheckContext> {
    const settings = await this.settingsFor(uri);
    return checkContext(settings, pathOf(uri), this.checkTypesFor(uri, settings));
  }

  /** Undefined for what is not on disk, and where the file of types cannot be used. */
  private checkTypesFor(uri: string, { fieldTypes }: Settings): CheckTypes | undefined {
    const document = this.findRule(uri)?.document;
    if (!document || !uri.startsWith('file:')) return undefined;
    return this.guard('field types', undefined, () =>
      loadCheckTypes(fieldTypes, { document, rulePath: fileURLToPath(uri) }, nodeFileSystem),
    );
  }

  /**
   * The one envelope of the requests about a rule: finds the rule, honours cancellation, catches and logs. Answers
   * `fallback` for what is no rule and after a failure.
   */
  onRule<P extends { readonly textDocument: { readonly uri: string } }, R>(
    name: string,
    fallback: R,
    handler: (document: RuleDocument, params: P) => R,
  ): (params: P, token: CancellationToken) => R | ResponseError {
    return (params, token) =>
      this.guard<R | ResponseError>(name, fallback, () => {
        if (token.isCancellationRequested) return cancelled();
        const rule = this.findRule(params.textDocument.uri);
        return rule ? handler(rule.document, params) : fallback;
      });
  }

  /** Runs a handler; a failure is logged and answered with `fallback`. */
  guard<R>(name: string, fallback: R, run: () => R): R {
    try {
      return run();
    } catch (error) {
      this.logFailure(name, error);
      return fallback;
    }
  }

  logFailure(name: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`${name} failed: ${text}`);
  }
}

const tomlLanguages: readonly string[] = ['toml', 'elastic-detection-rule'];

function isToml(text: TextDocument): boolean {
  return tomlLanguages.includes(text.languageId) || /\.toml$/i.test(text.uri);
}

/** The path of a URI, decoded; undefined for a text that was never saved. */
function pathOf(uri: string): string | undefined {
  if (uri.startsWith('untitled:')) return undefined;
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The answer to a request that the client has given up. */
export function cancelled<D = void>(): ResponseError<D> {
  return new ResponseError<D>(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** Features out of what a client sends, which may be anything. */
export function readClientFeatures(options: unknown): ClientFeatures {
  if (typeof options !== 'object' || options === null) return {};
  const { docs, suggestCommand } = options as Record<string, unknown>;
  return {
    docs: docs === true,
    ...(typeof suggestCommand === 'string' && { suggestCommand }),
  };
}
