// Which indicators an event meets: groups are alternatives, the entries of a group hold together (spec: rule-types 4).
import type { JsonObject } from '../events/event';
import type { Scalar } from '../events/values';
import type { EntryIndex, GroupIndex, Indicator, Posting } from './indicators';

/** A pair of fields that holds between an event and an indicator. */
export interface Hit {
  readonly indicator: Indicator;
  readonly entry: EntryIndex;
  /** The value of the event. */
  readonly atomic: Scalar;
}

/**
 * Kibana goes through the events and looks for indicators, or the other way round, whichever are fewer. It matters for
 * lists: of the side it goes through, only the first value is looked for; an indicator with several values has no part
 * in a group of several entries.
 */
export type Direction = 'events' | 'indicators';

/** The event has the fields of a group, negated ones aside. */
export function hasMappedFields(source: JsonObject, groups: readonly GroupIndex[]): boolean {
  return groups.some((group) =>
    group.every(({ negate, valuesOf }) => negate || valuesOf(source).length > 0),
  );
}

/** One hit per indicator and pair of fields. */
export function findHits(
  source: JsonObject,
  groups: readonly GroupIndex[],
  direction: Direction,
): readonly Hit[] {
  const hits = new Map<string, Hit>();
  for (const hit of groups.flatMap((group) => groupHits(source, group, direction))) {
    const { file, offset } = hit.indicator;
    const key = JSON.stringify([file, offset, hit.entry.field, hit.entry.value]);
    if (!hits.has(key)) hits.set(key, hit);
  }
  return [...hits.values()];
}

function groupHits(source: JsonObject, group: GroupIndex, direction: Direction): readonly Hit[] {
  const isSingle = group.length === 1;
  const found = group
    .filter(({ negate }) => !negate)
    .map((entry) => ({ entry, met: meet(entry, source, { direction, isSingle }) }));
  const [first, ...rest] = found;
  const excluded = group
    .filter(({ negate }) => negate)
    .map((entry) => exclusion(entry, source, { direction, isSingle }));
  const common = [...(first?.met.keys() ?? [])].filter(
    (indicator) =>
      rest.every(({ met }) => met.has(indicator)) &&
      !excluded.some((isExcluded) => isExcluded(indicator)),
  );
  return common.flatMap((indicator) =>
    found.flatMap(({ entry, met }) => {
      const atomic = met.get(indicator);
      return atomic === undefined ? [] : [{ indicator, entry, atomic }];
    }),
  );
}

interface Meeting {
  readonly direction: Direction;
  /** The group has no other entry. */
  readonly isSingle: boolean;
}

/** Indicators that equal the event in one pair of fields, with the event's value. */
function meet(
  entry: EntryIndex,
  source: JsonObject,
  meeting: Meeting,
): ReadonlyMap<Indicator, Scalar> {
  const values = entry.valuesOf(source);
  const asked = meeting.direction === 'events' ? values.slice(0, 1) : values;
  const met = new Map<Indicator, Scalar>();
  for (const value of asked)
    for (const posting of entry.find(value))
      if (takesPart(posting, meeting) && !met.has(posting.indicator))
        met.set(posting.indicator, value);
  return met;
}

function takesPart({ isFirst, isOnly }: Posting, { direction, isSingle }: Meeting): boolean {
  return direction === 'events' || (isSingle ? isFirst : isOnly);
}

/** A negated pair excludes indicators that are equal in it, and those that lack the field together with the event. */
function exclusion(
  entry: EntryIndex,
  source: JsonObject,
  meeting: Meeting,
): (indicator: Indicator) => boolean {
  const equal = meet(entry, source, meeting);
  if (entry.valuesOf(source).length > 0) return (indicator) => equal.has(indicator);
  return (indicator) => !entry.has(indicator);
}
