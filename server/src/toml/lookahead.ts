// Guesses, for recovery only, whether a line reads like a statement. A valid file never depends on these guesses.
import { scalarOf } from './scalars';
import {
  APOSTROPHE,
  CLOSE_BRACKET,
  DOT,
  EQUALS,
  HASH,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  PLUS,
  QUOTE,
  SPACE,
  TAB,
  afterSpaces,
  isBareKeyPart,
  isLineEnd,
} from './scanner';

/** True if a header or `key = value` begins at the offset (spaces before it allowed). */
export function beginsStatement(text: string, offset: number): boolean {
  const at = afterSpaces(text, offset);
  if (text.charCodeAt(at) === OPEN_BRACKET) return beginsHeader(text, at);
  const equals = afterSpaces(text, afterKeys(text, at));
  return (
    text.charCodeAt(equals) === EQUALS &&
    equals > at &&
    beginsValue(text, afterSpaces(text, equals + 1))
  );
}

/**
 * True if the delimiter at `delimiter` is the first thing after the `key =` of its line, or after a `key = [` on the line
 * before, and that statement begins behind `from`.
 */
export function opensStatement(text: string, from: number, delimiter: number): boolean {
  let at = beforeBlank(text, from, delimiter);
  if (at > from && text.charCodeAt(at - 1) === OPEN_BRACKET) at = beforeBlank(text, from, at - 1);
  if (at === from || text.charCodeAt(at - 1) !== EQUALS) return false;
  const equals = at - 1;
  let line = equals;
  while (line > from && !isLineEnd(text.charCodeAt(line - 1))) line--;
  const key = afterSpaces(text, line);
  return line > from && key < equals && afterSpaces(text, afterKeys(text, key)) === equals;
}

/** Offset behind the last character in `from..offset` that is no space or line break. */
function beforeBlank(text: string, from: number, offset: number): number {
  let at = offset;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** `[a.b]` or `[[a.b]]` alone on its line; `[true]`, `[1]` and `["a"]` are arrays. */
function beginsHeader(text: string, offset: number): boolean {
  const isArray = text.charCodeAt(offset + 1) === OPEN_BRACKET;
  const start = afterSpaces(text, offset + (isArray ? 2 : 1));
  const keysEnd = afterKeys(text, start);
  let at = afterSpaces(text, keysEnd);
  if (keysEnd === start || text.charCodeAt(at) !== CLOSE_BRACKET) return false;
  if (isArray && text.charCodeAt(++at) !== CLOSE_BRACKET) return false;
  at = afterSpaces(text, at + 1);
  if (!isEnd(text, at)) return false;
  const keys = text.slice(start, keysEnd);
  return !isOneString(text, start, keysEnd) && scalarOf(keys) === undefined;
}

function isOneString(text: string, start: number, end: number): boolean {
  return afterKey(text, start) === end && !isBareKeyPart(text.charCodeAt(start));
}

/** Offset behind the dotted key at the offset; the offset itself where there is none. */
function afterKeys(text: string, offset: number): number {
  let end = afterKey(text, offset);
  if (end === offset) return offset;
  for (;;) {
    const dot = afterSpaces(text, end);
    if (text.charCodeAt(dot) !== DOT) return end;
    const next = afterSpaces(text, dot + 1);
    const nextEnd = afterKey(text, next);
    if (nextEnd === next) return offset;
    end = nextEnd;
  }
}

function afterKey(text: string, offset: number): number {
  let at = offset;
  const quote = text.charCodeAt(at);
  if (quote !== QUOTE && quote !== APOSTROPHE) {
    while (isBareKeyPart(text.charCodeAt(at))) at++;
    return at;
  }
  for (at++; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (isLineEnd(code)) return offset;
    if (code === 92 && quote === QUOTE) at++;
  }
  return offset;
}

function isEnd(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return offset >= text.length || code === HASH || isLineEnd(code);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || isLineEnd(code);
}

function beginsValue(text: string, offset: number): boolean {
  if (isEnd(text, offset)) return true;
  const code = text.charCodeAt(offset);
  if (code === QUOTE || code === APOSTROPHE) return true;
  if (code === OPEN_BRACKET || code === OPEN_BRACE) return true;
  const isNumber = (code >= 48 && code <= 57) || code === PLUS || code === MINUS;
  return isNumber || /^(?:true|false|inf|nan)\b/.test(text.slice(offset, offset + 6));
}
