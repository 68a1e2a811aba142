// Code actions of the server: the settings of the file decide which problems there are to fix.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CodeActionKind } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  Diagnostic,
  ResponseError,
} from 'vscode-languageserver/node';
import type { RuleDocument } from './rule/ruleDocument';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { doCodeActions } from './services/codeActions';
import { toOffset } from './services/position';
import { mentionAt } from './services/workspaceRules';
import { lineStarts, positionAt } from './text/lineIndex';
import { declareField } from './workspace/declareField';
import type { NewDeclaration } from './workspace/declareField';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { scopeOf } from './workspace/schemas/ruleScope';

export function registerCodeActions(context: ServerContext): void {
  context.connection.onCodeAction((params, token) => codeActions(context, params, token));
}

type Answer = CodeAction[] | ResponseError | null;

async function codeActions(
  context: ServerContext,
  { textDocument: { uri }, range, context: { only } }: CodeActionParams,
  token: CancellationToken,
): Promise<Answer> {
  if (!context.findFile(uri)) return null;
  const checkContext = await context.checkContextFor(uri);
  const { fieldTypes } = await context.settingsFor(uri);
  return context.guard<Answer>('code actions', null, () => {
    if (token.isCancellationRequested) return cancelled();
    const document = context.findFile(uri)?.document;
    if (!document) return null;
    const { now, newId } = context.completionContext();
    const span = { start: toOffset(document, range.start), end: toOffset(document, range.end) };
    const actions = doCodeActions(document, { uri, span, only, now, newId }, checkContext);
    return [...actions, ...declarations(document, actions, { uri, fieldTypes })];
  });
}

/** For each field that is not known, an action that declares it; edits another file, which checks know nothing of. */
function declarations(
  document: RuleDocument,
  actions: readonly CodeAction[],
  { uri, fieldTypes }: { readonly uri: string; readonly fieldTypes: unknown },
): readonly CodeAction[] {
  if (!uri.startsWith('file:')) return [];
  const found = new Map<string, CodeAction>();
  for (const diagnostic of actions.flatMap(({ diagnostics = [] }) => diagnostics)) {
    if (diagnostic.code !== 'unknown-field') continue;
    const mention = mentionAt(document, toOffset(document, diagnostic.range.start));
    if (mention?.kind !== 'field' || found.has(mention.name)) continue;
    const { indices } = scopeOf(document);
    const rule = { rulePath: fileURLToPath(uri), indices, fieldTypes };
    const made = declareField(mention.name, rule, nodeFileSystem);
    if (made) found.set(mention.name, declaration(mention.name, made, diagnostic));
  }
  return [...found.values()];
}

function declaration(
  field: string,
  { path: file, text, edit }: NewDeclaration,
  diagnostic: Diagnostic,
): CodeAction {
  const starts = lineStarts(text);
  const at = positionAt(starts, edit.span.start);
  const change = { range: { start: at, end: at }, newText: edit.text };
  return {
    title: `Declare \`${field}\` as keyword in ${path.basename(file)}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [pathToFileURL(file).href]: [change] } },
  };
}
