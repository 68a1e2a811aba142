// Turns completion items of a query into edits: what is inserted is written as its TOML string needs it.
import type { CompletionItem } from 'vscode-languageserver';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import { toSourceSpan } from '../text/offsetMap';
import type { Span } from '../text/span';
import type { TomlQuote } from '../toml/ast';
import { onLineOf, toRange } from './position';

/** Finishes an item: the text that replaces what is typed. */
export type Insert = (item: CompletionItem, text: string) => CompletionItem;

/** `replace` counts in the query text, `offset` is the cursor in the file. */
export function insertInto(
  document: RuleDocument,
  query: RuleQuery,
  { replace, offset }: { readonly replace: Span; readonly offset: number },
): Insert {
  const { map, quote } = query.node;
  const span =
    replace.start === replace.end ? { start: offset, end: offset } : toSourceSpan(map, replace);
  const range = toRange(document, onLineOf(document, offset, span));
  return (item, text) => ({
    filterText: item.label,
    ...item,
    textEdit: { range, newText: escapeFor(quote, text) },
  });
}

function escapeFor(quote: TomlQuote, text: string): string {
  if (quote === "'" || quote === "'''") return text;
  const doubled = text.replace(/\\/g, '\\\\');
  return quote === '"' ? doubled.replace(/"/g, '\\"') : doubled;
}
