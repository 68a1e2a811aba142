// Formatting in the server: the settings of the file decide how.
import type { CancellationToken, TextEdit } from 'vscode-languageserver/node';
import type { RuleDocument } from './rule/ruleDocument';
import type { ServerContext } from './serverContext';
import { doFormatting, doOnTypeFormatting, doRangeFormatting } from './services/formatting';
import { toOffset } from './services/position';
import type { FormatSettings } from './settings';

export function registerFormatting(context: ServerContext): void {
  const { connection } = context;
  connection.onDocumentFormatting(({ textDocument: { uri } }, token) =>
    format(context, { uri, token }, doFormatting),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }, token) =>
    format(context, { uri, token }, (document, settings) =>
      doRangeFormatting(
        document,
        { start: toOffset(document, range.start), end: toOffset(document, range.end) },
        settings,
      ),
    ),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }, token) =>
    format(context, { uri, token }, (document, settings) =>
      doOnTypeFormatting(document, { offset: toOffset(document, position), typed: ch }, settings),
    ),
  );
}

async function format(
  context: ServerContext,
  { uri, token }: { readonly uri: string; readonly token: CancellationToken },
  edit: (document: RuleDocument, settings: FormatSettings) => TextEdit[],
): Promise<TextEdit[] | null> {
  if (!context.findRule(uri)) return null;
  const { format: settings } = await context.settingsFor(uri);
  return context.guard<TextEdit[] | null>('formatting', null, () => {
    // What was typed meanwhile is in the document; the edits are for that version.
    const document = token.isCancellationRequested ? undefined : context.findRule(uri)?.document;
    return document ? edit(document, settings) : null;
  });
}
