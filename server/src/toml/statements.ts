// Reads a file statement by statement; a broken one costs itself, not its neighbours.
import type { TomlHeader, TomlPair, TomlStatement } from './ast';
import { parseKeys } from './keys';
import { beginsStatement } from './lookahead';
import { scalarOf } from './scalars';
import {
  APOSTROPHE,
  CLOSE_BRACKET,
  EQUALS,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  afterSpaces,
  atLineEnd,
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
import { isDelimiter, parseString } from './strings';
import { parseAssignment, parseValue } from './values';

/**
 * All statements of the text. One problem stands for a run of lines that are none; within such a run (the inside of a
 * string whose opening is broken) only what clearly reads like a statement is taken for one.
 */
export function parseStatements(scanner: Scanner): readonly TomlStatement[] {
  const { text } = scanner;
  const statements: TomlStatement[] = [];
  let afterJunk = false;
  for (;;) {
    skipBlank(scanner);
    if (scanner.pos >= text.length) return statements;
    if (afterJunk && !beginsStatement(text, scanner.pos)) {
      skipLine(scanner);
      continue;
    }
    const statement = parseStatement(scanner);
    if (statement === undefined) {
      skipLine(scanner);
      afterJunk = true;
    } else {
      statements.push(statement);
      afterJunk = !endStatement(scanner);
    }
  }
}

/** The statement at the scanner's place; undefined, after a problem, if the line is none. */
function parseStatement(scanner: Scanner): TomlStatement | undefined {
  if (peek(scanner) === OPEN_BRACKET) return parseHeader(scanner);
  const before = scanner.problems.length;
  const keys = parseKeys(scanner);
  if (keys.length === 0) {
    if (scanner.problems.length === before) reportExpected(scanner, 'a key or a table header');
    return undefined;
  }
  const at = afterSpaces(scanner.text, scanner.pos);
  const code = scanner.text.charCodeAt(at);
  if (code === CLOSE_BRACKET) return closeHeader(scanner, keys);
  const pair = parseAssignment(scanner, keys, 'statement');
  return code === EQUALS || atLineEnd(scanner) ? pair : withoutEquals(scanner, pair);
}

/** A pair whose `=` is missing, if a value and nothing else follows its key. */
function withoutEquals(scanner: Scanner, pair: TomlPair): TomlPair | undefined {
  const { text, pos } = scanner;
  const code = peek(scanner);
  const isValue =
    code === QUOTE ||
    code === APOSTROPHE ||
    code === OPEN_BRACKET ||
    code === OPEN_BRACE ||
    scalarOf(text.slice(pos, trimmedEnd(text, pos, lineEnd(text, pos)))) !== undefined;
  const value = isValue ? parseValue(scanner, 'statement') : undefined;
  if (value === undefined) return undefined;
  skipSpaces(scanner);
  if (!atLineEnd(scanner)) return undefined;
  return { ...pair, value, span: { start: pair.span.start, end: value.span.end } };
}

/** `[a.b]` or `[[a.b]]`, also with a bracket missing. */
function parseHeader(scanner: Scanner): TomlHeader | undefined {
  const { text, pos: start } = scanner;
  const opening = text.charCodeAt(start + 1) === OPEN_BRACKET ? 2 : 1;
  scanner.pos += opening;
  skipSpaces(scanner);
  const before = scanner.problems.length;
  const keys = parseKeys(scanner);
  let end = scanner.pos;
  const isReported = scanner.problems.length > before;
  if (keys.length === 0 && !isReported) reportExpected(scanner, 'the name of a table');
  skipSpaces(scanner);
  let closing = 0;
  while (closing < 2 && peek(scanner) === CLOSE_BRACKET) {
    closing++;
    end = ++scanner.pos;
  }
  const brackets = opening === 2 ? '`]]`' : '`]`';
  if (closing === 0) {
    if (!atLineEnd(scanner)) {
      // `[some words]` is prose, not a header.
      if (!isReported && keys.length > 0) reportExpected(scanner, brackets);
      return undefined;
    }
    if (!isReported && keys.length > 0) reportExpected(scanner, brackets);
  } else if (closing < opening) reportExpected(scanner, brackets);
  else if (closing > opening) report(scanner, 'Expected `[[` before a `]]`.', start, start + 1);
  return finishHeader(scanner, {
    kind: 'header',
    array: opening === 2 || closing === 2,
    keys,
    span: { start, end },
  });
}

/** `a.b]` or `a.b]]` alone on a line: a header without its opening. */
function closeHeader(scanner: Scanner, keys: TomlHeader['keys']): TomlHeader | undefined {
  const start = keys[0]?.span.start ?? scanner.pos;
  skipSpaces(scanner);
  const array = scanner.text.charCodeAt(scanner.pos + 1) === CLOSE_BRACKET;
  const bracket = scanner.pos;
  const end = bracket + (array ? 2 : 1);
  report(scanner, `Expected \`${array ? '[[' : '['}\` before the name of the table.`, bracket, end);
  scanner.pos = end;
  return finishHeader(scanner, { kind: 'header', array, keys, span: { start, end } });
}

/** Undefined if more text is glued to the header, as in a Markdown link. */
function finishHeader(scanner: Scanner, header: TomlHeader): TomlHeader | undefined {
  const { text, pos } = scanner;
  if (atLineEnd(scanner) || afterSpaces(text, pos) > pos || beginsStatement(text, pos))
    return header;
  reportExpected(scanner, 'the end of the line after a table header');
  return undefined;
}

/** Expects the end of the line; false if something else than a statement stands there, which is skipped. */
function endStatement(scanner: Scanner): boolean {
  if (scanner.pos === scanner.statementAt) return true;
  skipSpaces(scanner);
  if (atLineEnd(scanner)) return true;
  reportExpected(scanner, 'the end of the line');
  if (beginsStatement(scanner.text, scanner.pos)) return true;
  skipLine(scanner);
  return false;
}

/** Moves to the end of the line; a multi-line string that is assigned on it is passed whole. */
function skipLine(scanner: Scanner): void {
  const { text } = scanner;
  for (; scanner.pos < text.length && !isLineEnd(peek(scanner)); scanner.pos++) {
    if (peek(scanner) !== EQUALS) continue;
    scanner.pos++;
    skipSpaces(scanner);
    if (isDelimiter(text, scanner.pos)) parseString(scanner);
    scanner.pos = lineEnd(text, scanner.pos);
    return;
  }
}
