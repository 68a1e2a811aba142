// Looks other rules up by what must differ.
import type { OtherRule, OtherRules } from '../checks/check';
import { pathParts } from '../checks/ruleTables';
import type { RuleIdentity } from '../rule/ruleIdentity';

/** A rule of the workspace; the path as it is shown. */
export type KnownRule = RuleIdentity & { readonly path: string };

/** What a rule is compared by; undefined where it has none. */
const keys = {
  id: ({ id }: KnownRule) => id,
  name: ({ name }: KnownRule) => name,
  fileName: ({ path }: KnownRule) => pathParts(path).at(-1),
  search: ({ searchKey }: KnownRule) => searchKey,
} as const;

type Key = keyof typeof keys;

/** The rules of a workspace or of a run, for the checks of each of them. */
export class RuleCollection {
  private readonly groups: Readonly<Record<Key, ReadonlyMap<string, readonly KnownRule[]>>>;

  constructor(rules: Iterable<KnownRule>) {
    const all = [...rules];
    this.groups = {
      id: group(all, keys.id),
      name: group(all, keys.name),
      fileName: group(all, keys.fileName),
      search: group(all, keys.search),
    };
  }

  get isEmpty(): boolean {
    return this.groups.fileName.size === 0;
  }

  /** The rules with that id; more than one is a mistake of the workspace. */
  withId(id: string): readonly KnownRule[] {
    return this.groups.id.get(id) ?? [];
  }

  /** Another rule has the same id, name, file name or search. */
  isShared(rule: KnownRule): boolean {
    return (Object.keys(keys) as Key[]).some((key) => {
      const value = keys[key](rule);
      return value !== undefined && this.others(key, value, rule.path).length > 0;
    });
  }

  /** The others as the rule with that path sees them. */
  without(path: string): OtherRules {
    return {
      withId: (id) => this.others('id', id, path),
      withName: (name) => this.others('name', name, path),
      withFileName: (name) => this.others('fileName', name, path),
      withSearch: (key) => this.others('search', key, path),
    };
  }

  private others(key: Key, value: string, path: string): readonly OtherRule[] {
    return this.groups[key].get(value)?.filter((rule) => rule.path !== path) ?? [];
  }
}

function group(
  rules: readonly KnownRule[],
  keyOf: (rule: KnownRule) => string | undefined,
): ReadonlyMap<string, readonly KnownRule[]> {
  const groups = new Map<string, KnownRule[]>();
  for (const rule of rules) {
    const key = keyOf(rule);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known) known.push(rule);
    else groups.set(key, [rule]);
  }
  return groups;
}
