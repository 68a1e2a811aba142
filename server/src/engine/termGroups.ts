// Groups of documents by the values of fields, as Elasticsearch's composite aggregation makes them: a document with
// several values belongs to several groups.
import type { JsonObject } from '../events/event';
import type { Located } from '../rule/rule';
import { alwaysThere } from './eventTime';
import { combinations } from './combinations';
import type { Match } from './match';
import { compareAge } from './match';
import type { FieldTypes } from './matcher';
import type { GroupTerm, RunFailure, RunWarning } from './runResult';
import { compareTerms, termReader } from './termReader';
import type { Term, TermReader } from './termReader';

/** A matched event as the groups keep it. */
export interface Member {
  readonly match: Match;
  readonly groups: readonly TermGroup[];
}

export interface TermGroup {
  /** A value per field; undefined where a group holds the documents without one. */
  readonly terms: readonly (Term | undefined)[];
  readonly members: Member[];
  /** Some member belongs to other groups as well, so their alerts can consume it. */
  isShared: boolean;
  /** Some member cannot be found from the start. */
  isLate: boolean;
  /** Members up to this time (epoch milliseconds) are left out: an alert of the group has told of them. */
  consumedUntil: number;
}

export interface TermGroups {
  readonly reads: readonly string[] | undefined;
  readonly warnings: readonly RunWarning[];
  /** Undefined for an event that belongs to no group. */
  take(match: Match, source: JsonObject): Member | undefined;
  readonly all: () => readonly TermGroup[];
}

/** More combinations of one document are not followed; real documents have a handful. */
const combinationLimit = 100_000;

/** Groups by fields, or why Elasticsearch would refuse; with `takesMissing` lacking a value is a value of its own. */
export function termGroups(
  fields: readonly Located<string>[],
  types: FieldTypes,
  takesMissing: boolean,
): TermGroups | { readonly failures: readonly RunFailure[] } {
  const readers: TermReader[] = [];
  const failures: RunFailure[] = [];
  for (const field of fields) {
    const reader = termReader(field, types);
    if ('code' in reader) failures.push(reader);
    else readers.push(reader);
  }
  if (failures.length > 0) return { failures };
  const groups = new Map<string, TermGroup>();
  const groupOf = (terms: readonly (Term | undefined)[]): TermGroup => {
    const key = groupKey(terms);
    const group = groups.get(key) ?? {
      terms,
      members: [],
      isShared: false,
      isLate: false,
      consumedUntil: -Infinity,
    };
    groups.set(key, group);
    return group;
  };
  return {
    reads: readers.every(({ reads }) => reads)
      ? readers.flatMap(({ reads }) => reads ?? [])
      : undefined,
    warnings: readers.flatMap(({ warnings }) => warnings),
    take(match, source) {
      const values = readers.map((reader) => {
        const terms: readonly (Term | undefined)[] = reader.read(source);
        return terms.length === 0 && takesMissing ? [undefined] : terms;
      });
      const own = [...combinations(values, combinationLimit)].map(groupOf);
      if (own.length === 0) return undefined;
      const member = { match, groups: own };
      for (const group of own) {
        group.members.push(member);
        group.isShared ||= own.length > 1;
        group.isLate ||= match.arrives !== alwaysThere;
      }
      return member;
    },
    all: () => [...groups.values()],
  };
}

/** Equal for equal groups. */
export function groupKey(terms: TermGroup['terms']): string {
  return JSON.stringify(terms.map((term) => term?.key ?? null));
}

/** The order of the aggregation's pages: field by field, documents without a value last. */
export function compareGroups(a: TermGroup, b: TermGroup): number {
  for (const [i, term] of a.terms.entries()) {
    const other = b.terms[i];
    const order =
      term && other ? compareTerms(term, other) : Number(term === undefined) - Number(!other);
    if (order !== 0) return order;
  }
  return 0;
}

export function groupTerms(
  { terms }: TermGroup,
  fields: readonly Located<string>[],
): readonly GroupTerm[] {
  return fields.map((field, i) => ({ field: field.value, value: terms[i]?.value ?? null }));
}

/** The search leaves out an event whose values include those of an earlier alert that has told of it. */
export function isConsumed({ match, groups }: Member): boolean {
  return groups.some(({ consumedUntil }) => match.time <= consumedUntil);
}

export function byAge(a: Member, b: Member): number {
  return compareAge(a.match, b.match);
}
