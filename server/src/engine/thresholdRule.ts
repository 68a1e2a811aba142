// Rule type `threshold`: one alert per group of events that is large enough (spec: rule-types 2).
import type { JsonObject } from '../events/event';
import { lowest, windowOf } from './executions';
import type { Executions, RuleWindow } from './executions';
import { bothReads } from './conditions';
import type { Match } from './match';
import type { FieldTypes } from './matcher';
import { maxSignalsWarnings } from './ruleEvaluator';
import type { RawAlert, RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import { isoText } from './ruleTime';
import type { GroupCounts, RunFailure, RunWarning, ThresholdResult } from './runResult';
import { walkStays, windowStays } from './stays';
import { suppressionStore } from './suppressionStore';
import type { Foldable } from './suppressionStore';
import type { SuppressionSettings } from './suppressionSettings';
import { byAge, compareGroups, groupKey, groupTerms, isConsumed, termGroups } from './termGroups';
import type { Member, TermGroup, TermGroups } from './termGroups';
import { termReader } from './termReader';
import type { TermReader } from './termReader';
import type { ThresholdSettings } from './thresholdSettings';

export interface ThresholdRule {
  readonly settings: RuleSettings;
  readonly threshold: ThresholdSettings;
  readonly suppression: SuppressionSettings | undefined;
  readonly types: FieldTypes;
}

/** Different values of the cardinality field, by event. */
type Values = ReadonlyMap<Match, readonly (string | number)[]>;

interface Collected {
  readonly groups: TermGroups;
  readonly members: readonly Member[];
  /** Matched events that lack a field. */
  readonly outside: readonly Match[];
  readonly values: Values;
}

/** The evaluator, or why Elasticsearch would refuse the aggregation. */
export function thresholdRule(rule: ThresholdRule): RuleEvaluator | readonly RunFailure[] {
  const { threshold, types } = rule;
  const groups = termGroups(threshold.fields, types, false);
  const counted = threshold.cardinality && termReader(threshold.cardinality.field, types);
  if ('failures' in groups) return groups.failures;
  if (counted && 'code' in counted) return [counted];
  const members: Member[] = [];
  const outside: Match[] = [];
  const values = new Map<Match, readonly (string | number)[]>();
  const cardinality = threshold.cardinality ? [threshold.cardinality.field.value] : [];
  return {
    fields: [...threshold.fields.map(({ value }) => value), ...cardinality],
    reads: bothReads(groups.reads, counted ? counted.reads : []),
    historyFrom: undefined,
    add(match, { source }) {
      const member = groups.take(match, source);
      if (!member) {
        outside.push(match);
        return;
      }
      members.push(member);
      if (counted) values.set(match, keysOf(counted, source));
    },
    run: (executions) => run(rule, executions, { groups, members, outside, values }),
  };
}

function keysOf(reader: TermReader, source: JsonObject): readonly (string | number)[] {
  return reader.read(source).map(({ key }) => key);
}

/** A group with its events in one execution. */
interface Bucket {
  readonly group: TermGroup;
  /** Oldest first; never empty. */
  readonly members: readonly Member[];
  readonly cardinality: number | undefined;
}

function run(rule: ThresholdRule, executions: Executions, collected: Collected): RuleOutcome {
  const { settings, threshold } = rule;
  const course = startCourse(rule, collected);
  for (const group of collected.groups.all()) group.members.sort(byAge);
  const stays = windowStays(collected.members, executions, settings);
  // A group grows only by what enters, so the others need no look.
  walkStays(stays, (k, seen) => {
    const window = windowOf(executions, settings, k);
    const touched = new Set(seen.flatMap(({ item }) => item.groups));
    const buckets = [...touched]
      .flatMap((group) => course.count(group, window) ?? [])
      .sort((a, b) => compareGroups(a.group, b.group));
    course.write(buckets.slice(0, settings.maxSignals), window.now);
    const left = buckets.slice(settings.maxSignals);
    if (left.length > 0) course.truncated.push(window.now);
    const waiting = new Set(left.map(({ group }) => group));
    return seen.filter(({ item }) => item.groups.some((group) => waiting.has(group)));
  });
  const warnings = [
    ...collected.groups.warnings,
    ...cardinalityWarnings(course.largestCardinality),
    ...maxSignalsWarnings(
      course.truncated,
      settings.maxSignals,
      'the groups alert in the order of their values',
    ),
  ];
  const outside = collected.outside.map((match) => ({ match }));
  const groups: GroupCounts = {
    ...course.counts(threshold),
    eventsWithoutGroup: new Set(windowStays(outside, executions, settings).map(({ item }) => item))
      .size,
  };
  return { alerts: course.alerts, warnings, failures: [], explanation: { groups } };
}

interface Course {
  readonly alerts: RawAlert[];
  readonly truncated: number[];
  readonly largestCardinality: number;
  /** The group's bucket, if it is large enough in the window. */
  count(group: TermGroup, window: RuleWindow): Bucket | undefined;
  write(buckets: readonly Bucket[], now: number): void;
  counts(threshold: ThresholdSettings): Omit<GroupCounts, 'eventsWithoutGroup'>;
}

function startCourse(rule: ThresholdRule, { values }: Collected): Course {
  const { settings, threshold, suppression } = rule;
  const alerts: RawAlert[] = [];
  const counted = new Set<TermGroup>();
  const store = suppressionStore();
  let largest: Bucket | undefined;
  let largestCardinality = 0;
  return {
    alerts,
    truncated: [],
    get largestCardinality() {
      return largestCardinality;
    },
    count(group, window) {
      const range = rangeOf(group, window);
      if (range.start === range.end) return undefined;
      counted.add(group);
      // At most so many; most groups are too small to be looked at one by one.
      const size = range.end - range.start;
      if (size < threshold.value && size <= (largest?.members.length ?? 0)) return undefined;
      const members = membersIn(group, range, window.now);
      if (members.length === 0) return undefined;
      const cardinality = threshold.cardinality && countValues(members, values);
      const bucket = { group, members, cardinality };
      largestCardinality = Math.max(largestCardinality, cardinality ?? 0);
      if (!largest || members.length > largest.members.length) largest = bucket;
      const isLarge =
        members.length >= threshold.value &&
        (cardinality ?? 0) >= (threshold.cardinality?.value ?? 0);
      return isLarge ? bucket : undefined;
    },
    write(buckets, now) {
      const found = buckets.map((bucket) => toAlert(bucket, rule, now));
      if (suppression?.duration === undefined) alerts.push(...found.map(({ alert }) => alert));
      else {
        const execution = {
          now,
          since: now - suppression.duration,
          isAlone: false,
          room: settings.maxSignals,
        };
        const written = store.write(found, execution);
        alerts.push(...written.alerts.map(({ alert }) => alert));
      }
      for (const { group, members } of buckets)
        group.consumedUntil = members[members.length - 1]?.match.time ?? -Infinity;
    },
    counts: () => ({
      distinct: counted.size,
      ...(largest ? { largest: resultOf(largest, threshold) } : {}),
    }),
  };
}

interface MemberRange {
  readonly start: number;
  readonly end: number;
}

/** Members of the group in the window, up to the last event of its last alert left out. */
function rangeOf({ members, consumedUntil }: TermGroup, { from, to }: RuleWindow): MemberRange {
  const firstAfter = (test: (time: number) => boolean): number =>
    lowest(members.length, (i) => test(members[i]?.match.time ?? Infinity));
  const start = firstAfter((time) => time >= from && time > consumedUntil);
  return {
    start,
    end: Math.max(
      start,
      firstAfter((time) => time > to),
    ),
  };
}

/** Those that the execution finds and that no earlier alert has told of. */
function membersIn(
  { members, isShared, isLate }: TermGroup,
  { start, end }: MemberRange,
  now: number,
): readonly Member[] {
  const inRange = members.slice(start, end);
  const found = isLate ? inRange.filter(({ match }) => match.arrives <= now) : inRange;
  return isShared ? found.filter((member) => !isConsumed(member)) : found;
}

function countValues(members: readonly Member[], values: Values): number {
  return new Set(members.flatMap(({ match }) => values.get(match) ?? [])).size;
}

function resultOf(
  { group, members, cardinality }: Bucket,
  threshold: ThresholdSettings,
): Omit<ThresholdResult, 'from'> {
  const field = threshold.cardinality?.field.value;
  return {
    terms: groupTerms(group, threshold.fields),
    count: members.length,
    ...(field === undefined || cardinality === undefined
      ? {}
      : { cardinality: { field, value: cardinality } }),
  };
}

/** Kibana's alert is of no single event; here the latest of the group stands for it. */
function toAlert(bucket: Bucket, { threshold }: ThresholdRule, now: number): Foldable<Bucket> {
  const [first] = bucket.members;
  const last = bucket.members[bucket.members.length - 1] ?? first;
  if (!first || !last) throw new RangeError('a bucket without events');
  const result = resultOf(bucket, threshold);
  const start = first.match.time;
  const alert: RawAlert = {
    executedAt: now,
    match: last.match,
    threshold: { ...result, from: isoText(start) },
    reason: reasonOf(result, threshold, [start, last.match.time]),
  };
  const suppression = { terms: result.terms, docsCount: 0, start, end: last.match.time };
  return { key: groupKey(bucket.group.terms), suppression, alert, item: bucket };
}

function reasonOf(
  { terms, count, cardinality }: Omit<ThresholdResult, 'from'>,
  threshold: ThresholdSettings,
  [start, end]: readonly [number, number],
): string {
  const group = terms.map(({ field, value }) => ` with ${field} ${JSON.stringify(value)}`);
  const different =
    cardinality && threshold.cardinality
      ? ` and ${cardinality.value} different values of ${cardinality.field} (at least ${threshold.cardinality.value})`
      : '';
  const events = count === 1 ? '1 event' : `${count} events`;
  return `${events}${group.join(' and')} (at least ${threshold.value})${different}, from ${isoText(start)} to ${isoText(end)}.`;
}

/** Elasticsearch counts exactly up to this many different values (its default precision). */
const exactCardinality = 3000;

function cardinalityWarnings(largest: number): readonly RunWarning[] {
  if (largest <= exactCardinality) return [];
  const message = `a group has ${largest} different values of the cardinality field: they are counted exactly here, Elasticsearch estimates above ${exactCardinality}`;
  return [{ code: 'approximation', message }];
}
