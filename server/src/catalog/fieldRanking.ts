// The order in which fields are offered: what the index patterns of a rule are about first, then what rules use most.
import commonFields from '../../data/common-fields.txt';
import patternFields from '../../data/pattern-fields.tsv';
import { endpointDataSets, endpointDataSetsIn } from './endpointDataSets';
import { fieldNames } from './fieldCatalog';
import { findDataSources, stemsRead } from './ruleCatalog';
import { forEachRow, lazy, listCell } from './table';

export interface FieldRanking {
  /** The lower, the earlier; equal only for fields that nobody is known to use. */
  place(name: string): number;
  /** As many places are for what rules use. */
  readonly used: number;
}

const commonNames = lazy(() => commonFields.split('\n').filter((name) => name !== ''));

const commonness = lazy(() => new Map(commonNames().map((name, i) => [name, i] as const)));

/** By how many rules use the field. */
export const commonRanking: FieldRanking = {
  place: (name) => commonness().get(name) ?? commonness().size,
  get used() {
    return commonness().size;
  },
};

const fieldsByStem = lazy(() => {
  const fields = new Map<string, readonly string[]>();
  forEachRow(patternFields, (stem, line) => {
    fields.set(
      stem,
      listCell(line, 1).map((number) => commonNames()[Number(number)] ?? ''),
    );
  });
  return fields;
});

/** `*`, `logs-*`: of no product. */
const readsAll = /^(?:[^:]*:)?(?:(?:logs|metrics|traces)-?)?\*/;

const rankings = new Map<string, FieldRanking>();
const keptRankings = 8;

/** For a rule that reads these index patterns; without any by use alone. */
export function rankingFor(patterns: readonly string[]): FieldRanking {
  const telling = patterns.filter((pattern) => !readsAll.test(pattern));
  if (telling.length === 0) return commonRanking;
  const key = telling.join(',');
  const ranking = rankings.get(key) ?? makeRanking(telling);
  rankings.delete(key);
  rankings.set(key, ranking);
  for (const oldest of [...rankings.keys()].slice(0, -keptRankings)) rankings.delete(oldest);
  return ranking;
}

function makeRanking(patterns: readonly string[]): FieldRanking {
  const { used, unused } = inOrder(patterns);
  const places = new Map([...new Set([...used, ...unused])].map((name, at) => [name, at] as const));
  return {
    place: (name) => places.get(name) ?? places.size + commonRanking.place(name),
    used: new Set(used).size,
  };
}

interface Order {
  readonly used: readonly string[];
  readonly unused: readonly string[];
}

/** So many fields of what a rule is about come before the others that such rules use, which are no less wanted. */
const leading = 12;

/**
 * What the patterns are about as far as rules on them use it, all that these rules use, then what nobody uses: what they
 * are about, and the other fields of the data sets. A name may come again.
 */
function inOrder(patterns: readonly string[]): Order {
  const used = scores(patterns.map(usedFields));
  const subjects = scores(patterns.map(subjectsOf));
  const isCarried = carriedBy(patterns);
  const byUse = descending(used);
  const unused = namesByUse().filter((name) => !used.has(name) && isCarried(name) !== false);
  return {
    used: [...ofSubjects(byUse, subjects).slice(0, leading), ...byUse],
    unused: [...ofSubjects(unused, subjects), ...unused.filter((name) => isCarried(name) === true)],
  };
}

const namesByUse = lazy(() =>
  [...fieldNames()].sort((a, b) => commonRanking.place(a) - commonRanking.place(b)),
);

/** Names within the subjects, the first subject's first, otherwise as they come. */
function ofSubjects(
  names: readonly string[],
  subjects: ReadonlyMap<string, number>,
): readonly string[] {
  const groups: readonly string[][] = descending(subjects).map(() => []);
  // `aws.cloudtrail` before `aws`: the innermost decides.
  const innermost = descending(subjects)
    .map((subject, at) => ({ subject, inside: `${subject}.`, at }))
    .sort((a, b) => b.subject.length - a.subject.length);
  for (const name of names) {
    const found = innermost.find(
      ({ subject, inside }) => name === subject || name.startsWith(inside),
    );
    if (found) groups[found.at]?.push(name);
  }
  return groups.flat();
}

/** Undefined where that is not known, as of all patterns but those of Elastic Defend. */
function carriedBy(patterns: readonly string[]): (name: string) => boolean | undefined {
  const read = patterns.map(endpointDataSetsIn);
  const dataSets = new Set(read.flat());
  const isOnlyEndpoint = read.every(({ length }) => length > 0);
  if (dataSets.size === 0) return () => undefined;
  return (name) => {
    if (endpointDataSets(name)?.some((dataSet) => dataSets.has(dataSet)) === true) return true;
    return isOnlyEndpoint ? false : undefined;
  };
}

/** What rules on a pattern name, most used first. */
function usedFields(pattern: string): readonly string[] {
  const stems = stemsRead(pattern, [...fieldsByStem().keys()]);
  const found = stems.map((stem) => fieldsByStem().get(stem) ?? []);
  return descending(scores(found));
}

function subjectsOf(pattern: string): readonly string[] {
  return [...new Set(findDataSources(pattern).flatMap(({ subjects }) => subjects))];
}

/** Lists of which the first counts most, as one: early in many lists is better than first in one. */
function scores(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const list of lists)
    list.forEach((item, at) => {
      sums.set(item, (sums.get(item) ?? 0) + 1 / (at + 3));
    });
  return sums;
}

/** The items, the highest first. */
function descending(sums: ReadonlyMap<string, number>): readonly string[] {
  return [...sums].sort(([, a], [, b]) => b - a).map(([item]) => item);
}
