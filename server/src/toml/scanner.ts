// The state of one reading of a TOML text, and the small steps every part of the parser takes.
import type { Problem } from '../text/problem';

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const APOSTROPHE = 39;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const EQUALS = 61;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

export interface Scanner {
  readonly text: string;
  /**
   * False in the first reading. In the second one, a closing delimiter that looks like the opener of the next statement
   * means that the string before it was never closed (see `parseToml`).
   */
  readonly mend: boolean;
  readonly problems: Problem[];
  pos: number;
  /** Nesting of arrays and inline tables at `pos`. */
  depth: number;
  /** Where a new statement begins inside an array that was never closed; -1 where none was met. */
  statementAt: number;
  readonly backslashes: Finder;
  readonly carriageReturns: Finder;
  readonly basicDelimiters: Finder;
  readonly literalDelimiters: Finder;
}

/** Remembers the last search for `needle`, so that many searches together read the text once. */
export interface Finder {
  readonly needle: string;
  from: number;
  at: number;
}

export function newScanner(text: string, mend: boolean): Scanner {
  return {
    text,
    mend,
    problems: [],
    pos: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    depth: 0,
    statementAt: -1,
    backslashes: { needle: '\\', from: 0, at: -1 },
    carriageReturns: { needle: '\r\n', from: 0, at: -1 },
    basicDelimiters: { needle: '"""', from: 0, at: -1 },
    literalDelimiters: { needle: "'''", from: 0, at: -1 },
  };
}

/** Offset of the needle at or after `offset`; the length of the text where there is none. */
export function findNext(finder: Finder, text: string, offset: number): number {
  if (offset < finder.from || offset > finder.at) {
    const at = text.indexOf(finder.needle, offset);
    finder.from = offset;
    finder.at = at < 0 ? text.length : at;
  }
  return finder.at;
}

/** Code unit at the scanner's place; NaN at the end of the text. */
export function peek(scanner: Scanner): number {
  return scanner.text.charCodeAt(scanner.pos);
}

export function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

/** True at a line break, at the end of the text and before a comment: where a statement may end. */
export function atLineEnd(scanner: Scanner): boolean {
  const code = peek(scanner);
  return code === LF || code === CR || code === HASH || scanner.pos >= scanner.text.length;
}

/** Moves over spaces and tabs. */
export function skipSpaces(scanner: Scanner): void {
  scanner.pos = afterSpaces(scanner.text, scanner.pos);
}

export function afterSpaces(text: string, offset: number): number {
  let at = offset;
  let code = text.charCodeAt(at);
  while (code === SPACE || code === TAB) code = text.charCodeAt(++at);
  return at;
}

/** Moves over spaces, line breaks and comments; true if a line break was among them. */
export function skipBlank(scanner: Scanner): boolean {
  const { text } = scanner;
  let at = scanner.pos;
  let newLine = false;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) newLine = true;
    else if (code === HASH) at = lineEnd(text, at) - 1;
    else if (code !== SPACE && code !== TAB) break;
  }
  scanner.pos = at;
  return newLine;
}

/** Offset of the line break that ends the line of `offset`, or the length of the text. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** End of `start..end` without the spaces and tabs at its end. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start) {
    const code = text.charCodeAt(at - 1);
    if (code !== SPACE && code !== TAB) break;
    at--;
  }
  return at;
}

/** Reports a syntax error at `start..end`, unless one begins there already: a second one would only follow from it. */
export function report(scanner: Scanner, message: string, start: number, end: number): void {
  if (scanner.problems.at(-1)?.span.start === start) return;
  scanner.problems.push({
    code: 'toml-syntax',
    message,
    severity: 'error',
    span: { start, end },
  });
}

/** Reports that `expected` was expected at the scanner's place; the span is the word found there instead. */
export function reportExpected(scanner: Scanner, expected: string): void {
  const { text, pos } = scanner;
  const end = wordEnd(text, pos);
  report(scanner, `Expected ${expected}, found ${describe(text, pos, end)}.`, pos, end);
}

const longestWord = 40;

function describe(text: string, start: number, end: number): string {
  if (start >= text.length) return 'the end of the file';
  if (isLineEnd(text.charCodeAt(start))) return 'the end of the line';
  if (text.charCodeAt(start) === HASH) return 'a comment';
  const word = text.slice(start, Math.min(end, start + longestWord));
  return `\`${word}${end > start + longestWord ? '...' : ''}\``;
}

/** End of the word at `start`: letters, digits and what binds them, a long quote, or one other character in its line. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isWordPart(text.charCodeAt(at))) at++;
  if (at > start || at >= text.length || isLineEnd(text.charCodeAt(at))) return at;
  if (text.startsWith('"""', at) || text.startsWith("'''", at)) return at + 3;
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

function isWordPart(code: number): boolean {
  return isBareKeyPart(code) || code === DOT || code === 58 || code >= 0xa0;
}

const bareKeyParts = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Letters, digits, `_` and `-`: what a key may hold without quotes. */
export function isBareKeyPart(code: number): boolean {
  return bareKeyParts[code] === 1;
}
