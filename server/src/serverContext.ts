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
import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  InitializeParams,
} from 'vscode-languageserver/node';
import type { CheckContext } from './checks/check';
import { fileCheckContext } from './fileChecks';
import { checkContext } from './services/checkContext';
import type { CompletionContext } from './services/completionContext';
import { isAlmostEmpty } from './services/ruleTemplates';
import { RuleCollection } from './services/otherRules';
import { isOfOtherTool } from './services/otherToml';
import { WorkspaceAttack } from './serverAttack';
import { prepareIntegrations } from './serverIntegrations';
import { RuleFields } from './serverRuleFields';
import { ChosenSample } from './serverSampleFields';
import type { Knowledge } from './services/knowledge';
import { defaultSettings, readSettings, settingsSection } from './settings';
import type { Clocks } from './services/timeHover';
import type { Settings } from './settings';
import { RuleDocuments } from './workspace/ruleDocuments';
import type { CachedRule } from './workspace/ruleDocuments';
import type { RuleDocument } from './rule/ruleDocument';

/** What a client can do beyond LSP. */
export interface ClientFeatures {
  /** Shows `rulewright-docs:` pages. */
  readonly docs?: boolean;
  /** Its command that asks for suggestions. */
  readonly suggestCommand?: string;
  /** Its command that declares a field in the settings; arguments: URI of the rule, name of the field. */
  readonly declareCommand?: string;
  /** A folder of its own for what takes long to make; without it nothing is kept on disk. */
  readonly cacheFolder?: string;
}

/** Lives as long as the connection. */
export class ServerContext {
  readonly texts = new TextDocuments(TextDocument);
  readonly rules = new RuleDocuments();
  readonly capabilities: ClientCapabilities;
  /** What a client of ours says of itself, by `initializationOptions`. */
  readonly client: ClientFeatures;
  /** Counts changes of the settings, and of files that checks read. */
  settingsSerial = 0;
  /** By URI of a rule, the `now` of its last run where one was chosen; epoch milliseconds. */
  readonly chosenClocks = new Map<string, number>();
  /** The rules of the workspace, as far as they are known; set by who reads them. */
  knownRules: () => RuleCollection = () => new RuleCollection([]);
  /** What is in the sample that was chosen last. */
  readonly chosenSample = new ChosenSample(this);
  /** ATT&CK as the workspace has it. */
  readonly attack = new WorkspaceAttack(this);
  private readonly workspaceFields = new RuleFields();
  /** Called when settings have changed. */
  readonly settingsListeners: (() => void)[] = [];
  private pushedSettings = defaultSettings;
  private readonly askedSettings = new Map<string, Promise<Settings>>();

  constructor(
    readonly connection: Connection,
    { capabilities, initializationOptions }: InitializeParams,
  ) {
    this.capabilities = capabilities;
    this.client = readClientFeatures(initializationOptions);
    prepareIntegrations(this, this.client.cacheFolder);
    this.texts.onDidClose(({ document }) => {
      this.rules.forget(document.uri);
      this.workspaceFields.forget(document.uri);
      this.askedSettings.delete(document.uri);
      this.chosenClocks.delete(document.uri);
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      this.pushedSettings = readSettings(
        (settings as Record<string, unknown> | null)?.[settingsSection],
      );
      this.askedSettings.clear();
      this.refreshDiagnostics();
      for (const listener of this.settingsListeners) listener();
    });
    this.texts.listen(connection);
  }

  /** What the checks may know has changed. */
  refreshDiagnostics(): void {
    this.settingsSerial++;
    if (this.capabilities.workspace?.diagnostics?.refreshSupport === true)
      void this.connection.languages.diagnostics.refresh();
  }

  /** What is known of ATT&CK has changed. */
  refreshAttack(): void {
    this.refreshDiagnostics();
    if (this.capabilities.workspace?.inlayHint?.refreshSupport === true)
      void this.connection.languages.inlayHint.refresh();
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
    const file = this.findFile(uri);
    return file?.document.isRule === true ? file : undefined;
  }

  /** An open rule, or one of the files beside rules (exceptions, actions, connectors). */
  findFile(uri: string): CachedRule | undefined {
    const text = this.texts.get(uri);
    if (!text || !isToml(text)) return undefined;
    const file = this.rules.get(text);
    return file.document.isRule || file.document.companion ? file : undefined;
  }

  /** An open file with next to nothing in it that will be a rule, by its language, its folder or the rules around it. */
  findEmptyRule(uri: string): RuleDocument | undefined {
    const text = this.texts.get(uri);
    if (!text || !this.canBecomeRule(uri)) return undefined;
    const isMeant =
      text.languageId === ruleLanguage ||
      /\/(?:\w+_)?rules(?:_\w+)?\//i.test(uri) ||
      !this.knownRules().isEmpty;
    return isMeant ? this.rules.get(text).document : undefined;
  }

