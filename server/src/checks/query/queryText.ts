// Reads and edits the text of a query inside its TOML string.
import type { RuleQuery } from '../../rule/ruleDocument';
import { toDecoded, toSourceSpan } from '../../text/offsetMap';
import type { Fix, TextEdit } from '../../text/problem';
import type { Span } from '../../text/span';
import type { TomlQuote } from '../../toml/ast';

/** A change of query text: the span is in the file, the text is query text. */
export interface QueryEdit {
  readonly span: Span;
  readonly text: string;
}

/** The query text of a span of the file. */
export function queryTextAt({ text, node }: RuleQuery, span: Span): string {
  return text.slice(toDecoded(node.map, span.start), toDecoded(node.map, span.end));
}

/** A `not` stands directly in front of the span. */
export function isBehindNot({ text, node }: RuleQuery, span: Span): boolean {
  return /(?:^|[\s(])not\s+$/i.test(text.slice(0, toDecoded(node.map, span.start)));
}

/** A fix of one or more edits; none where the string cannot hold the text. */
export function queryFix(
  query: RuleQuery,
  title: string,
  change: { readonly edits: readonly QueryEdit[]; readonly isSafe: boolean },
): readonly Fix[] {
  const edits: TextEdit[] = [];
  for (const { span, text } of change.edits) {
    const encoded = encodeFor(query.node.quote, text);
    if (encoded === undefined) return [];
    edits.push({ span, text: encoded });
  }
  return [{ title, edits, isSafe: change.isSafe }];
}

/** The text as it is written in a string of that kind; undefined where it cannot be. */
export function encodeFor(quote: TomlQuote, text: string): string | undefined {
  switch (quote) {
    case "'":
      return /['\r\n]|[^\t\P{Cc}]/u.test(text) ? undefined : text;
    case "'''":
      return /'''|^'|'$|[^\t\n\r\P{Cc}]/u.test(text) ? undefined : text;
    case '"':
      return escapeBasic(text).replace(/\r/g, '\\r').replace(/\n/g, '\\n');
    case '"""':
      return escapeBasic(text);
  }
}

function escapeBasic(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/[^\t\n\r\P{Cc}]/gu, unicodeEscape);
}

function unicodeEscape(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * An operand with the brackets directly around it. Only brackets of its own: those of a list or of the whole group have
 * something else beside the operand.
 */
export function withBrackets(query: RuleQuery, span: Span): Span {
  const { text, node } = query;
  let start = toDecoded(node.map, span.start);
  let end = toDecoded(node.map, span.end);
  for (;;) {
    const before = lastNonBlank(text, start);
    const after = firstNonBlank(text, end);
    if (text.charAt(before) !== '(' || text.charAt(after) !== ')') break;
    if (opensList(text, before)) break;
    start = before;
    end = after + 1;
  }
  return toSourceSpan(node.map, { start, end });
}

/** The bracket belongs to the field in front of it. */
function opensList(text: string, bracket: number): boolean {
  return text.charAt(lastNonBlank(text, bracket)) === ':';
}

function lastNonBlank(text: string, before: number): number {
  let at = before - 1;
  while (at >= 0 && isBlank(text, at)) at--;
  return at;
}

function firstNonBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text, at)) at++;
  return at;
}

function isBlank(text: string, at: number): boolean {
  return ' \t\r\n\u00a0'.includes(text.charAt(at));
}

/** The edit that takes out one of several operands together with an operator beside it. */
export function removeOperand(
  query: RuleQuery,
  operands: readonly { readonly span: Span }[],
  index: number,
): QueryEdit | undefined {
  const own = operands[index];
  const [previous, next] = [operands[index - 1], operands[index + 1]];
  if (!own) return undefined;
  const span = withBrackets(query, own.span);
  if (previous) {
    const start = withBrackets(query, previous.span).end;
    return { span: { start, end: span.end }, text: '' };
  }
  if (!next) return undefined;
  return { span: { start: span.start, end: withBrackets(query, next.span).start }, text: '' };
}
