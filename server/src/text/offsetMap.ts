// Leads from an offset in a decoded string (a query out of a TOML string) to the offset in the file, and back.
import type { Span } from './span';

/** Of a text that stands in the file as it is, or in pieces. */
export type OffsetMap = VerbatimMap | PieceMap;

/** The whole text is one verbatim piece, as most strings are: it needs no lists. */
export interface VerbatimMap {
  readonly decoded?: undefined;
  /** File offset at which the text begins. */
  readonly start: number;
  /** Length of the text, decoded and in the file, in UTF-16 units. */
  readonly decodedLength: number;
  /** File offsets of the whole string's content (between the delimiters). */
  readonly inner: Span;
}

/**
 * The decoded text in pieces, in order. A piece whose decoded and source lengths are equal is verbatim: offsets advance
 * in step. Any other piece (an escape, CRLF read as LF) is one unit that maps to its source range as a whole. Source
 * text between pieces (a trimmed first line break, a line continuation) belongs to no piece.
 */
export interface PieceMap {
  /** Decoded offset at which each piece starts, ascending. */
  readonly decoded: readonly number[];
  /** File offset at which each piece starts, ascending. */
  readonly source: readonly number[];
  /** File offset at which each piece ends. */
  readonly sourceEnd: readonly number[];
  /** Length of the decoded text, in UTF-16 units. */
  readonly decodedLength: number;
  /** File offsets of the whole string's content (between the delimiters). */
  readonly inner: Span;
}

/** The map of a text that is its own source and begins at file offset `start`. */
export function identityMap(length: number, start = 0): OffsetMap {
  return { start, decodedLength: length, inner: { start, end: start + length } };
}

/** File offset of a decoded offset in `0..decodedLength`. Within an escape: the escape's start. */
export function toSource(map: OffsetMap, decodedOffset: number): number {
  if (map.decoded === undefined) return map.start + Math.min(decodedOffset, map.decodedLength);
  const piece = lastAtOrBefore(map.decoded, decodedOffset);
  const source = map.source[piece];
  const sourceEnd = map.sourceEnd[piece];
  if (source === undefined || sourceEnd === undefined) return map.inner.start;
  const inPiece = decodedOffset - (map.decoded[piece] ?? 0);
  if (decodedOffset >= map.decodedLength) return sourceEnd;
  return isVerbatim(map, piece) ? source + inPiece : source;
}

/** File span of a decoded span; an escape that the span touches is covered whole. */
export function toSourceSpan(map: OffsetMap, span: Span): Span {
  const start = toSource(map, span.start);
  if (span.end <= span.start) return { start, end: start };
  if (map.decoded === undefined) return { start, end: toSource(map, span.end) };
  const last = lastAtOrBefore(map.decoded, span.end - 1);
  const end = isVerbatim(map, last) ? toSource(map, span.end - 1) + 1 : map.sourceEnd[last];
  return { start, end: Math.max(start, end ?? start) };
}

/**
 * Decoded offset of a file offset. Within an escape: the start of the unit. Between pieces or outside the string: the
 * nearest decoded offset, so a cursor always has a place.
 */
export function toDecoded(map: OffsetMap, sourceOffset: number): number {
  if (map.decoded === undefined)
    return Math.max(0, Math.min(sourceOffset - map.start, map.decodedLength));
  const piece = lastAtOrBefore(map.source, sourceOffset);
  const source = map.source[piece];
  if (source === undefined || sourceOffset < source) return 0;
  const from = map.decoded[piece] ?? 0;
  const next = map.decoded[piece + 1] ?? map.decodedLength;
  if (sourceOffset >= (map.sourceEnd[piece] ?? 0)) return next;
  return isVerbatim(map, piece) ? from + (sourceOffset - source) : from;
}

function isVerbatim(map: PieceMap, piece: number): boolean {
  const next = map.decoded[piece + 1] ?? map.decodedLength;
  return (
    next - (map.decoded[piece] ?? 0) === (map.sourceEnd[piece] ?? 0) - (map.source[piece] ?? 0)
  );
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
