// Reads values: strings, scalars, arrays and inline tables, each as far as it is typed.
import type { TomlArray, TomlInlineTable, TomlKey, TomlPair, TomlValue } from './ast';
import { parseKeys } from './keys';
import { beginsStatement } from './lookahead';
import { resolveInlineTable } from './resolve';
import { scalarOf } from './scalars';
import {
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  EQUALS,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  TAB,
  atLineEnd,
  isBareKeyPart,
  isLineEnd,
  lineEnd,
  peek,
  report,
  reportExpected,
  skipBlank,
  skipSpaces,
  trimmedEnd,
} from './scanner';
import type { Scanner } from './scanner';
import { parseString } from './strings';

/** Where a value stands: it decides where text that is no value ends. */
export type Place = 'statement' | 'array' | 'inline-table';

/** Deeper nesting is reported: no file means it, and it would exhaust the stack. */
const deepest = 500;

/** The value at the scanner's place; undefined, without a problem, if there is nothing that could be one. */
export function parseValue(scanner: Scanner, place: Place): TomlValue | undefined {
  const code = peek(scanner);
  if (code === QUOTE || code === APOSTROPHE) return parseString(scanner);
  if (code !== OPEN_BRACKET && code !== OPEN_BRACE) return parseScalar(scanner, place);
  if (scanner.depth >= deepest) return parseTooDeep(scanner);
  scanner.depth++;
  const value = code === OPEN_BRACKET ? parseArray(scanner) : parseInlineTable(scanner);
  scanner.depth--;
  return value;
}

/** `= value` after the keys of a pair (at least one), as far as it is typed. */
export function parseAssignment(
  scanner: Scanner,
  keys: readonly TomlKey[],
  place: Place,
): TomlPair {
  const start = keys[0]?.span.start ?? scanner.pos;
  let end = scanner.pos;
  skipSpaces(scanner);
  if (peek(scanner) !== EQUALS) {
    reportExpected(scanner, '`=` after the key');
    return { kind: 'pair', keys, value: undefined, span: { start, end } };
  }
  end = ++scanner.pos;
  skipSpaces(scanner);
  const value = parseValue(scanner, place);
  if (value === undefined) reportExpected(scanner, 'a value');
  return { kind: 'pair', keys, value, span: { start, end: value?.span.end ?? end } };
}

function parseTooDeep(scanner: Scanner): TomlValue {
  const start = scanner.pos;
  report(scanner, `Expected at most ${deepest} nested values.`, start, start + 1);
  const end = lineEnd(scanner.text, start);
  scanner.pos = end;
  return { kind: 'invalid', span: { start, end } };
}

/** A number, boolean, date or time. Other text is reported and read up to where the next value may begin. */
function parseScalar(scanner: Scanner, place: Place): TomlValue | undefined {
  const { text, pos: start } = scanner;
  let end = wordEnd(text, start);
  if (end === start) return undefined;
  if (isDateBeforeTime(text, start, end)) end = wordEnd(text, end + 1);
  const scalar = scalarOf(text.slice(start, end));
  if (scalar !== undefined) {
    scanner.pos = end;
    return { kind: 'scalar', type: scalar.type, span: { start, end }, value: scalar.value };
  }
  end = trimmedEnd(text, start, invalidEnd(text, start, place));
  report(scanner, invalidMessage(text.slice(start, end)), start, end);
  scanner.pos = end;
  return { kind: 'invalid', span: { start, end } };
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !endsWord(text.charCodeAt(at))) at++;
  return at;
}

function endsWord(code: number): boolean {
  return (
    code === SPACE ||
    code === TAB ||
    code === COMMA ||
    code === CLOSE_BRACKET ||
    code === CLOSE_BRACE ||
    code === HASH ||
    isLineEnd(code)
  );
}

/** A date and its time may be apart by one space. */
function isDateBeforeTime(text: string, start: number, end: number): boolean {
  return (
    end - start === 10 &&
    text.charCodeAt(end) === SPACE &&
    /^\d{4}-\d\d-\d\d \d\d:/.test(text.slice(start, end + 4))
  );
}

function invalidEnd(text: string, start: number, place: Place): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return at;
    if (code === HASH && [SPACE, TAB].includes(text.charCodeAt(at - 1))) return at;
    if (place === 'array' && (code === COMMA || code === CLOSE_BRACKET)) return at;
    if (place === 'inline-table' && (code === COMMA || code === CLOSE_BRACE)) return at;
  }
  return text.length;
}

function invalidMessage(text: string): string {
  const found = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  if (/^(?:true|false)$/i.test(text))
    return `Expected \`${text.toLowerCase()}\` in lower case, found \`${found}\`.`;
  if (/^[+-]?\d+$/.test(text) && !/^[+-]?0./.test(text))
    return `Expected a whole number of at most 64 bits, found \`${found}\`.`;
  if (/^[+-]?\d/.test(text)) return `Expected a number, a date or a time, found \`${found}\`.`;
  const hint = /^[\p{L}*/@$]/u.test(text) ? ' Text needs quotes.' : '';
  return `Expected a value, found \`${found}\`.${hint}`;
}

