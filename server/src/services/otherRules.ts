// Looks other rules up by what must differ.
import type { OtherRule, OtherRules } from '../checks/check';
import { pathParts } from '../checks/ruleTables';
import type { RuleIdentity } from '../rule/ruleIdentity';

/** A rule of the workspace; the path as it is shown. */
export type KnownRule = RuleIdentity & { readonly path: string };

/** The rules of a workspace or of a run, for the checks of each of them. */
export class RuleCollection {
  private readonly byId: ReadonlyMap<string, readonly KnownRule[]>;
  private readonly byName: ReadonlyMap<string, readonly KnownRule[]>;
  private readonly byFileName: ReadonlyMap<string, readonly KnownRule[]>;
  private readonly bySearch: ReadonlyMap<string, readonly KnownRule[]>;

  constructor(rules: Iterable<KnownRule>) {
    const all = [...rules];
    this.byId = group(all, ({ id }) => id);
    this.byName = group(all, ({ name }) => name);
    this.byFileName = group(all, ({ path }) => pathParts(path).at(-1));
    this.bySearch = group(all, ({ searchKey }) => searchKey);
  }

  /** The rules with that id; more than one is a mistake of the workspace. */
  withId(id: string): readonly KnownRule[] {
    return this.byId.get(id) ?? [];
  }

  /** The others as the rule with that path sees them. */
  without(path: string): OtherRules {
    const others = (
      rules: ReadonlyMap<string, readonly KnownRule[]>,
      key: string,
    ): readonly OtherRule[] => rules.get(key)?.filter((rule) => rule.path !== path) ?? [];
    return {
      withId: (id) => others(this.byId, id),
      withName: (name) => others(this.byName, name),
      withFileName: (name) => others(this.byFileName, name),
      withSearch: (key) => others(this.bySearch, key),
    };
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
