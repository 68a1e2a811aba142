// Formatting: KQL queries are laid out anew, lines end without blanks, keys are sorted where the settings say so.
import type { Range, TextEdit as LspEdit } from 'vscode-languageserver';
import { encodeFor } from '../checks/query/queryText';
import { formatKql } from '../kql/format';
import { parseRule, queryAt } from '../rule/ruleDocument';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import type { FormatSettings } from '../settings';
import { applyEdits, differenceEdit } from '../text/edits';
import type { TextEdit } from '../text/problem';
import type { Span } from '../text/span';
import { toDecoded } from '../text/offsetMap';
import { kqlTokens } from '../kql/tokens';
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
  { text: source }: RuleDocument,
  query: RuleQuery,
  { lineWidth }: FormatSettings,
): readonly TextEdit[] {
  const { node, parsed, text } = query;
  const laidOut = parsed && node.closed ? formatKql(text, { width: lineWidth }) : undefined;
  if (laidOut === undefined) return [];
  const written = isMultiLine(query) ? block(node.quote, laidOut) : oneLine(node.quote, laidOut);
  if (written === undefined) return [];
  const ends = source.includes('\r\n') ? written.replace(/\n/g, '\r\n') : written;
  const { start, end } = node.span;
  return source.slice(start, end) === ends ? [] : [{ span: node.span, text: ends }];
}

function isMultiLine({ node }: RuleQuery): boolean {
  return node.quote === "'''" || node.quote === '"""';
}

/** On lines of its own between the quotes; the first line break is not part of the value. */
function block(quote: RuleQuery['node']['quote'], laidOut: string): string | undefined {
  const inner = encodeFor(quote, `${laidOut}\n`);
  return inner === undefined ? undefined : `${quote}\n${inner}${quote}`;
}

/** A string of one line stays one while the query fits on it; else it becomes a literal block. */
function oneLine(quote: RuleQuery['node']['quote'], laidOut: string): string | undefined {
  if (laidOut.includes('\n')) return block("'''", laidOut);
  const inner = encodeFor(quote, laidOut);
  return inner === undefined ? undefined : quote + inner + quote;
}

/** Two blanks per open bracket, and two for what goes on at the top. */
function indentLine(
  { text }: RuleDocument,
  { node, text: query }: RuleQuery,
  offset: number,
): readonly TextEdit[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (lineStart <= node.inner.start) return [];
  const before = query.slice(0, toDecoded(node.map, lineStart));
  const depth = depthOf(before);
  const isContinued = depth === 0 && before.trim() !== '';
  const blanks = '  '.repeat(depth + (isContinued ? 1 : 0));
  const present = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  if (present === blanks) return [];
  return [{ span: { start: lineStart, end: lineStart + present.length }, text: blanks }];
}

/** Brackets that are open at the end. */
function depthOf(query: string): number {
  let depth = 0;
  for (const { kind, span } of kqlTokens(query)) {
    if (kind !== 'paren' && kind !== 'brace') continue;
    depth += /[({]/.test(query.charAt(span.start)) ? 1 : -1;
  }
  return Math.max(0, depth);
}
