// Looks keys up in a table of them: by path, and by the table they stand in.
import type { RuleKey, RuleKeyRow } from './ruleKey';

/** The keys that a kind of file can have. */
export interface KeyTable {
  readonly keys: readonly RuleKey[];
  /** The row of a dotted path such as `rule.threat.tactic.id`. */
  find(path: string): RuleKey | undefined;
  /** The keys that the table at a path can have, as far as they have names; '' is the top of the file. */
  keysOf(parentPath: string): readonly RuleKey[];
  /** Those of them that some rule must have. */
  requiredIn(parentPath: string): readonly RuleKey[];
  /** All of them by name; `anyName` stands for the others. */
  inTable(parentPath: string): ReadonlyMap<string, RuleKey>;
}

/** As the last part of a path: any name, in a table whose names are the author's. */
export const anyName = '*';

const noKeys: readonly RuleKey[] = [];
const none: ReadonlyMap<string, RuleKey> = new Map();

export function keyTable(rows: readonly RuleKeyRow[]): KeyTable {
  const parents = new Set(rows.map(({ path }) => parentOf(path)));
  const keys = rows.map((row) => toKey(row, parents));
  const byPath = new Map(keys.map((key) => [key.path, key]));
  const byParent = groupByParent(keys);
  const required = new Map(
    [...byParent].map(([parent, own]) => [parent, own.filter((key) => key.requiredFor)]),
  );
  const named = new Map(
    [...byParent].map(([parent, own]) => [parent, own.filter(({ name }) => name !== anyName)]),
  );
  const byName = new Map(
    [...byParent].map(([parent, own]) => [parent, new Map(own.map((key) => [key.name, key]))]),
  );
  return {
    keys,
    find: (path) => byPath.get(path),
    requiredIn: (parentPath) => required.get(parentPath) ?? noKeys,
    keysOf: (parentPath) => named.get(parentPath) ?? noKeys,
    inTable: (parentPath) => byName.get(parentPath) ?? none,
  };
}

/** All alike, with every property in one order: checks look at each key of each file, and that is how V8 is fast. */
function toKey(row: RuleKeyRow, parents: ReadonlySet<string>): RuleKey {
  const { path, type, description, values, valuesFor, limits, pattern } = row;
  const isBounded = type === 'date' || (values ?? valuesFor ?? limits ?? pattern) !== undefined;
  return {
    path,
    name: path.slice(path.lastIndexOf('.') + 1),
    type,
    description,
    requiredFor: row.requiredFor,
    optionalIn: row.optionalIn,
    onlyFor: row.onlyFor,
    values,
    valuesFor,
    limits,
    pattern,
    since: row.since,
    example: row.example,
    holdsTables: parents.has(path),
    isBounded,
    isConditional: isBounded || (row.onlyFor ?? row.since) !== undefined,
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function groupByParent(keys: readonly RuleKey[]): ReadonlyMap<string, readonly RuleKey[]> {
  const groups = new Map<string, RuleKey[]>();
  for (const key of keys) {
    const parent = parentOf(key.path);
    const group = groups.get(parent);
    if (group) group.push(key);
    else groups.set(parent, [key]);
  }
  return groups;
}
