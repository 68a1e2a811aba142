// Walks a file together with the table of its keys: what the checks on keys have in common.
import type { RuleDocument } from '../rule/ruleDocument';
import { fitsType } from '../rule/keyType';
import type { RuleKey } from '../rule/ruleKey';
import { keyTableOf } from '../rule/companionKeys';
import { anyName } from '../rule/keyTable';
import type { KeyTable } from '../rule/keyTable';
import type { Finding } from './check';
import { findEach } from './findEach';
import { asTable, asTables } from '../rule/tomlValues';
import type { EntryValue } from '../rule/tomlValues';
import type { Span } from '../text/span';
import type { TomlEntry, TomlTable } from '../toml/ast';

/** A table of the file whose keys we know. */
export interface KnownTable {
  /** Dotted path without list positions; '' for the file. */
  readonly path: string;
  readonly table: TomlTable;
  /** Where to say what is missing in it: its header, or its key where it is written inline. */
  readonly span: Span;
  /** How many of its entries the table of keys knows. */
  readonly known: number;
  /** Those of them that more is to be asked about: not of the right type, or not every value or rule is allowed. */
  readonly entries: readonly KnownEntry[];
}

/** An entry and its row in the table of keys. */
export interface KnownEntry {
  readonly key: RuleKey;
  readonly entry: TomlEntry;
}

/** Asks about every entry of the tables that more is to be asked about; most have nothing to say. */
export function inEntries(
  tables: readonly KnownTable[],
  find: (known: KnownEntry) => readonly Finding[],
): readonly Finding[] {
  return findEach(tables, ({ entries }) => findEach(entries, find));
}

/** The file and every known table below it. */
export function knownTables(document: RuleDocument): readonly KnownTable[] {
  const found: KnownTable[] = [];
  const top = { path: '', table: document.toml.root, span: { start: 0, end: 0 } };
  addTable(found, top, keyTableOf(document));
  return found;
}

function addTable(
  found: KnownTable[],
  place: Pick<KnownTable, 'path' | 'table' | 'span'>,
  keys: KeyTable,
): void {
  const own = keys.inTable(place.path);
  const others = own.get(anyName);
  const { path, table: outer, span } = place;
  const here = { path, table: outer, span, known: 0, entries: [] as KnownEntry[] };
  found.push(here);
  for (const entry of outer.entries.values()) {
    const key = own.get(entry.key.name) ?? others;
    if (!key) continue;
    here.known++;
    if (!isPlain(key, entry.value)) here.entries.push({ key, entry });
    if (!key.holdsTables) continue;
    for (const table of tablesOf(entry.value))
      addTable(found, { path: key.path, table, span: table.header?.span ?? entry.key.span }, keys);
  }
}

/** Of the right type where that is all that is asked of it, as most entries are. */
function isPlain(key: RuleKey, value: EntryValue): boolean {
  return !key.isConditional && fitsType(key.type, value);
}

/** One table, a list of them, or lists of them. */
function tablesOf(value: EntryValue): readonly TomlTable[] {
  if (value.kind === 'tables') return value.tables;
  const table = asTable(value);
  if (table) return [table];
  const lists = value.kind === 'array' ? value.items.filter(({ kind }) => kind === 'array') : [];
  return [...asTables(value), ...lists.flatMap(asTables)];
}
