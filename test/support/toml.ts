// What must hold of every TOML tree, however broken its text: the order of its places and the way back from strings.
import assert from 'node:assert/strict';
import { toSourceSpan } from '../../server/src/text/offsetMap';
import type { Span } from '../../server/src/text/span';
import { contains } from '../../server/src/text/span';
import type {
  TomlDocument,
  TomlPair,
  TomlString,
  TomlTable,
  TomlValue,
} from '../../server/src/toml/ast';

/** Every value of the document, nested ones included, in the order of the file. */
export function allValues(document: TomlDocument): readonly TomlValue[] {
  return document.statements.flatMap((statement) =>
    statement.kind === 'pair' && statement.value !== undefined ? nested(statement.value) : [],
  );
}

function nested(value: TomlValue): readonly TomlValue[] {
  if (value.kind === 'array') return [value, ...value.items.flatMap(nested)];
  if (value.kind !== 'inline-table') return [value];
  const values = value.pairs.flatMap(({ value: item }) => (item === undefined ? [] : nested(item)));
  return [value, ...values];
}

/**
 * Fails unless all places lie in order within their parents and the file, every string's map leads back to source that
 * means its value, and tables lie within the file.
 */
export function assertSound(document: TomlDocument): void {
  const whole = { start: 0, end: document.text.length };
  inOrder(
    whole,
    document.statements.map(({ span }) => span),
  );
  for (const statement of document.statements) {
    if (statement.kind === 'pair') soundPair(document.text, statement);
    else inOrder(statement.span, spansOf(statement.keys));
  }
  for (const problem of document.problems) inOrder(whole, [problem.span]);
  soundTable(document.root, whole);
}

function inOrder(outer: Span, spans: readonly Span[]): void {
  let last = outer.start;
  for (const span of spans) {
    assert.ok(contains(outer, span), `${JSON.stringify(span)} in ${JSON.stringify(outer)}`);
    assert.ok(span.start <= span.end && span.start >= last, `order at ${span.start}`);
    last = span.end;
  }
}

function spansOf(nodes: readonly { readonly span: Span }[]): readonly Span[] {
  return nodes.map(({ span }) => span);
}

function soundPair(text: string, pair: TomlPair): void {
  inOrder(pair.span, spansOf(pair.value === undefined ? pair.keys : [...pair.keys, pair.value]));
  if (pair.value !== undefined) soundValue(text, pair.value);
}

function soundValue(text: string, value: TomlValue): void {
  if (value.kind === 'array') {
    inOrder(value.span, spansOf(value.items));
    for (const item of value.items) soundValue(text, item);
  } else if (value.kind === 'inline-table') {
    inOrder(value.span, spansOf(value.pairs));
    for (const pair of value.pairs) soundPair(text, pair);
  } else if (value.kind === 'string') soundString(text, value);
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** Decodes piece by piece along the map and compares with the value; what no piece covers must mean nothing. */
function soundString(text: string, string: TomlString): void {
  const { map, inner, value } = string;
  assert.equal(map.decodedLength, value.length);
  assert.ok(contains(string.span, inner));
  assert.deepEqual(map.inner, inner);
  if (map.decoded === undefined) {
    assertMeaningless(text.slice(inner.start, map.start));
    assert.equal(value, text.slice(map.start, inner.end));
    return;
  }
  let before = inner.start;
  let decoded = '';
  map.decoded.forEach((at, piece) => {
    const start = map.source[piece] ?? NaN;
    const end = map.sourceEnd[piece] ?? NaN;
    assert.equal(at, decoded.length);
    assert.ok(before <= start && start <= end && end <= inner.end);
    assertMeaningless(text.slice(before, start));
    decoded += meaning(text.slice(start, end), string);
    before = end;
  });
  assertMeaningless(text.slice(before, inner.end));
  assert.equal(decoded, value);
  const all = toSourceSpan(map, { start: 0, end: value.length });
  assert.ok(contains(inner, all));
}

function assertMeaningless(skipped: string): void {
  assert.match(skipped, /^(?:\r?\n)?(?:\\[ \t]*[\r\n][ \t\r\n]*)*$/);
}

function meaning(source: string, string: TomlString): string {
  if (source === '\r\n') return '\n';
  if (!string.quote.startsWith('"') || !source.startsWith('\\')) return source;
  const simple = source.length === 2 ? escapes[source.charAt(1)] : undefined;
  if (simple !== undefined) return simple;
  const hex = /^\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8}))$/.exec(source);
  const code = hex === null ? NaN : parseInt(hex[1] ?? hex[2] ?? '', 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : source;
}

function soundTable(table: TomlTable, whole: Span): void {
  inOrder(whole, [table.span]);
  for (const { value } of table.entries.values()) {
    if (value.kind === 'table') soundTable(value, whole);
    if (value.kind === 'tables') for (const item of value.tables) soundTable(item, whole);
  }
}
