// Everything the language server does once it has answered `initialize`: ties each request to its service.
import type {
  CompletionItem,
  CompletionList,
  CompletionParams,
  Connection,
  InitializeParams,
} from 'vscode-languageserver/node';
import { registerDiagnostics } from './serverDiagnostics';
import { registerSampleRequests } from './serverSamples';
import { ServerContext } from './serverContext';
import { registerKnowledge } from './serverKnowledge';
import { registerTranslateRequest } from './serverTranslate';
import { registerCodeActions } from './serverCodeActions';
import { registerFixWorkspace } from './serverFixWorkspace';
import { registerNavigation } from './serverNavigation';
import { WorkspaceFiles, foldersOf } from './serverWorkspace';
import { closedReport, registerWorkspaceDiagnostics } from './serverWorkspaceDiagnostics';
import { watchWorkspace } from './serverWatch';
import { doCodeLenses } from './services/codeLenses';
import { doCompletion, resolveCompletion } from './services/completion';
import { doDocumentSymbols } from './services/documentSymbols';
import { registerFormatting } from './serverFormatting';
import { doFoldingRanges } from './services/foldingRanges';
import { doHover } from './services/hover';
import type { Knowledge } from './services/knowledge';
import { toOffset } from './services/position';
import { completeEmptyFile } from './services/ruleTemplates';
import { warmUp } from './services/warmUp';

/** To be called once, before the first message behind `initialize`. */
export function startFeatures(connection: Connection, params: InitializeParams): void {
  const context = new ServerContext(connection, params);
  const files = new WorkspaceFiles(context, foldersOf(params));
  connection.onInitialized(() => {
    context.watchSettings();
    setTimeout(warmUp, idleAfter).unref();
    watchWorkspace(context, files);
  });
  registerFeatures(context, files);
  registerDiagnostics(context, (params) => closedReport(files, params));
  registerWorkspaceDiagnostics(context, files);
  registerNavigation(context, files);
  registerFixWorkspace(context, files);
  registerCodeActions(context);
  registerFormatting(context);
  registerSampleRequests(context);
  registerTranslateRequest(context);
  registerKnowledge(context, files);
}

/** Milliseconds: the files that are open at the start come first. */
const idleAfter = 250;

type CompletionAnswer = CompletionList | CompletionItem[] | null;

function registerFeatures(context: ServerContext, files: WorkspaceFiles): void {
  const { connection } = context;
  connection.onHover(
    context.onKnown('hover', null, (document, { position }, knowledge) =>
      doHover(document, toOffset(document, position), knowledge),
    ),
  );
  // An editor resolves items of the list that it asked for last.
  let completed: Knowledge = {};
  const complete = context.onKnown<CompletionParams, CompletionAnswer>(
    'completion',
    null,
    (document, { position, context: asked }, knowledge) => {
      completed = knowledge;
      const { triggerCharacter } = asked ?? {};
      return doCompletion(document, toOffset(document, position), {
        ...context.completionContext(knowledge),
        ...(triggerCharacter !== undefined && { triggerCharacter }),
      });
    },
  );
  connection.onCompletion(async (params, token) => {
    const { uri } = params.textDocument;
    if (context.canBecomeRule(uri)) await files.whenIndexed();
    const empty = context.findEmptyRule(uri);
    if (!empty) return complete(params, token);
    return context.guard<CompletionAnswer>('completion', null, () => [
      ...completeEmptyFile(empty, context.completionContext({ attack: context.attack.of(uri) })),
    ]);
  });
  connection.onCompletionResolve((item) =>
    context.guard('completion resolve', item, () => resolveCompletion(item, completed)),
  );
  connection.onDocumentSymbol(context.onRule('document symbols', null, doDocumentSymbols));
  connection.onFoldingRanges(context.onRule('folding', null, doFoldingRanges));
  connection.onCodeLens(
    context.onRule('code lens', null, (document, { textDocument }) =>
      doCodeLenses(document, textDocument.uri),
    ),
  );
}
