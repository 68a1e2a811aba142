// Reads typed values out of a TOML tree. A value of another type reads as absent; the checks say so.
import type { TomlEntry, TomlString, TomlTable, TomlTables, TomlValue } from '../toml/ast';
import type { Span } from '../text/span';
import type { Located } from './rule';

/** What an entry of a table can hold. */
export type EntryValue = TomlValue | TomlTable | TomlTables;

/** A table in any of its spellings (`[header]`, dotted keys, `{ inline }`). */
export function asTable(value: EntryValue | undefined): TomlTable | undefined {
  if (value?.kind === 'table') return value;
  return value?.kind === 'inline-table' ? value.table : undefined;
}

/** A list of tables: `[[headers]]` or an array whose items are inline tables (other items are left out). */
export function asTables(value: EntryValue | undefined): readonly TomlTable[] {
  if (value?.kind === 'tables') return value.tables;
  if (value?.kind !== 'array') return [];
  const tables: TomlTable[] = [];
  for (const item of value.items) if (item.kind === 'inline-table') tables.push(item.table);
  return tables;
}

export function tableAt(table: TomlTable | undefined, key: string): TomlTable | undefined {
  return asTable(valueAt(table, key));
}

export function tablesAt(table: TomlTable | undefined, key: string): readonly TomlTable[] {
  return asTables(valueAt(table, key));
}

export function valueAt(table: TomlTable | undefined, key: string): EntryValue | undefined {
  return table?.entries.get(key)?.value;
}

export function stringNodeAt(table: TomlTable | undefined, key: string): TomlString | undefined {
  const value = valueAt(table, key);
  return value?.kind === 'string' ? value : undefined;
}

/** The node itself, seen as a value with its place: the checks ask for thousands. */
export function stringAt(table: TomlTable | undefined, key: string): Located<string> | undefined {
  return stringNodeAt(table, key);
}

/** The integer of a key; one that a JavaScript number cannot hold exactly reads as absent. */
export function integerAt(table: TomlTable | undefined, key: string): Located<number> | undefined {
  const node = valueAt(table, key);
  if (node?.kind !== 'scalar' || typeof node.value !== 'bigint') return undefined;
  const value = Number(node.value);
  return Number.isSafeInteger(value) ? { value, span: node.span } : undefined;
}

export function booleanAt(table: TomlTable | undefined, key: string): Located<boolean> | undefined {
  const node = valueAt(table, key);
  if (node?.kind !== 'scalar' || typeof node.value !== 'boolean') return undefined;
  return { value: node.value, span: node.span };
}

/** The strings of a list; items of other types are left out. */
export function stringListAt(
  table: TomlTable | undefined,
  key: string,
): Located<readonly Located<string>[]> | undefined {
  const node = valueAt(table, key);
  if (node?.kind !== 'array') return undefined;
  return { value: node.items.filter((item) => item.kind === 'string'), span: node.span };
}

/** A string that is one of the allowed ones; any other reads as absent. */
export function oneOfAt<T extends string>(
  table: TomlTable | undefined,
  key: string,
  allowed: readonly T[],
): Located<T> | undefined {
  const node = stringNodeAt(table, key);
  const value = allowed.find((candidate) => candidate === node?.value);
  return node && value !== undefined ? { value, span: node.span } : undefined;
}

/** Where an entry stands: its pair, or the header of its (first) table, or its key. */
export function entrySpan(entry: TomlEntry): Span {
  if (entry.pair) return entry.pair.span;
  if (entry.value.kind === 'table') return entry.value.header?.span ?? entry.value.span;
  if (entry.value.kind === 'tables') return entry.value.tables[0]?.header?.span ?? entry.key.span;
  return entry.key.span;
}
