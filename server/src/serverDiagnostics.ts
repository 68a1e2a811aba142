// Diagnostics of the server: pulled where the client can, pushed otherwise.
import { DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  Diagnostic,
  DiagnosticServerCancellationData,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  ResponseError,
} from 'vscode-languageserver/node';
import type { CheckContext } from './checks/check';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { doDiagnostics, toDiagnostic } from './services/diagnostics';
import { settingsFileName, settingsFileProblems } from './services/settingsFile';
import type { CachedRule } from './workspace/ruleDocuments';

/** Wait after the last keystroke before pushing, in milliseconds. A client that pulls has its own. */
const pushDelay = 100;

/** `ofClosed`: problems of a file that is not open, where they are known. */
export function registerDiagnostics(
  context: ServerContext,
  ofClosed: (params: DocumentDiagnosticParams) => DocumentDiagnosticReport | undefined,
): void {
  context.connection.languages.diagnostics.on((params, token) =>
    context.texts.get(params.textDocument.uri)
      ? pull(context, params, token)
      : (ofClosed(params) ?? noDiagnostics),
  );
  pushDiagnostics(context);
}

const noDiagnostics: DocumentDiagnosticReport = {
  kind: DocumentDiagnosticReportKind.Full,
  items: [],
};

/** An open rule, a file beside rules, or our own settings. */
function findChecked(context: ServerContext, uri: string): CachedRule | undefined {
  return isSettingsFile(uri) ? context.findToml(uri) : context.findFile(uri);
}

function diagnosticsOf({ document }: CachedRule, uri: string, context: CheckContext): Diagnostic[] {
  if (!isSettingsFile(uri)) return doDiagnostics(document, uri, context);
  return settingsFileProblems(document.toml).map((one) => toDiagnostic(document, one, uri));
}

function isSettingsFile(uri: string): boolean {
  return uri.endsWith(`/${settingsFileName}`);
}

type PullResult = DocumentDiagnosticReport | ResponseError<DiagnosticServerCancellationData>;

/** Result ids name the process and the parse, so that a result of another server or text is never taken for ours. */
async function pull(
  context: ServerContext,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<PullResult> {
  if (!findChecked(context, uri)) return noDiagnostics;
  const checkContext = await context.checkContextFor(uri);
  return context.guard<PullResult>('diagnostics', noDiagnostics, () => {
    if (token.isCancellationRequested) return cancelled();
    const file = findChecked(context, uri);
    if (!file) return noDiagnostics;
    const resultId = `${process.pid}.${file.serial}.${context.settingsSerial}`;
    if (previousResultId === resultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = diagnosticsOf(file, uri, checkContext);
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
}

/** Pushes after each change and clears on close, for clients that do not pull. */
function pushDiagnostics(context: ServerContext): void {
  const waiting = new Map<string, NodeJS.Timeout>();
  const canPull = (): boolean => context.capabilities.textDocument?.diagnostic !== undefined;
  context.texts.onDidChangeContent(({ document: { uri } }) => {
    if (canPull()) return;
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => {
        waiting.delete(uri);
        void push(context, uri);
      }, pushDelay),
    );
  });
  context.settingsListeners.push(() => {
    if (!canPull()) for (const uri of context.texts.keys()) void push(context, uri);
  });
  context.texts.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    if (!canPull()) void context.connection.sendDiagnostics({ uri, diagnostics: [] });
  });
}

async function push(context: ServerContext, uri: string): Promise<void> {
  const checkContext = await context.checkContextFor(uri);
  const text = context.texts.get(uri);
  if (!text) return;
  const diagnostics = context.guard<Diagnostic[]>('diagnostics', [], () => {
    const file = findChecked(context, uri);
    return file ? diagnosticsOf(file, uri, checkContext) : [];
  });
  void context.connection.sendDiagnostics({ uri, version: text.version, diagnostics });
}
