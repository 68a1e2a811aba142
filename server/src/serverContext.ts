// What all request handlers of the server share: the connection, the open texts, their parsed rules, the settings.
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LSPErrorCodes, ResponseError, TextDocuments } from 'vscode-languageserver/node';
import type { CancellationToken, ClientCapabilities, Connection } from 'vscode-languageserver/node';
import { defaultSettings, readSettings, settingsSection } from './settings';
import type { Settings } from './settings';
import { RuleDocuments } from './workspace/ruleDocuments';
import type { CachedRule } from './workspace/ruleDocuments';
import type { RuleDocument } from './rule/ruleDocument';

/** Lives as long as the connection. */
export class ServerContext {
  readonly texts = new TextDocuments(TextDocument);
  readonly rules = new RuleDocuments();
  /** Set by `initialize`. */
  capabilities: ClientCapabilities = {};
  private pushedSettings = defaultSettings;

  constructor(readonly connection: Connection) {
    this.texts.onDidClose(({ document }) => {
      this.rules.forget(document.uri);
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      this.pushedSettings = readSettings(
        (settings as Record<string, unknown> | null)?.[settingsSection],
      );
    });
    this.texts.listen(connection);
  }

  /** The parsed rule of an open file; undefined for a file that is not open or is no detection rule. */
  findRule(uri: string): CachedRule | undefined {
    const text = this.texts.get(uri);
    if (!text || !isToml(text)) return undefined;
    const rule = this.rules.get(text);
    return rule.document.isRule ? rule : undefined;
  }

  /** The settings that hold for a file: asked of the client if it answers, else as it pushed them. */
  async settingsFor(uri: string): Promise<Settings> {
    if (this.capabilities.workspace?.configuration !== true) return this.pushedSettings;
    const section: unknown = await this.connection.workspace.getConfiguration({
      scopeUri: uri,
      section: settingsSection,
    });
    return readSettings(section);
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

/** The answer to a request that the client has given up. */
export function cancelled<D = void>(): ResponseError<D> {
  return new ResponseError<D>(LSPErrorCodes.RequestCancelled, 'cancelled');
}
