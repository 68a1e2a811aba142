// Reads dotted keys: bare, "basic" and 'literal' parts.
import type { TomlKey } from './ast';
import {
  APOSTROPHE,
  DOT,
  QUOTE,
  isBareKeyPart,
  peek,
  report,
  reportExpected,
  skipSpaces,
} from './scanner';
import type { Scanner } from './scanner';
import { isDelimiter, parseOneLine } from './strings';

/** No file means more; it bounds the depth of the tables. */
const mostParts = 500;

/**
 * The dotted key at the scanner's place, as far as it is typed; moves behind it. Empty, and mostly without a problem, if
 * there is no key: the caller knows what to expect instead.
 */
export function parseKeys(scanner: Scanner): readonly TomlKey[] {
  const first = parseKey(scanner);
  if (first === undefined) return [];
  // Made of the first one: an empty list would take room for many, and most keys have one part.
  const keys = [first];
  while (passesDot(scanner)) {
    const before = scanner.pos;
    const key = parseKey(scanner);
    if (key === undefined) {
      reportExpected(scanner, 'a key after the dot');
      scanner.pos = before;
      return keys;
    }
    keys.push(key);
    if (keys.length < mostParts) continue;
    report(scanner, `Expected at most ${mostParts} parts in a key.`, key.span.start, scanner.pos);
    return keys;
  }
  return keys;
}

/** Moves over a dot and the blanks around it; where none is next, stays. */
function passesDot(scanner: Scanner): boolean {
  const end = scanner.pos;
  skipSpaces(scanner);
  if (peek(scanner) !== DOT) {
    scanner.pos = end;
    return false;
  }
  scanner.pos++;
  skipSpaces(scanner);
  return true;
}

/** One part of a key. A quoted part without its closing quote is reported and none. */
function parseKey(scanner: Scanner): TomlKey | undefined {
  const { text, pos: start } = scanner;
  const first = peek(scanner);
  if (first === QUOTE || first === APOSTROPHE) {
    if (isDelimiter(text, start)) return undefined;
    const string = parseOneLine(scanner);
    return string.closed ? { name: string.value, span: string.span } : undefined;
  }
  let end = start;
  while (isBareKeyPart(text.charCodeAt(end))) end++;
  if (end === start) return undefined;
  scanner.pos = end;
  return { name: text.slice(start, end), span: { start, end } };
}
