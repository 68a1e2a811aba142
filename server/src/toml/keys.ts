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
  const keys: TomlKey[] = [];
  for (;;) {
    const before = scanner.pos;
    const key = parseKey(scanner);
    if (key === undefined) {
      if (keys.length > 0) {
        reportExpected(scanner, 'a key after the dot');
        scanner.pos = before;
      }
      return keys;
    }
    keys.push(key);
    const end = scanner.pos;
    skipSpaces(scanner);
    if (peek(scanner) !== DOT || keys.length === mostParts) {
      if (keys.length === mostParts)
        report(scanner, `Expected at most ${mostParts} parts in a key.`, key.span.start, end);
      scanner.pos = end;
      return keys;
    }
    scanner.pos++;
    skipSpaces(scanner);
  }
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
