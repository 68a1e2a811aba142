// Reads the four kinds of TOML strings: where they end, what they mean, and the way back from the value to the file.
import type { Span } from '../text/span';
import type { TomlQuote, TomlString } from './ast';
import { decode } from './decode';
import {
  APOSTROPHE,
  BACKSLASH,
  CR,
  QUOTE,
  findNext,
  isLineEnd,
  lineEnd,
  peek,
  report,
} from './scanner';
import type { Scanner } from './scanner';
import { beginsStatement, opensStatement } from './lookahead';

/** True if a `"""` or `'''` stands at the offset. */
export function isDelimiter(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return (
    (code === QUOTE || code === APOSTROPHE) &&
    text.charCodeAt(offset + 1) === code &&
    text.charCodeAt(offset + 2) === code
  );
}

/** The string that begins at the scanner's place, which must be a quote. */
export function parseString(scanner: Scanner): TomlString {
  return isDelimiter(scanner.text, scanner.pos) ? parseMultiLine(scanner) : parseOneLine(scanner);
}

/** A `"..."` or `'...'`. Without its closing quote it ends with its line. */
export function parseOneLine(scanner: Scanner): TomlString {
  const { text, pos: start } = scanner;
  const quote = peek(scanner);
  const basic = quote === QUOTE;
  let at = start + 1;
  let code = text.charCodeAt(at);
  for (;;) {
    // The plain run: almost all characters (NaN, at the end of the text, stops it too).
    while (code !== quote && code !== BACKSLASH && code > CR) code = text.charCodeAt(++at);
    if (code === quote || isLineEnd(code) || at >= text.length) break;
    if (basic && code === BACKSLASH && !isLineEnd(text.charCodeAt(at + 1))) at++;
    code = text.charCodeAt(++at);
  }
  const closed = code === quote && at < text.length;
  const end = Math.min(at, text.length);
  scanner.pos = closed ? end + 1 : end;
  const name = basic ? '"' : "'";
  if (!closed) report(scanner, `Expected \`${name}\` to close this string.`, start, start + 1);
  return finish(scanner, { start: start + 1, end }, name, closed);
}

function parseMultiLine(scanner: Scanner): TomlString {
  const { text, pos: start } = scanner;
  const quote = peek(scanner) === QUOTE ? '"""' : "'''";
  const from = start + 3;
  let at = findCloser(scanner, from, quote);
  const closed = at >= 0 && !(scanner.mend && isForeign(scanner, from, at));
  if (closed) {
    // Up to two quotes may stand directly before the delimiter.
    const code = text.charCodeAt(at);
    if (text.charCodeAt(at + 3) === code) at++;
    if (text.charCodeAt(at + 3) === code) at++;
  } else {
    at = scanner.mend ? endBeforeStatement(text, from) : text.length;
    report(scanner, `Expected \`${quote}\` to close this string.`, start, from);
  }
  scanner.pos = closed ? at + 3 : at;
  return finish(scanner, { start: from, end: at }, quote, closed);
}

/** Offset of the first delimiter at or after `from` that no backslash escapes, or -1. */
function findCloser(scanner: Scanner, from: number, quote: TomlQuote): number {
  const { text, backslashes } = scanner;
  const delimiters = quote === '"""' ? scanner.basicDelimiters : scanner.literalDelimiters;
  let at = from;
  for (;;) {
    const candidate = findNext(delimiters, text, at);
    if (candidate >= text.length) return -1;
    if (quote === "'''") return candidate;
    let backslash = findNext(backslashes, text, at);
    while (backslash < candidate) {
      at = backslash + 2;
      backslash = findNext(backslashes, text, at);
    }
    if (at <= candidate) return candidate;
  }
}

/**
 * Guesses that the delimiter at `candidate` does not close the string that begins at `from`: it opens a statement, or one
 * with the other delimiter begins before it.
 */
function isForeign(scanner: Scanner, from: number, candidate: number): boolean {
  const { text } = scanner;
  if (opensStatement(text, from, candidate)) return true;
  const isBasic = text.charCodeAt(candidate) === QUOTE;
  const others = isBasic ? scanner.literalDelimiters : scanner.basicDelimiters;
  let other = findNext(others, text, from);
  while (other < candidate) {
    if (opensStatement(text, from, other)) return true;
    other = findNext(others, text, other + 3);
  }
  return false;
}

/** Where an unclosed string ends: at the line break before the next line that reads like a statement. */
function endBeforeStatement(text: string, from: number): number {
  for (let at = lineEnd(text, from); at < text.length; at = lineEnd(text, at)) {
    const lineBreak = at;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (beginsStatement(text, at)) return lineBreak;
  }
  return text.length;
}

function finish(scanner: Scanner, inner: Span, quote: TomlQuote, closed: boolean): TomlString {
  const { value, map } = decode(scanner, inner, quote);
  const start = inner.start - quote.length;
  const end = closed ? inner.end + quote.length : inner.end;
  return { kind: 'string', span: { start, end }, inner, quote, closed, value, map };
}
