// Code actions of the server: the settings of the file decide which problems there are to fix.
import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  ResponseError,
} from 'vscode-languageserver/node';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { doCodeActions } from './services/codeActions';
import { toOffset } from './services/position';

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
  return context.guard<Answer>('code actions', null, () => {
    if (token.isCancellationRequested) return cancelled();
    const document = context.findFile(uri)?.document;
    if (!document) return null;
    const { now, newId } = context.completionContext();
    const span = { start: toOffset(document, range.start), end: toOffset(document, range.end) };
    return doCodeActions(document, { uri, span, only, now, newId }, checkContext);
  });
}
