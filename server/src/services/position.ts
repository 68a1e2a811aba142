// LSP positions and ranges of a rule document. LSP counts in UTF-16 units, as our offsets do.
import type { Position, Range } from 'vscode-languageserver';
import type { RuleDocument } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import type { Span } from '../text/span';

/** What places are counted in. */
export type PlacedText = Pick<RuleDocument, 'text' | 'lineStarts'>;

export function toRange(document: PlacedText, span: Span): Range {
  return { start: toPosition(document, span.start), end: toPosition(document, span.end) };
}

export function toPosition(document: PlacedText, offset: number): Position {
  return positionAt(document.lineStarts, Math.min(Math.max(0, offset), document.text.length));
}

/** Offset of a position; one outside the text is moved to the nearest place within its line or the file. */
export function toOffset(document: RuleDocument, position: Position): number {
  const { lineStarts, text } = document;
  const start = position.line < 0 ? 0 : lineStarts[position.line];
  if (start === undefined) return text.length;
  const end = lineEnd(document, Math.max(0, position.line));
  return Math.min(start + Math.max(0, position.character), end);
}

/** Offset behind the last character of a line, its line break left out. */
export function lineEnd(document: RuleDocument, line: number): number {
  const { lineStarts, text } = document;
  let end = lineStarts[line + 1] ?? text.length;
  const start = lineStarts[line] ?? end;
  while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--;
  return end;
}

function isLineBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** The part of a span that is on the line of an offset: an edit of a completion may not go beyond it. */
export function onLineOf(document: RuleDocument, offset: number, span: Span): Span {
  const { line } = positionAt(document.lineStarts, offset);
  const start = Math.max(span.start, document.lineStarts[line] ?? 0);
  return { start, end: Math.max(start, Math.min(span.end, lineEnd(document, line))) };
}
