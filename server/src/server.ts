// Entry of the language server (stdio, node IPC or socket): says what it can do and ties each request to its service.
import {
  ProposedFeatures,
  TextDocumentSyncKind,
  createConnection,
} from 'vscode-languageserver/node';
import type {
  CompletionItem,
  CompletionList,
  CompletionParams,
  Connection,
  InitializeResult,
} from 'vscode-languageserver/node';
import { registerDiagnostics } from './serverDiagnostics';
import { registerSampleRequests } from './serverSamples';
import { ServerContext, readClientFeatures } from './serverContext';
import { registerKnowledge } from './serverKnowledge';
import { checkedRequests, refuseRequests } from './serverParams';
import { registerTranslateRequest } from './serverTranslate';
import { registerCodeActions } from './serverCodeActions';
import { registerFixWorkspace } from './serverFixWorkspace';
import { registerNavigation } from './serverNavigation';
import { WorkspaceFiles, foldersOf } from './serverWorkspace';
import { closedReport, registerWorkspaceDiagnostics } from './serverWorkspaceDiagnostics';
import { watchWorkspace } from './serverWatch';
import { codeActionKinds } from './services/codeActions';
import { doCodeLenses } from './services/codeLenses';
import { doCompletion, resolveCompletion, triggerCharacters } from './services/completion';
import { doDocumentSymbols } from './services/documentSymbols';
import { registerFormatting } from './serverFormatting';
import { typeTriggers } from './services/formatting';
import { doFoldingRanges } from './services/foldingRanges';
import { doHover } from './services/hover';
import type { Knowledge } from './services/knowledge';
import { toOffset } from './services/position';
import { completeEmptyFile } from './services/ruleTemplates';
import { warmUp } from './services/warmUp';

startServer(openConnection());

/** The channel that the command line names; standard input and output without one. */
function openConnection(): Connection {
  const named = process.argv.some((arg) => /^--(stdio|node-ipc|socket|pipe)/.test(arg));
  return named
    ? createConnection(ProposedFeatures.all, checkedRequests)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout, checkedRequests);
}

function startServer(connection: Connection): void {
  const context = new ServerContext(connection);
  const files = new WorkspaceFiles(context);
  connection.onInitialize((params): InitializeResult => {
    context.capabilities = params.capabilities;
    context.client = readClientFeatures(params.initializationOptions);
    files.setFolders(foldersOf(params));
    return initializeResult;
  });
  connection.onInitialized(() => {
    context.watchSettings();
    setTimeout(warmUp, idleAfter).unref();
    watchWorkspace(context, files);
  });
  refuseRequests(connection);
  registerFeatures(context, files);
  registerDiagnostics(context, (uri) => closedReport(files, uri));
  registerWorkspaceDiagnostics(context, files);
  registerNavigation(context, files);
  registerFixWorkspace(context, files);
  registerCodeActions(context);
  registerFormatting(context);
  registerSampleRequests(context);
  registerTranslateRequest(context);
  registerKnowledge(context, files);
  connection.listen();
}

/** Milliseconds: the files that are open at the start come first. */
const idleAfter = 250;

const initializeResult: InitializeResult = {
  serverInfo: { name: 'rulewright' },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: {
      identifier: 'rulewright',
      interFileDependencies: false,
      workspaceDiagnostics: true,
    },
    hoverProvider: true,
    completionProvider: { resolveProvider: true, triggerCharacters: [...triggerCharacters] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: {
      firstTriggerCharacter: typeTriggers.first,
      moreTriggerCharacter: [...typeTriggers.others],
    },
    codeLensProvider: {},
    inlayHintProvider: {},
    documentLinkProvider: {},
    codeActionProvider: { codeActionKinds: [...codeActionKinds] },
    workspaceSymbolProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    definitionProvider: true,
    renameProvider: { prepareProvider: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
};

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
    (document, { position }, knowledge) => {
      completed = knowledge;
      return doCompletion(
        document,
        toOffset(document, position),
        context.completionContext(knowledge),
      );
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
