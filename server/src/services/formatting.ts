// Formatting: KQL queries are laid out anew, lines end without blanks, keys are sorted where the settings say so.
import type { Range, TextEdit as LspEdit } from 'vscode-languageserver';
import { encodeFor } from '../checks/query/queryText';
import { formatKql } from '../kql/format';
import { parseRule, queryAt } from '../rule/ruleDocument';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import type { FormatSettings } from '../settings';
import { applyEdits, differenceEdit, lineEndOf } from '../text/edits';
import type { TextEdit } from '../text/problem';
import type { Span } from '../text/span';
import { toDecoded, toSourceSpan } from '../text/offsetMap';
import { kqlTokens } from '../kql/tokens';
import type { KqlTokenKind } from '../kql/tokens';
import { toRange } from './position';
import { sortKeys } from './keyOrder';
import { lineEndEdits } from './lineEnds';
import { haveSameValues } from './sameValues';

/** The file laid out; the same text where there is nothing to do, the TOML is broken, or a value would change. */
export function formatRule(document: RuleDocument, settings: FormatSettings): string {
  if (document.toml.problems.length > 0) return document.text;
  const edits = [...queryEdits(document, settings), ...lineEndEdits(document.toml)];
  const text = applyEdits(document.text, safeEdits(document, edits));
  return settings.sortKeys ? sortKeys(parseRule(text)) : text;
}

/** The edits that lay out the whole file. */
export function doFormatting(document: RuleDocument, settings: FormatSettings): LspEdit[] {
  const text = formatRule(document, settings);
  return text === document.text ? [] : toLsp(document, [differenceEdit(document.text, text)]);
}

/** The edits that lay out the queries a span touches. */
export function doRangeFormatting(
  document: RuleDocument,
  span: Span,
  settings: FormatSettings,
): LspEdit[] {
  if (document.toml.problems.length > 0) return [];
  const edits = queryEdits(document, settings).filter(
    (edit) => edit.span.start <= span.end && span.start <= edit.span.end,
  );
  return toLsp(document, safeEdits(document, edits));
}

/**
 * What a typed character changes: a line break indents the new line as deep as its brackets, a closing bracket lays the
 * query out if it is whole now.
 */
export function doOnTypeFormatting(
  document: RuleDocument,
  { offset, typed }: { readonly offset: number; readonly typed: string },
  settings: FormatSettings,
): LspEdit[] {
  const query = queryAt(document, offset);
  if (!query?.parsed || !isMultiLine(query)) return [];
  if (typed === '\n') return toLsp(document, indentLine(document, query, offset));
  if (!endsWithBracket(query, offset)) return [];
  return doRangeFormatting(document, { start: offset, end: offset }, settings);
}

function toLsp(document: RuleDocument, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map(({ span, text }): { range: Range; newText: string } => ({
    range: toRange(document, span),
    newText: text,
  }));
}

/** The edits, or none if the file would not hold the same afterwards: every query its tree, every other value itself. */
export function safeEdits(document: RuleDocument, edits: readonly TextEdit[]): readonly TextEdit[] {
  const isSafe =
    edits.length === 0 || haveSameValues(document, parseRule(applyEdits(document.text, edits)));
  return isSafe ? edits : [];
}

function queryEdits(document: RuleDocument, settings: FormatSettings): readonly TextEdit[] {
  return [document.query, document.threatQuery].flatMap((query) =>
    query ? queryEdit(document, query, settings) : [],
  );
}

function queryEdit(
  document: RuleDocument,
  query: RuleQuery,
  { lineWidth }: FormatSettings,
): readonly TextEdit[] {
  const { node, parsed, text } = query;
  const laidOut = parsed && node.closed ? formatKql(text, { width: lineWidth }) : undefined;
  if (laidOut === undefined) return [];
  const written = writtenQuery(document, query, laidOut);
  if (document.text.slice(node.span.start, node.span.end) === written) return [];
  return [{ span: node.span, text: written }];
}

/** A string of one line stays one while the query fits on it; else it becomes a block. */
function writtenQuery(document: RuleDocument, query: RuleQuery, laidOut: string): string {
  const eol = lineEndOf(document.text);
  const { quote } = query.node;
  const own = inSource(document, query, laidOut);
  if (isMultiLine(query)) return quote + eol + own + eol + quote;
  if (!laidOut.includes('\n')) return quote + own + quote;
  // A line break in a value would become one of the file, whichever that is.
  const literal = query.text.includes('\n') ? undefined : encodeFor("'''", `\n${laidOut}\n`);
  if (literal !== undefined) return `'''${literal.replace(/\n/g, eol)}'''`;
  return `"""${eol}${own}${eol}"""`;
}

/** With every term as it is written in the string: the author's escapes stay. */
function inSource({ text: source }: RuleDocument, query: RuleQuery, laidOut: string): string {
  const { text, node } = query;
  const eol = lineEndOf(source);
  const terms = kqlTokens(text).filter(({ kind }) => kind !== 'whitespace');
  let next = 0;
  return kqlTokens(laidOut)
    .map(({ kind, span }) => {
      const own = laidOut.slice(span.start, span.end);
      if (kind === 'whitespace') return own.replace(/\n/g, eol);
      const term = terms[next++];
      if (!term || kind === 'keyword') return own;
      const { start, end } = toSourceSpan(node.map, term.span);
      return source.slice(start, end);
    })
    .join('');
}

function isMultiLine({ node }: RuleQuery): boolean {
  return node.quote === "'''" || node.quote === '"""';
}

/** Two blanks more than the line of the innermost open bracket, and two for what goes on at the top. */
function indentLine(
  { text }: RuleDocument,
  { node, text: query }: RuleQuery,
  offset: number,
): readonly TextEdit[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (lineStart <= node.inner.start) return [];
  const [, present = '', closing = ''] = /^([ \t]*)([)}]*)/.exec(text.slice(lineStart)) ?? [];
  const blanks = indentBelow(query.slice(0, toDecoded(node.map, lineStart)), closing.length);
  if (present === blanks) return [];
  return [{ span: { start: lineStart, end: lineStart + present.length }, text: blanks }];
}

const step = '  ';

/** The blanks of the line below a part of a query; that line begins with so many closing brackets. */
function indentBelow(before: string, closing: number): string {
  const open = openBrackets(before);
  const at = closing === 0 ? open.length - 1 : Math.max(0, open.length - closing);
  const bracket = open[at];
  if (bracket === undefined) return before.trim() === '' ? '' : step;
  const lineStart = before.lastIndexOf('\n', bracket) + 1;
  const [indent = ''] = /^[ \t]*/.exec(before.slice(lineStart)) ?? [];
  const around = open.slice(0, at).filter((other) => other >= lineStart).length;
  return indent + step.repeat(closing === 0 ? around + 1 : around);
}

/** A bracket of the query stands before the offset: not one in a value. */
function endsWithBracket({ node, text }: RuleQuery, offset: number): boolean {
  const end = toDecoded(node.map, offset);
  return kqlTokens(text).some(({ kind, span }) => span.end === end && isBracket(kind));
}

function isBracket(kind: KqlTokenKind): boolean {
  return kind === 'paren' || kind === 'brace';
}

/** Where the brackets stand that are open at the end. */
function openBrackets(query: string): readonly number[] {
  const open: number[] = [];
  for (const { kind, span } of kqlTokens(query)) {
    if (!isBracket(kind)) continue;
    if (/[({]/.test(query.charAt(span.start))) open.push(span.start);
    else open.pop();
  }
  return open;
}
