// Looks other rules up by what must differ, and by the ids and names that files give.
import type { KnownRules, OtherRule, OtherRules } from '../checks/check';
import { pathParts } from '../checks/ruleTables';
import type { RuleIdentity, RuleSearch } from '../rule/ruleIdentity';
import type { RulePlaces } from '../rule/rulePlaces';
import { keepLast } from '../text/oncePer';
import { NearSearches } from './nearSearches';
import type { NearSearch } from './nearSearches';

/** A rule of the workspace; the path as it is shown. */
export type KnownRule = RuleIdentity & {
  readonly path: string;
  /** Rules of different repositories are not compared; absent where none is known. */
  readonly repository?: string;
  readonly places?: RulePlaces;
};

/** The folders whose rules are all known. */
export interface KnownFolders {
  readonly read: readonly string[];
  /** Those that are a repository on their own where no configuration says what is one. */
  readonly roots: readonly string[];
}

/** Among which rules a file stands. */
export interface Surroundings {
  readonly repository?: string;
  /** The repository that its mentions of rules are about, if all its rules are known. */
  readonly whole?: string | undefined;
  /** Ids of rules that the repository had once. */
  readonly retiredIds?: readonly string[];
}

/** What a rule is compared by; undefined where it has none. */
const keys = {
  id: ({ id }: KnownRule) => id,
  name: ({ name }: KnownRule) => name,
  fileName: ({ path }: KnownRule) => pathParts(path).at(-1),
  search: ({ searchKey }: KnownRule) => searchKey,
} as const;

type Key = keyof typeof keys;

/** Asked for each mention of a rule that does not exist. */
const namesOf = keepLast((rules: readonly KnownRule[]): readonly string[] =>
  rules.flatMap(({ name }) => name ?? []),
);

const noFolders: KnownFolders = { read: [], roots: [] };

/** The rules of a workspace or of a run, for the checks of each of them. */
export class RuleCollection {
  private readonly groups: Readonly<Record<Key, ReadonlyMap<string, readonly KnownRule[]>>>;
  private readonly searches: NearSearches<KnownRule>;
  private readonly repositories: ReadonlyMap<string, readonly KnownRule[]>;

  constructor(
    rules: Iterable<KnownRule>,
    readonly folders: KnownFolders = noFolders,
  ) {
    const all = [...rules];
    this.groups = {
      id: group(all, keys.id),
      name: group(all, keys.name),
      fileName: group(all, keys.fileName),
      search: group(all, keys.search),
    };
    this.searches = new NearSearches(all);
    this.repositories = group(all, ({ repository = '' }) => repository);
  }

  get isEmpty(): boolean {
    return this.groups.fileName.size === 0;
  }

  /** The rules with that id; more than one is a mistake of the workspace. */
  withId(id: string): readonly KnownRule[] {
    return this.groups.id.get(id) ?? [];
  }

  /** The paths of rules that have the same id, name, file name or nearly the same search, the rule's own left out. */
  sharing(rule: KnownRule): readonly string[] {
    const same = (Object.keys(keys) as Key[]).flatMap((key) => {
      const value = keys[key](rule);
      return value === undefined ? [] : this.others(key, value, rule).map(({ path }) => path);
    });
    const near = rule.search ? this.near(rule.search, rule).map((each) => each.rule.path) : [];
    return [...new Set([...same, ...near])];
  }

  /** The others as the file with that path sees them. */
  without(path: string, around: Surroundings = {}): OtherRules {
    const { repository = '' } = around;
    const own = { path, repository };
    const known = around.whole === undefined ? undefined : this.knownIn(around.whole, around);
    return {
      withId: (id) => this.others('id', id, own),
      withName: (name) => this.others('name', name, own),
      withFileName: (name) => this.others('fileName', name, own),
      withSearch: (key) => this.others('search', key, own),
      near: (search) => this.near(search, own),
      ...(known && { known }),
    };
  }

  /** How many rules of a repository are known. */
  countIn(repository: string): number {
    return this.repositories.get(repository)?.length ?? 0;
  }

  private knownIn(repository: string, { retiredIds = [] }: Surroundings): KnownRules {
    const rules = this.repositories.get(repository) ?? [];
    const isOwn = (rule: KnownRule): boolean => (rule.repository ?? '') === repository;
    return {
      hasId: (id) => this.withId(id).some(isOwn) || retiredIds.includes(id),
      nameOf: (id) => this.withId(id).find(isOwn)?.name,
      idOf: (name) => this.groups.name.get(name)?.find(isOwn)?.id,
      ids: () => rules.flatMap(({ id }) => id ?? []),
      names: () => namesOf(rules),
    };
  }

  private near(search: RuleSearch, own: Place): readonly NearSearch<KnownRule>[] {
    return this.searches.near(search).filter(({ rule }) => isBeside(rule, own));
  }

  private others(key: Key, value: string, own: Place): readonly OtherRule[] {
    return (this.groups[key].get(value) ?? []).filter((rule) => isBeside(rule, own));
  }
}

type Place = Pick<KnownRule, 'path' | 'repository'>;

function isBeside(rule: Place, own: Place): boolean {
  return rule.path !== own.path && (rule.repository ?? '') === (own.repository ?? '');
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
