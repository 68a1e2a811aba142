// Second pass: from the statements to nested tables, by the rules of TOML 1.0.0 on what may be defined where.
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import type {
  TomlDocument,
  TomlEntry,
  TomlHeader,
  TomlKey,
  TomlPair,
  TomlStatement,
  TomlTable,
  TomlTables,
} from './ast';

/** How a table came to be: `implicit` is `a` in `[a.b]`, `dotted` is `a` in `a.b = 1`. */
type Origin = 'header' | 'implicit' | 'dotted';

/** A table while it grows. Every `TomlTable` is made in this file, so each is one of these. */
interface GrowingTable {
  readonly kind: 'table';
  readonly entries: Map<string, TomlEntry>;
  header: TomlHeader | undefined;
  span: GrowingSpan;
  origin: Origin;
}

interface GrowingSpan {
  readonly start: number;
  end: number;
}

interface GrowingTables {
  readonly kind: 'tables';
  readonly tables: GrowingTable[];
}

/** The tables that the statements make. What contradicts an earlier statement is reported and left out. */
export function resolveStatements(
  statements: readonly TomlStatement[],
  textLength: number,
): Pick<TomlDocument, 'root' | 'problems'> {
  const problems: Problem[] = [];
  const root = newTable('header', { start: 0, end: textLength });
  let current = root;
  for (const statement of statements) {
    if (statement.kind === 'header') current = openHeader({ root, problems }, statement) ?? current;
    else addPair(current, statement, problems);
  }
  root.span.end = textLength;
  return { root, problems };
}

/** The table of the pairs between two braces. */
export function resolveInlineTable(
  pairs: readonly TomlPair[],
  span: Span,
  problems: Problem[],
): TomlTable {
  const table = newTable('header', span);
  for (const pair of pairs) addPair(table, pair, problems);
  table.span.end = span.end;
  return table;
}

function newTable(origin: Origin, span: Span, header?: TomlHeader): GrowingTable {
  const { start, end } = span;
  return { kind: 'table', entries: new Map(), header, span: { start, end }, origin };
}

interface Resolution {
  readonly root: GrowingTable;
  readonly problems: Problem[];
}

/**
 * The table that the pairs below the header belong to: one that nobody can reach if the name is taken by something
 * else; undefined if the header has no name yet.
 */
function openHeader({ root, problems }: Resolution, header: TomlHeader): GrowingTable | undefined {
  const last = header.keys.at(-1);
  if (last === undefined) return undefined;
  let parent = root;
  for (const key of header.keys) {
    if (key === last) break;
    const child = descendHeader(parent, key, header);
    if (child === undefined) {
      problems.push(conflict(header.keys, key, parent.entries.get(key.name)));
      return newTable('header', header.span, header);
    }
    parent = child;
  }
  const table = header.array
    ? appendTable(parent, last, header)
    : defineTable(parent, last, header);
  if (table !== undefined) return table;
  const entry = parent.entries.get(last.name);
  problems.push(conflict(header.keys, last, entry));
  // A table that is opened twice goes on: its pairs are more use there than nowhere.
  if (!header.array && entry?.value.kind === 'table') return entry.value as GrowingTable;
  return newTable('header', header.span, header);
}

function descendHeader(
  parent: GrowingTable,
  key: TomlKey,
  header: TomlHeader,
): GrowingTable | undefined {
  const entry = parent.entries.get(key.name);
  if (entry === undefined) return addTable(parent, key, newTable('implicit', header.span));
  if (entry.value.kind === 'table') return entry.value as GrowingTable;
  if (entry.value.kind === 'tables') return (entry.value as GrowingTables).tables.at(-1);
  return undefined;
}

function appendTable(
  parent: GrowingTable,
  key: TomlKey,
  header: TomlHeader,
): GrowingTable | undefined {
  const entry = parent.entries.get(key.name);
  const table = newTable('header', header.span, header);
  if (entry === undefined) {
    const tables: TomlTables = { kind: 'tables', tables: [table] };
    parent.entries.set(key.name, { key, value: tables, pair: undefined });
    return table;
  }
  if (entry.value.kind !== 'tables') return undefined;
  (entry.value as GrowingTables).tables.push(table);
  return table;
}

function defineTable(
  parent: GrowingTable,
  key: TomlKey,
  header: TomlHeader,
): GrowingTable | undefined {
  const entry = parent.entries.get(key.name);
  if (entry === undefined) return addTable(parent, key, newTable('header', header.span, header));
  if (entry.value.kind !== 'table') return undefined;
  const table = entry.value as GrowingTable;
  if (table.origin !== 'implicit') return undefined;
  table.origin = 'header';
  table.header = header;
  table.span = { start: header.span.start, end: header.span.end };
  return addTable(parent, key, table);
}

function addTable(parent: GrowingTable, key: TomlKey, table: GrowingTable): GrowingTable {
  parent.entries.set(key.name, { key, value: table, pair: undefined });
  return table;
}

function addPair(owner: GrowingTable, pair: TomlPair, problems: Problem[]): void {
  const { keys, span } = pair;
  owner.span.end = span.end;
  let table = owner;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) return;
    const entry = table.entries.get(key.name);
    if (i === keys.length - 1) {
      if (entry !== undefined) problems.push(conflict(keys, key, entry));
      else {
        const value = pair.value ?? { kind: 'invalid', span: { start: span.end, end: span.end } };
        table.entries.set(key.name, { key, value, pair });
      }
      return;
    }
    const child =
      entry === undefined ? addTable(table, key, newTable('dotted', span)) : descendDotted(entry);
    if (child === undefined) {
      problems.push(conflict(keys, key, entry));
      return;
    }
    child.span.end = span.end;
    table = child;
  }
}

/** A dotted key may add to tables that dotted keys made or that only a longer header implied. */
function descendDotted(entry: TomlEntry): GrowingTable | undefined {
  if (entry.value.kind !== 'table') return undefined;
  const table = entry.value as GrowingTable;
  if (table.origin === 'header') return undefined;
  table.origin = 'dotted';
  return table;
}

/** The problem of a key whose name an earlier statement gave to something else. */
function conflict(keys: readonly TomlKey[], key: TomlKey, entry: TomlEntry | undefined): Problem {
  const path = keys
    .slice(0, keys.indexOf(key) + 1)
    .map((part) => part.name)
    .join('.');
  return {
    code: 'toml-duplicate-key',
    message: `\`${path}\` is defined already, as ${kindOf(entry)}.`,
    severity: 'error',
    span: key.span,
    ...(entry === undefined
      ? {}
      : { related: [{ span: entry.key.span, message: 'Defined here first.' }] }),
  };
}

function kindOf(entry: TomlEntry | undefined): string {
  switch (entry?.value.kind) {
    case 'table':
      return 'a table';
    case 'tables':
      return 'an array of tables';
    case 'inline-table':
      return 'an inline table';
    default:
      return 'a value';
  }
}
