// What the server tells an editor that it can do: one table. It loads nothing else, so that the answer comes first.
import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ServerCapabilities } from 'vscode-languageserver';

/** Kind of the action that applies every safe fix: `source.fixAll` on save takes it. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.rulewright`;

export const serverCapabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  diagnosticProvider: {
    identifier: 'rulewright',
    interFileDependencies: false,
    workspaceDiagnostics: true,
  },
  hoverProvider: true,
  // Characters after which an editor should ask: parts of names, values and headers.
  completionProvider: {
    resolveProvider: true,
    triggerCharacters: ['.', ':', '"', "'", '[', '(', ' '],
  },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: {
    firstTriggerCharacter: ')',
    moreTriggerCharacter: ['}', '\n'],
  },
  codeLensProvider: {},
  inlayHintProvider: {},
  documentLinkProvider: {},
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
  },
  workspaceSymbolProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  definitionProvider: true,
  renameProvider: { prepareProvider: true },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
