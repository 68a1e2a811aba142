// Finds the searches that differ from one in few parts, among many: only those are compared that share a rare part with it.
import type { RuleSearch } from '../rule/ruleIdentity';
import type { SearchPart } from '../rule/searchParts';
import { oncePer } from '../text/oncePer';

export interface NearSearch<R> {
  readonly rule: R;
  /** Parts that the other one does not have. */
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
}

interface Searching {
  readonly search?: RuleSearch;
}

/** Of all the parts of two searches, at least this share is in both. */
const leastShared = 0.6;
/** More says nothing any more. */
const mostDifferent = 6;
/** Very short searches are all alike. */
const fewestShared = 2;

/** An inverted index of the parts of searches. */
export class NearSearches<R extends Searching> {
  private readonly rules = new Map<string, R[]>();

  constructor(rules: readonly R[]) {
    for (const rule of rules)
      for (const { text } of rule.search?.parts ?? []) {
        const known = this.rules.get(text);
        if (known) known.push(rule);
        else this.rules.set(text, [rule]);
      }
  }

  /** All that may overlap and are not equal, nearest first. */
  near(search: RuleSearch): readonly NearSearch<R>[] {
    const candidates = new Set<R>();
    for (const text of this.rarest(search))
      for (const rule of this.rules.get(text) ?? []) candidates.add(rule);
    return [...candidates]
      .flatMap((rule) => (rule.search && compare(search, rule.search, rule)) ?? [])
      .sort((a, b) => sizeOf(a) - sizeOf(b));
  }

  /** Of more parts a near search lacks none: it has at least one of these. */
  private rarest({ parts }: RuleSearch): readonly string[] {
    const missing = Math.min(mostDifferent, Math.floor(parts.length * (1 - leastShared)));
    const count = (text: string): number => this.rules.get(text)?.length ?? 0;
    return parts
      .map(({ text }) => text)
      .sort((a, b) => count(a) - count(b))
      .slice(0, missing + 1);
  }
}

function sizeOf({ onlyHere, onlyThere }: NearSearch<unknown>): number {
  return onlyHere.length + onlyThere.length;
}

/** What is asked of a search as often as it is compared with another. */
interface SearchFacts {
  readonly texts: ReadonlySet<string>;
  /** Those that events have one of several values of, or the one. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
  readonly excluded: ReadonlySet<string>;
}

const factsOf = oncePer(({ parts }: RuleSearch): SearchFacts => ({
  texts: new Set(parts.map(({ text }) => text)),
  asked: askedBy(parts),
  excluded: new Set(parts.flatMap(({ excludes }) => excludes ?? [])),
}));

function compare<R>(here: RuleSearch, there: RuleSearch, rule: R): NearSearch<R> | undefined {
  if (here.settings !== there.settings || !overlap(here.indices, there.indices)) return undefined;
  const [one, other] = [factsOf(here), factsOf(there)];
  let shared = 0;
  for (const text of one.texts) if (other.texts.has(text)) shared++;
  const different = one.texts.size + other.texts.size - 2 * shared;
  if (different === 0 || different > mostDifferent || shared < fewestShared) return undefined;
  if (shared < leastShared * (shared + different)) return undefined;
  if (!mayMeet(one, other) || !isAddition(here, there)) return undefined;
  return {
    rule,
    onlyHere: [...one.texts].filter((text) => !other.texts.has(text)),
    onlyThere: [...other.texts].filter((text) => !one.texts.has(text)),
  };
}

/**
 * One of them goes further, or both differ in what they exclude and in which values they list. Where each asks for
 * something that the other does not ask for, they look for different things.
 */
function isAddition(here: RuleSearch, there: RuleSearch): boolean {
  return asksForAll(here, there) || asksForAll(there, here);
}

/** Every condition of the other stands here too, apart from exclusions and from other values of a list. */
function asksForAll(here: RuleSearch, there: RuleSearch): boolean {
  const { texts, asked } = factsOf(here);
  return there.parts.every(
    ({ text, field, excludes }) =>
      texts.has(text) || excludes !== undefined || (field !== undefined && asked.has(field)),
  );
}

/**
 * Some pattern may name an index of both: up to its first asterisk one begins as the other. A rule that names none
 * searches what Kibana is set to.
 */
function overlap(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  if (a[0] === b[0]) return true;
  return a.some((one) =>
    b.some((other) => {
      const [x = '', y = ''] = [one.split('*')[0], other.split('*')[0]];
      const [isX, isY] = [one.includes('*'), other.includes('*')];
      return (isX && y.startsWith(x)) || (isY && x.startsWith(y)) || one === other;
    }),
  );
}

/** False where an event can never be found by both: no value that one field may have is common, or one excludes it. */
function mayMeet(one: SearchFacts, other: SearchFacts): boolean {
  for (const [field, values] of one.asked) {
    const others = other.asked.get(field);
    if (others && !values.some((value) => others.includes(value))) return false;
  }
  return !excludesAll(one, other) && !excludesAll(other, one);
}

function askedBy(parts: readonly SearchPart[]): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, string[]>();
  for (const { field, text } of parts) {
    if (field === undefined) continue;
    const values = asked.get(field);
    if (values) values.push(text);
    else asked.set(field, [text]);
  }
  return asked;
}

function excludesAll({ asked }: SearchFacts, { excluded }: SearchFacts): boolean {
  if (excluded.size === 0) return false;
  return [...asked.values()].some((values) => values.every((value) => excluded.has(value)));
}
