// Walks a rule file together with the table of rule keys: what the checks on keys have in common.
import type { RuleDocument } from '../rule/ruleDocument';
import type { RuleKey } from '../rule/ruleKey';
import { keysOf, nameOf } from '../rule/ruleKeys';
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
}

/** An entry and its row in the table of keys. */
export interface KnownEntry {
  readonly key: RuleKey;
  readonly entry: TomlEntry;
}

/** The file and every known table below it, in key order. */
export function knownTables(document: RuleDocument): readonly KnownTable[] {
  const root: KnownTable = { path: '', table: document.toml.root, span: { start: 0, end: 0 } };
  return [root, ...below(root)];
}

function below(parent: KnownTable): readonly KnownTable[] {
  return knownEntries(parent).flatMap(({ key, entry }) => {
    if (key.type !== 'table' && key.type !== 'tables') return [];
    return tablesOf(entry.value).flatMap((table) => {
      const span = table.header?.span ?? entry.key.span;
      const known: KnownTable = { path: key.path, table, span };
      return [known, ...below(known)];
    });
  });
}

function tablesOf(value: EntryValue): readonly TomlTable[] {
  const table = asTable(value);
  return table ? [table] : asTables(value);
}

/** The entries of a table that the table of keys knows. */
export function knownEntries(known: KnownTable): readonly KnownEntry[] {
  return keysOf(known.path).flatMap((key) => {
    const entry = known.table.entries.get(nameOf(key));
    return entry ? [{ key, entry }] : [];
  });
}