  /** An open TOML file with next to nothing in it that no other tool is known to read. */
  canBecomeRule(uri: string): boolean {
    const text = this.texts.get(uri);
    return (
      text !== undefined && isToml(text) && isAlmostEmpty(text.getText()) && !isOfOtherTool(uri)
    );
  }

  /** The parse of an open TOML file, whatever it holds. */
  findToml(uri: string): CachedRule | undefined {
    const text = this.texts.get(uri);
    return text && isToml(text) ? this.rules.get(text) : undefined;
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
  completionContext(knowledge: Knowledge = {}): CompletionContext {
    const { suggestCommand } = this.client;
    return {
      now: Date.now(),
      newId: randomUUID(),
      ...knowledge,
      snippets: this.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
      ...(suggestCommand !== undefined && { suggestCommand }),
    };
  }

  /** What hovers and completion may know beyond the file. */
  private knowledgeFor(uri: string, document: RuleDocument, settings: Settings): Knowledge {
    const fields = this.guard('field types', undefined, () =>
      this.workspaceFields.of({ uri, document, settings, serial: this.settingsSerial }),
    );
    return {
      clocks: this.clocksFor(uri),
      rules: this.knownRules(),
      attack: this.attack.of(uri),
      ...this.sampleKnowledge(),
      ...(fields && { fields }),
    };
  }

  /** As `onFile`, with what is known beyond the file. */
  onKnown<P extends RuleParams, R>(
    name: string,
    fallback: R,
    handler: (document: RuleDocument, params: P, knowledge: Knowledge) => R,
  ): (params: P, token: CancellationToken) => Promise<R | ResponseError> {
    return async (params, token) => {
      const { uri } = params.textDocument;
      const settings = await this.settingsFor(uri);
      const answer = this.onFile<P, R>(name, fallback, (document) =>
        handler(document, params, this.knowledgeFor(uri, document, settings)),
      );
      return answer(params, token);
    };
  }

  /** What is known beyond the file, of a rule that need not be open. */
  async knowledgeOf(uri: string, document: RuleDocument): Promise<Knowledge> {
    return this.knowledgeFor(uri, document, await this.settingsFor(uri));
  }

  /** What is known whatever the rule. */
  sampleKnowledge(): Pick<Knowledge, 'sample'> {
    const { fields } = this.chosenSample;
    return fields ? { sample: fields } : {};
  }

  /** The moments for which the times of a rule are shown. */
  clocksFor(uri: string): Clocks {
    const chosen = this.chosenClocks.get(uri);
    const now = Math.floor(Date.now() / 1000) * 1000; // parts of a second are noise
    return { now, ...(chosen !== undefined && { chosen }) };
  }

  /** What the checks of a file may know. */
  async checkContextFor(uri: string): Promise<CheckContext> {
    const settings = await this.settingsFor(uri);
    const attack = await this.attack.whenRead(uri);
    const document = this.findFile(uri)?.document;
    const unsaved = checkContext(settings, pathOf(uri), { attack });
    if (!document || !uri.startsWith('file:')) return unsaved;
    const rule = { document, path: fileURLToPath(uri), rules: this.knownRules(), attack };
    return this.guard('field types', unsaved, () => fileCheckContext(settings, rule));
  }

  /**
   * The one envelope of the requests about a rule: finds the rule, honours cancellation, catches and logs. Answers
   * `fallback` for what is no rule and after a failure.
   */
  onRule<P extends RuleParams, R>(
    name: string,
    fallback: R,
    handler: (document: RuleDocument, params: P) => R,
  ): (params: P, token: CancellationToken) => R | ResponseError {
    return this.onFile<P, R>(name, fallback, (document, params) =>
      document.isRule ? handler(document, params) : fallback,
    );
  }

  /** The same, of requests about the files beside rules too. */
  onFile<P extends RuleParams, R>(
    name: string,
    fallback: R,
    handler: (document: RuleDocument, params: P) => R,
  ): (params: P, token: CancellationToken) => R | ResponseError {
    return (params, token) =>
      this.guard<R | ResponseError>(name, fallback, () => {
        if (token.isCancellationRequested) return cancelled();
        const file = this.findFile(params.textDocument.uri);
        return file ? handler(file.document, params) : fallback;
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

  /** As `guard`, of a handler that waits. */
  async guardAsync<R>(name: string, fallback: R, run: () => Promise<R>): Promise<R> {
    try {
      return await run();
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

interface RuleParams {
  readonly textDocument: { readonly uri: string };
}

const ruleLanguage = 'elastic-detection-rule';
const tomlLanguages: readonly string[] = ['toml', ruleLanguage];

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
function readClientFeatures(options: unknown): ClientFeatures {
  if (typeof options !== 'object' || options === null) return {};
  const { docs, suggestCommand, declareCommand, cacheFolder } = options as Record<string, unknown>;
  return {
    docs: docs === true,
    ...(typeof suggestCommand === 'string' && { suggestCommand }),
    ...(typeof declareCommand === 'string' && { declareCommand }),
    ...(typeof cacheFolder === 'string' && cacheFolder !== '' && { cacheFolder }),
  };
}
