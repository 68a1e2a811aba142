// Pairs written into a table and taken out of it, in any of its spellings: below a header, with dotted keys, or inline.
import type { RuleDocument } from '../rule/ruleDocument';
import type { Fix, TextEdit } from '../text/problem';
import type { TomlEntry, TomlInlineTable, TomlPair, TomlTable, TomlValue } from '../toml/ast';
import { insertLineBelow, removeLines } from './lines';
import { removeItems } from './listEdits';

export interface NewPair {
  readonly key: string;
  /** As TOML. */
  readonly value: string;
  /** Name of the pair to write it below; absent, or without such a pair: the last one of the table. */
  readonly below?: string;
}

/** A fix that writes a pair into a table; none where the table has the key or no place for it. */
export function addPair(
  document: RuleDocument,
  table: TomlTable | undefined,
  { key, value, below = '' }: NewPair,
  title = `Add \`${key} = ${value}\``,
): readonly Fix[] {
  if (!table || table.entries.has(key)) return [];
  const place = table.entries.get(below)?.pair ? table.entries.get(below) : lastPair(table);
  const edit = place?.pair
    ? insertBehind(document, place.pair, prefixOf(document, place) + `${key} = ${value}`)
    : belowHeader(document, table, `${key} = ${value}`);
  return edit ? [{ title, edits: [edit], isSafe: false }] : [];
}

function lastPair(table: TomlTable): TomlEntry | undefined {
  let last: TomlEntry | undefined;
  for (const entry of table.entries.values())
    if (entry.pair && entry.pair.span.end > (last?.pair?.span.end ?? 0)) last = entry;
  return last;
}

/** The names in front of the key, where the pair is written with dots. */
function prefixOf({ text }: RuleDocument, { key, pair }: TomlEntry): string {
  return text.slice(pair?.span.start ?? key.span.start, key.span.start);
}

function insertBehind(document: RuleDocument, pair: TomlPair, written: string): TextEdit {
  const { end } = pair.span;
  return isStatement(document, pair)
    ? insertLineBelow(document.text, pair.span, written)
    : { span: { start: end, end }, text: `, ${written}` };
}

function belowHeader(
  { text }: RuleDocument,
  { header }: TomlTable,
  line: string,
): TextEdit | undefined {
  return header && insertLineBelow(text, header.span, line);
}

/** Takes pairs of one table out; comments stay. */
export function removePairs(
  document: RuleDocument,
  pairs: readonly TomlPair[],
): readonly TextEdit[] {
  const [first] = pairs;
  if (!first) return [];
  const inline = isStatement(document, first) ? undefined : inlineTableOf(document, first);
  if (!inline) return pairs.map(({ span }) => removeLines(document.text, span));
  return removeItems(document.text, inline.pairs, (index) =>
    pairs.some((pair) => pair === inline.pairs[index]),
  );
}

/** A fix that takes an entry out; none for one that consists of tables with headers. */
export function removeEntry(document: RuleDocument, { key, pair }: TomlEntry): readonly Fix[] {
  if (!pair) return [];
  return [{ title: `Remove \`${key.name}\``, edits: removePairs(document, [pair]), isSafe: false }];
}

/** Not a pair of an inline table. */
function isStatement({ toml }: RuleDocument, pair: TomlPair): boolean {
  return toml.statements.includes(pair);
}

function inlineTableOf({ toml }: RuleDocument, pair: TomlPair): TomlInlineTable | undefined {
  const { start } = pair.span;
  const around = toml.statements.find(({ span }) => span.start <= start && start < span.end);
  return around?.kind === 'pair' ? holderOf(around.value, pair) : undefined;
}

/** The inline table in or below a value that has the pair. */
function holderOf(value: TomlValue | undefined, pair: TomlPair): TomlInlineTable | undefined {
  if (value?.kind === 'array') return firstOf(value.items, (item) => holderOf(item, pair));
  if (value?.kind !== 'inline-table') return undefined;
  return value.pairs.includes(pair)
    ? value
    : firstOf(value.pairs, (other) => holderOf(other.value, pair));
}

function firstOf<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
