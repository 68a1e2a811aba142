// Problems of files that are not open: pulled for the whole workspace in parts, or pushed.
import { pathToFileURL } from 'node:url';
import { DocumentDiagnosticReportKind, ResponseError } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  DiagnosticServerCancellationData,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { pathOfFile } from './serverWorkspace';
import type { WorkspaceFiles } from './serverWorkspace';

export function registerWorkspaceDiagnostics(context: ServerContext, files: WorkspaceFiles): void {
  let isFirst = true;
  context.connection.languages.diagnostics.onWorkspace(async (params, token, _, reporter) => {
    const answer = await pull({ context, files, token, isFirst }, params, reporter);
    if (!(answer instanceof ResponseError)) isFirst = false;
    return answer;
  });
  context.texts.onDidClose(({ document: { uri } }) => {
    const path = pathOfFile(uri);
    if (path !== undefined && files.results.has(path)) files.tell([path]);
  });
  files.resultListeners.push((paths) => {
    if (context.capabilities.textDocument?.diagnostic !== undefined) return;
    const open = openPaths(context);
    for (const path of paths)
      if (!open.has(path))
        void context.connection.sendDiagnostics({
          uri: pathToFileURL(path).href,
          diagnostics: [...(files.results.get(path)?.diagnostics ?? [])],
        });
  });
}

/** The problems of a file that is not open, where it was checked. */
export function closedReport(
  files: WorkspaceFiles,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport | undefined {
  const result = files.results.get(pathOfFile(uri) ?? '');
  if (!result) return undefined;
  const { id: resultId, diagnostics } = result;
  return previousResultId === resultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] };
}

interface Pull {
  readonly context: ServerContext;
  readonly files: WorkspaceFiles;
  readonly token: CancellationToken;
  /** The client has no answer yet: it gets one although there may be nothing to tell. */
  readonly isFirst: boolean;
}

type Reporter = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;
type Answer = WorkspaceDiagnosticReport | ResponseError<DiagnosticServerCancellationData>;

/** Answers once all files are checked and, after the first time, there is news; a client asks again after each answer. */
async function pull(
  request: Pull,
  { previousResultIds }: WorkspaceDiagnosticParams,
  reporter: Reporter,
): Promise<Answer> {
  const { files, token, isFirst } = request;
  const sent: Sent = new Map(
    previousResultIds.flatMap(({ uri, value }) => {
      const path = pathOfFile(uri);
      return path === undefined ? [] : [[path, { uri, id: value }]];
    }),
  );
  let isNews = isFirst;
  for (;;) {
    if (token.isCancellationRequested) return cancelled();
    const isLast = !files.isBusy;
    if (reporter || isLast) {
      const items = news(request, sent);
      isNews ||= items.length > 0;
      if (reporter && items.length > 0) reporter.report({ items });
      // What was sent in parts is not sent again.
      if (isLast && isNews) return { items: reporter ? [] : items };
    }
    await nextChange(request);
  }
}

/** What the client has of files that are not open, by their paths. */
type Sent = Map<string, { readonly uri: string; readonly id: string }>;

/** What differs from what was sent; open files are the business of their own pull. */
function news({ context, files }: Pull, sent: Sent): WorkspaceDocumentDiagnosticReport[] {
  const open = openPaths(context);
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const [path, { id, diagnostics }] of files.results) {
    const before = sent.get(path);
    if (open.has(path) || before?.id === id) continue;
    // A file that never had problems needs no report, except to replace others.
    if (diagnostics.length === 0 && !before) continue;
    const uri = before?.uri ?? pathToFileURL(path).href;
    sent.set(path, { uri, id });
    items.push(full(uri, id, [...diagnostics]));
  }
  for (const [path, { uri }] of [...sent]) {
    if (open.has(path) || files.results.has(path)) continue;
    sent.delete(path);
    items.push(full(uri, undefined, []));
  }
  return items;
}

function full(
  uri: string,
  resultId: string | undefined,
  items: Extract<WorkspaceDocumentDiagnosticReport, { kind: 'full' }>['items'],
): WorkspaceDocumentDiagnosticReport {
  const kind = DocumentDiagnosticReportKind.Full;
  return { kind, uri, version: null, items, ...(resultId !== undefined && { resultId }) };
}

function nextChange({ files, token }: Pull): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      const at = files.resultListeners.indexOf(end);
      if (at >= 0) files.resultListeners.splice(at, 1);
      cancelling.dispose();
      resolve();
    };
    const cancelling = token.onCancellationRequested(end);
    files.resultListeners.push(end);
  });
}

function openPaths(context: ServerContext): ReadonlySet<string> {
  return new Set(context.texts.keys().flatMap((uri) => pathOfFile(uri) ?? []));
}
