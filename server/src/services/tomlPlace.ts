// Finds what stands at an offset of a TOML file: the path of keys that leads there, and the innermost key or value.
import type { Span } from '../text/span';
import { touches } from '../text/span';
import type { TomlDocument, TomlHeader, TomlPair, TomlValue } from '../toml/ast';

export interface TomlPlace {
  /** Names of the keys from the top of the file; positions in lists are left out. */
  readonly path: readonly string[];
  /** `blank`: between statements; `path` then is the table that a new pair would belong to. */
  readonly kind: 'header' | 'key' | 'value' | 'blank';
  /** Of the key part or the innermost value; empty at the offset for `blank`. */
  readonly span: Span;
  readonly value: TomlValue | undefined;
}

/** The place at an offset; directly behind a key or value still counts as in it. */
export function placeAt(toml: TomlDocument, offset: number): TomlPlace {
  let table: readonly string[] = [];
  for (const statement of toml.statements) {
    if (statement.span.start > offset) break;
    if (statement.kind === 'pair') {
      const place =
        placeInPair(statement, table, offset) ??
        placeBehindEquals(toml.text, statement, table, offset);
      if (place) return place;
    } else {
      table = statement.keys.map((key) => key.name);
      if (touches(statement.span, offset)) return placeInHeader(statement, offset);
    }
  }
  return { path: table, kind: 'blank', span: { start: offset, end: offset }, value: undefined };
}

/** The key under the cursor, or the whole header between its keys. */
function placeInHeader({ keys, span }: TomlHeader, offset: number): TomlPlace {
  const at = keys.findIndex((key) => touches(key.span, offset));
  const path = keys.slice(0, at < 0 ? keys.length : at + 1).map((key) => key.name);
  return { path, kind: 'header', span: keys[at]?.span ?? span, value: undefined };
}

function placeInPair(
  pair: TomlPair,
  table: readonly string[],
  offset: number,
): TomlPlace | undefined {
  if (!touches(pair.span, offset)) return undefined;
  const names = pair.keys.map((key) => key.name);
  const at = pair.keys.findIndex((key) => touches(key.span, offset));
  const key = pair.keys[at];
  if (key)
    return {
      path: [...table, ...names.slice(0, at + 1)],
      kind: 'key',
      span: key.span,
      value: pair.value,
    };
  const path = [...table, ...names];
  if (pair.value && touches(pair.value.span, offset)) return placeInValue(pair.value, path, offset);
  const behindEquals = offset > (pair.keys.at(-1)?.span.end ?? 0);
  if (!behindEquals) return undefined;
  return { path, kind: 'value', span: { start: offset, end: offset }, value: undefined };
}

/** Behind `key =` with nothing but blanks up to the cursor: where the value will be. */
function placeBehindEquals(
  text: string,
  pair: TomlPair,
  table: readonly string[],
  offset: number,
): TomlPlace | undefined {
  const empty = pair.value === undefined || pair.value.kind === 'invalid';
  if (!empty || !/=[ \t]*$/.test(text.slice(pair.span.start, offset))) return undefined;
  const path = [...table, ...pair.keys.map((key) => key.name)];
  return { path, kind: 'value', span: { start: offset, end: offset }, value: undefined };
}

function placeInValue(value: TomlValue, path: readonly string[], offset: number): TomlPlace {
  if (value.kind === 'array') {
    const item = value.items.find((candidate) => touches(candidate.span, offset));
    if (item) return placeInValue(item, path, offset);
  }
  if (value.kind === 'inline-table') {
    for (const pair of value.pairs) {
      const place = placeInPair(pair, path, offset);
      if (place) return place;
    }
  }
  return { path, kind: 'value', span: value.span, value };
}
