// Turns the source of a TOML string into its value and the map from the value back to the file.
import type { OffsetMap } from '../text/offsetMap';
import type { Span } from '../text/span';
import type { TomlQuote } from './ast';
import { CR, LF, afterSpaces, findNext, isLineEnd, report } from './scanner';
import type { Scanner } from './scanner';

export interface Decoded {
  readonly value: string;
  readonly map: OffsetMap;
}

/** Decodes the text of `inner`. CRLF reads as LF, so that a query means the same on every machine. */
export function decode(scanner: Scanner, inner: Span, quote: TomlQuote): Decoded {
  const { text } = scanner;
  const multiLine = quote.length === 3;
  const basic = quote === '"' || quote === '"""';
  const start = multiLine ? afterLineBreak(text, inner) : inner.start;
  const plain =
    !(basic && findNext(scanner.backslashes, text, start) < inner.end) &&
    !(multiLine && findNext(scanner.carriageReturns, text, start) < inner.end);
  if (!plain) return decodePieces(scanner, { start, inner, basic, multiLine });
  const decodedLength = inner.end - start;
  return {
    value: text.slice(start, inner.end),
    map: { start, decodedLength, inner },
  };
}

/** Where the content begins: a line break directly behind the opening delimiter does not count. */
function afterLineBreak(text: string, inner: Span): number {
  const { start, end } = inner;
  if (start >= end) return start;
  const code = text.charCodeAt(start);
  if (code === LF) return start + 1;
  return code === CR && text.charCodeAt(start + 1) === LF ? start + 2 : start;
}

interface Source {
  readonly start: number;
  readonly inner: Span;
  readonly basic: boolean;
  readonly multiLine: boolean;
}

interface Pieces {
  value: string;
  readonly decoded: number[];
  readonly source: number[];
  readonly sourceEnd: number[];
}

function decodePieces(scanner: Scanner, source: Source): Decoded {
  const { text } = scanner;
  const { start, inner, basic, multiLine } = source;
  const pieces: Pieces = { value: '', decoded: [], source: [], sourceEnd: [] };
  let at = start;
  while (at < inner.end) {
    const backslash = basic ? findNext(scanner.backslashes, text, at) : inner.end;
    const lineBreak = multiLine ? findNext(scanner.carriageReturns, text, at) : inner.end;
    const stop = Math.min(backslash, lineBreak, inner.end);
    if (stop > at) addPiece(pieces, text.slice(at, stop), at, stop);
    if (stop === inner.end) break;
    if (stop === backslash) at = decodeEscape(scanner, pieces, { start: stop, end: inner.end });
    else {
      at = stop + 2;
      addPiece(pieces, '\n', stop, at);
    }
  }
  if (pieces.decoded.length === 0) addPiece(pieces, '', start, start);
  const { value, decoded, source: sources, sourceEnd } = pieces;
  return {
    value,
    map: { decoded, source: sources, sourceEnd, decodedLength: value.length, inner },
  };
}

function addPiece(pieces: Pieces, text: string, start: number, end: number): void {
  pieces.decoded.push(pieces.value.length);
  pieces.source.push(start);
  pieces.sourceEnd.push(end);
  pieces.value += text;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** Decodes the escape at `span.start` in a string that ends at `span.end`; returns the offset behind it. */
function decodeEscape(scanner: Scanner, pieces: Pieces, span: Span): number {
  const { text } = scanner;
  const { start } = span;
  const letter = text.charAt(start + 1);
  const simple = simpleEscapes.get(letter);
  if (simple !== undefined) {
    addPiece(pieces, simple, start, start + 2);
    return start + 2;
  }
  if (letter === 'u' || letter === 'U') return decodeUnicode(scanner, pieces, span);
  const continued = afterContinuation(text, span);
  if (continued !== undefined) return continued;
  // What is wrong stays as it is, so that the rest of the value is still right.
  const end = Math.min(span.end, start + ((text.codePointAt(start + 1) ?? 0) > 0xffff ? 3 : 2));
  const found = text.slice(start, end);
  report(
    scanner,
    `Expected an escape such as \\n, \\", \\\\ or \\u0041, found \`${found}\`. Between '...' or '''...''' a backslash stands for itself.`,
    start,
    end,
  );
  addPiece(pieces, found, start, end);
  return end;
}

function decodeUnicode(scanner: Scanner, pieces: Pieces, span: Span): number {
  const { text } = scanner;
  const { start } = span;
  const digits = text.charAt(start + 1) === 'u' ? 4 : 8;
  let end = start + 2;
  while (end < Math.min(span.end, start + 2 + digits) && isHex(text.charCodeAt(end))) end++;
  const code = parseInt(text.slice(start + 2, end), 16);
  const isScalar = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (end === start + 2 + digits && isScalar) {
    addPiece(pieces, String.fromCodePoint(code), start, end);
    return end;
  }
  const found = text.slice(start, end);
  const expected = end < start + 2 + digits ? `${digits} hex digits` : 'a Unicode character';
  report(scanner, `Expected ${expected} in this escape, found \`${found}\`.`, start, end);
  addPiece(pieces, found, start, end);
  return end;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** Offset behind a backslash at a line's end and all white space after it, if that is what stands at the span's start. */
function afterContinuation(text: string, span: Span): number | undefined {
  let at = Math.min(afterSpaces(text, span.start + 1), span.end);
  if (at < span.end && !isLineEnd(text.charCodeAt(at))) return undefined;
  if (at === span.end) return undefined;
  while (at < span.end && isLineEnd(text.charCodeAt(at))) at = afterSpaces(text, at + 1);
  return Math.min(at, span.end);
}
