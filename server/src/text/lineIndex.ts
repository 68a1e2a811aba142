// Lines of a text: offset <-> line and column. A line ends at LF, CRLF or a lone CR, as in LSP.
import type { Span } from './span';

/** 0-based line and 0-based column, both in UTF-16 units (the LSP position). */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Half-open. */
export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

/** Offsets at which each line of `text` starts. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The same as people count: a byte order mark at the top is no character of the first line. */
export function shownLineStarts(text: string, starts: readonly number[]): readonly number[] {
  return text.startsWith('\ufeff') ? [1, ...starts.slice(1)] : starts;
}

/** The position of an offset, by binary search. */
export function positionAt(starts: readonly number[], offset: number): LinePosition {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, offset - (starts[low] ?? 0)) };
}

export function rangeAt(starts: readonly number[], { start, end }: Span): LineRange {
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}