/**
 * An array. Without its `]` it ends before a line that reads like a statement; `scanner.statementAt` is that line then,
 * and the arrays around it end there too.
 */
function parseArray(scanner: Scanner): TomlArray {
  const start = scanner.pos++;
  const items: TomlValue[] = [];
  let end = scanner.pos;
  let closed = false;
  let needsComma = false;
  for (;;) {
    const newLine = skipBlank(scanner);
    const code = peek(scanner);
    if (code === CLOSE_BRACKET) {
      closed = true;
      end = ++scanner.pos;
      break;
    }
    if (endsArray(scanner, newLine)) break;
    if (code === COMMA) {
      if (!needsComma) reportExpected(scanner, 'a value');
      needsComma = false;
      end = ++scanner.pos;
      continue;
    }
    if (needsComma && isClosed(items.at(-1))) reportExpected(scanner, '`,` or `]`');
    const item = parseItem(scanner, newLine);
    if (item === undefined) break;
    items.push(item);
    end = item.span.end;
    needsComma = true;
  }
  if (!closed && isClosed(items.at(-1)))
    report(scanner, 'Expected `]` to close this array.', start, start + 1);
  return { kind: 'array', items, span: { start, end }, closed };
}

/** False for a value that has no end of its own: that is reported already. */
function isClosed(value: TomlValue | undefined): boolean {
  return value === undefined || !('closed' in value) || value.closed;
}

/** True at the end of the text and where a new statement begins. */
function endsArray(scanner: Scanner, newLine: boolean): boolean {
  const { text, pos } = scanner;
  if (pos >= text.length || pos === scanner.statementAt) return true;
  const code = peek(scanner);
  // A string at a line's start is the common item: it is read first and looked at after (see `parseItem`).
  if (!newLine || !(code === OPEN_BRACKET || isBareKeyPart(code))) return false;
  if (!beginsStatement(text, pos)) return false;
  scanner.statementAt = pos;
  return true;
}

/** The next item of an array; undefined if it is the quoted key of a new statement. */
function parseItem(scanner: Scanner, newLine: boolean): TomlValue | undefined {
  const start = scanner.pos;
  const item = parseValue(scanner, 'array');
  if (item === undefined) {
    reportExpected(scanner, 'a value');
    scanner.pos++;
    return { kind: 'invalid', span: { start, end: scanner.pos } };
  }
  if (newLine && item.kind === 'string' && item.quote.length === 1) {
    skipSpaces(scanner);
    if (peek(scanner) === EQUALS) {
      scanner.pos = start;
      scanner.statementAt = start;
      return undefined;
    }
  }
  return item;
}

/** An inline table. Without its `}` it ends with its line. */
function parseInlineTable(scanner: Scanner): TomlInlineTable {
  const start = scanner.pos++;
  const pairs: TomlPair[] = [];
  let end = scanner.pos;
  let closed = false;
  let needsComma = false;
  for (;;) {
    skipSpaces(scanner);
    const code = peek(scanner);
    if (code === CLOSE_BRACE) {
      if (pairs.length > 0 && !needsComma) reportExpected(scanner, 'a key after the comma');
      closed = true;
      end = ++scanner.pos;
      break;
    }
    if (endsInlineTable(scanner, code)) break;
    if (code === COMMA) {
      if (!needsComma) reportExpected(scanner, 'a key');
      needsComma = false;
      end = ++scanner.pos;
      continue;
    }
    if (needsComma) reportExpected(scanner, '`,` or `}`');
    const pair = parseInlinePair(scanner);
    if (pair !== undefined) pairs.push(pair);
    end = pair?.span.end ?? scanner.pos;
    needsComma = true;
  }
  if (!closed && isClosed(pairs.at(-1)?.value))
    report(scanner, 'Expected `}` on this line to close the inline table.', start, start + 1);
  const span = { start, end };
  return {
    kind: 'inline-table',
    pairs,
    table: resolveInlineTable(pairs, span, scanner.problems),
    span,
    closed,
  };
}

function endsInlineTable(scanner: Scanner, code: number): boolean {
  return (
    code === CLOSE_BRACKET ||
    code === OPEN_BRACE ||
    scanner.pos === scanner.statementAt ||
    atLineEnd(scanner)
  );
}

/** `a.b = value`; undefined where there is no key, after moving to where the next pair may begin. */
function parseInlinePair(scanner: Scanner): TomlPair | undefined {
  const before = scanner.problems.length;
  const keys = parseKeys(scanner);
  if (keys.length > 0) {
    const pair = parseAssignment(scanner, keys, 'inline-table');
    if (pair.value === undefined) skipToPair(scanner);
    return pair;
  }
  if (scanner.problems.length === before) reportExpected(scanner, 'a key');
  skipToPair(scanner);
  return undefined;
}

function skipToPair(scanner: Scanner): void {
  const { text } = scanner;
  for (; scanner.pos < text.length; scanner.pos++) {
    const code = peek(scanner);
    if (code === COMMA || code === CLOSE_BRACE || isLineEnd(code)) return;
  }
}
