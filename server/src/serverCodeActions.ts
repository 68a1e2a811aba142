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
    return [
      ...actions,
      ...declarations(document, actions, {
        uri,
        fieldTypes,
        command: context.client.declareCommand,
      }),
    ];
  });
}

interface DeclareRequest {
  readonly uri: string;
  readonly fieldTypes: unknown;
  /** The client's command that changes its settings. */
  readonly command: string | undefined;
}

/** For each field that is not known, an action that declares it: in a file, else in the settings. */
function declarations(
  document: RuleDocument,
  actions: readonly CodeAction[],
  { uri, fieldTypes, command }: DeclareRequest,
): readonly CodeAction[] {
  const found = new Map<string, CodeAction>();
  for (const diagnostic of actions.flatMap(({ diagnostics = [] }) => diagnostics)) {
    if (diagnostic.code !== 'unknown-field') continue;
    const mention = mentionAt(document, toOffset(document, diagnostic.range.start));
    if (mention?.kind !== 'field' || found.has(mention.name)) continue;
    const { name } = mention;
    const made = uri.startsWith('file:')
      ? declareField(
          name,
          { rulePath: fileURLToPath(uri), indices: scopeOf(document).indices, fieldTypes },
          nodeFileSystem,
        )
      : undefined;
    if (made) found.set(name, declaration(name, made, diagnostic));
    else if (command !== undefined && typeof fieldTypes !== 'string')
      found.set(name, settingDeclaration(name, { uri, command }, diagnostic));
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

function settingDeclaration(
  field: string,
  { uri, command }: { readonly uri: string; readonly command: string },
  diagnostic: Diagnostic,
): CodeAction {
  const title = `Declare \`${field}\` as keyword in the settings`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command, arguments: [uri, field] },
  };
}
