// The one pass over the samples: counts events, hands those that satisfy the query to the rule, forgets the rest.
import type { Event, Sample } from '../events/event';
import { indexPath, rowMemo } from '../events/row';
import type { Row } from '../events/row';
import { scanEvents } from '../events/scanEvents';
import { newTerms } from '../events/terms';
import { jsonText } from '../events/values';
import type { RuleExceptions } from './exceptions/ruleExceptions';
import { arrivesField, rowTimeReader } from './eventTime';
import type { EventTime } from './eventTime';
import { boundaryFrom, firstReaching, timeIn, windowOf } from './executions';
import type { Executions, RuleWindow } from './executions';
import { gapFinder, ingestedField } from './gaps';
import type { IndexFilter } from './indexFilter';
import type { Match } from './match';
import type { Matcher } from './matcher';
import type { OwnAlerts } from './ownAlerts';
import type { RuleEvaluator } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import { thinned } from './thinned';
import type { Warnings } from './warnings';

export interface Collection {
  readonly samples: readonly Sample[];
  readonly settings: RuleSettings;
  readonly matcher: Matcher;
  readonly evaluator: RuleEvaluator;
  readonly exceptions: RuleExceptions;
  /** Undefined: every event takes part. */
  readonly indices: IndexFilter | undefined;
  /** Undefined: no event is one. */
  readonly ownAlerts: OwnAlerts | undefined;
  /** Undefined for a replay, whose executions follow from what is read. */
  readonly chosen: Executions | undefined;
  readonly warnings: Warnings;
  /** Fields whose values alerts take from their documents. */
  readonly shown: readonly string[];
  /** Samples of at least this many bytes are read without parsing lines that cannot match. */
  readonly skipFrom: number;
}

/** What the pass counted. Times in epoch milliseconds. */
export interface Collected {
  /** Documents; of a sample read without parsing every line, its lines. */
  readonly read: number;
  /** Lines looked into; fewer than `read` where some could not match. All other counts speak of these. */
  readonly parsed: number;
  readonly matched: number;
  /** Satisfy the query and meet an exception. */
  readonly excluded: number;
  /** Events that take no part, by their index. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly skipped: number;
  /** Times of the first and last event with a usable time; undefined where there is none. */
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  readonly inWindow: number;
  readonly matchedInWindow: number;
  readonly inGaps: number;
  readonly withoutTime: number;
  /** Matches with several times in the field that decides, by its name. */
  readonly severalTimes: ReadonlyMap<string, number>;
  /** Some event carries the field of `timestamp_override`. */
  readonly hasOverride: boolean;
  /** Times of matched events, thinned evenly, ascending. */
  readonly matchTimes: readonly number[];
}

type Tallies = 'leftOut' | 'severalTimes';
type Counts = { -readonly [K in keyof Omit<Collected, Tallies>]: Collected[K] } & Readonly<
  Record<Tallies, Map<string, number>>
>;

export function collectMatches(collection: Collection): Collected {
  const { samples, indices, warnings } = collection;
  const counts = emptyCounts();
  const paths = pathsOf(collection);
  const places = placesIn(paths);
  const placeOf = (path: string): number => places([path])?.[0] ?? 0;
  const readTime = rowTimeReader(collection.settings.time, placeOf);
  const leftOut = leftOutOf(indices, places);
  const times = thinned();
  const take = matchTaker(collection, places);
  const verdictOn = verdictsOf(collection, places);
  const place = windowPlace(collection);
  const gaps = collection.chosen
    ? undefined
    : gapFinder(collection.settings, placeOf(ingestedField));
  const terms = newTerms();
  let unparsed = 0;
  const scan = {
    paths,
    times: timeFields(collection),
    needleSets: collection.matcher.needleSets,
    skipFrom: collection.skipFrom,
  };
  for (const [number, sample] of samples.entries()) {
    const { lines, candidates } = scanEvents(sample, scan, {
      terms,
      skip: ({ file, line, message }) => {
        counts.skipped++;
        warnings.addLine('skipped-line', { file, line, message });
      },
      event: (event) => {
        const elsewhere = leftOut(event);
        if (elsewhere !== undefined) {
          counts.read++;
          tally(counts.leftOut, elsewhere);
          return;
        }
        const time = readTime(event);
        const verdict = verdictOn(event, time);
        const isMatch = verdict === 'match';
        if (verdict === 'excluded') counts.excluded++;
        const where = place(time);
        count(counts, time, { isMatch, where });
        if (where === 'gap') gaps?.addBetween(event, isMatch);
        else if (isMatch && where === 'window') gaps?.addMatch(event, time.time);
        if (time.malformed) warnTime(event, time.malformed, warnings);
        if (isMatch && !Number.isNaN(time.time)) {
          times.add(time.time);
          take(event, time, number);
        }
      },
    });
    counts.parsed = counts.read;
    unparsed += lines - candidates;
  }
  for (const warning of gaps?.warnings() ?? []) warnings.add(warning);
  return { ...counts, read: counts.read + unparsed, matchTimes: times.list() };
}

/** Of all values that the run asks for; undefined where some part of it needs whole documents. */
function pathsOf(collection: Collection): readonly string[] | undefined {
  const { matcher, evaluator, exceptions, indices, ownAlerts, shown } = collection;
  if (!matcher.reads || !evaluator.reads || !exceptions.reads) return undefined;
  const times = timeFields(collection);
  const others = [...exceptions.reads, ...(indices?.reads ?? []), ...(ownAlerts?.reads ?? [])];
  return [...new Set([...times, ...matcher.reads, ...evaluator.reads, ...others, ...shown])];
}

function timeFields({ settings: { time }, chosen }: Collection): readonly string[] {
  if (time.override !== undefined) return ['@timestamp', arrivesField, time.override];
  return chosen ? ['@timestamp', arrivesField] : ['@timestamp', arrivesField, ingestedField];
}

/** Places of paths among those of the scan; undefined where whole documents are needed. */
type Places = (paths: readonly string[] | undefined) => readonly number[] | undefined;

function placesIn(all: readonly string[] | undefined): Places {
  const places = new Map((all ?? []).map((path, place) => [path, place]));
  return (paths) => all && paths?.map((path) => places.get(path) ?? 0);
}

/** Tells the index of an event that takes no part. */
function leftOutOf(
  indices: IndexFilter | undefined,
  places: Places,
): (row: Row) => string | undefined {
  if (!indices) return () => undefined;
  const paths = places(indices.reads);
  return rowMemo(paths && [indexPath, ...paths], (row) => indices.leftOut(row));
}

function ownAlertTest(ownAlerts: OwnAlerts | undefined, places: Places): (row: Row) => boolean {
  if (!ownAlerts) return () => false;
  return rowMemo(places(ownAlerts.reads), ({ source }) => ownAlerts.has(source));
}

type Verdict = 'match' | 'excluded' | 'no match';

/** Exceptions are those of the first execution that can see the event; it matters only where some expire. */
function verdictsOf(
  { matcher, exceptions, chosen, settings }: Collection,
  places: Places,
): (row: Row, time: FoundTime) => Verdict {
  const { to, interval } = settings;
  const windows = chosen && windowsOf(chosen, settings);
  const now = windows?.[0]?.now ?? 0;
  const executionAt = (found: FoundTime): number => {
    const { time, arrives } = found;
    if (exceptions.expiries.length === 0 || Number.isNaN(time)) return now;
    if (!windows)
      return Math.max(firstReaching(to, time, interval), boundaryFrom(arrives, interval));
    const sees = windows.find((window) => isIn(window, found));
    return (sees ?? windows.find((window) => time <= window.to))?.now ?? now;
  };
  const parts = matcher.parts.map((part) =>
    rowMemo(places(part.reads), (row) => part.matches(row.source, now)),
  );
  return (row, time) => {
    for (const holds of parts) if (!holds(row)) return 'no match';
    if (exceptions.isEmpty) return 'match';
    return exceptions.excludes(row.source, executionAt(time)) ? 'excluded' : 'match';
  };
}

type FoundTime = Pick<EventTime, 'time' | 'arrives'>;

type WindowPlace = 'window' | 'gap' | 'outside';

function emptyCounts(): Counts {
  return {
    read: 0,
    parsed: 0,
    matched: 0,
    excluded: 0,
    leftOut: new Map(),
    skipped: 0,
    earliest: undefined,
    latest: undefined,
    inWindow: 0,
    matchedInWindow: 0,
    inGaps: 0,
    withoutTime: 0,
    severalTimes: new Map(),
    hasOverride: false,
    matchTimes: [],
  };
}

function count(
  counts: Counts,
  { time, arrives, isOverride, several }: EventTime,
  { isMatch, where }: { readonly isMatch: boolean; readonly where: WindowPlace },
): void {
  counts.read++;
  if (isMatch) counts.matched++;
  if (isMatch && several !== undefined) tally(counts.severalTimes, several);
  if (isOverride) counts.hasOverride = true;
  if (Number.isNaN(time)) counts.withoutTime++;
  else {
    counts.earliest = Math.min(counts.earliest ?? time, time);
    counts.latest = Math.max(counts.latest ?? time, time, arrives);
  }
  if (where === 'gap') counts.inGaps++;
  if (where !== 'window') return;
  counts.inWindow++;
  if (isMatch) counts.matchedInWindow++;
}

function tally(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Where a time lies. In a replay the first execution that could see it decides: no later one reaches further back. */
function windowPlace({ chosen, settings }: Collection): (found: FoundTime) => WindowPlace {
  const { from, to, interval } = settings;
  if (chosen) {
    const windows = windowsOf(chosen, settings);
    return (found) => (windows.some((window) => isIn(window, found)) ? 'window' : 'outside');
  }
  return ({ time, arrives }) => {
    if (Number.isNaN(time)) return 'outside';
    const now = Math.max(firstReaching(to, time, interval), boundaryFrom(arrives, interval));
    return from(now) <= time && time <= to(now) ? 'window' : 'gap';
  };
}

function windowsOf(executions: Executions, settings: RuleSettings): readonly RuleWindow[] {
  return Array.from({ length: executions.count }, (_, k) => windowOf(executions, settings, k));
}

/** The execution finds the event in its window. */
function isIn({ now, from, to }: RuleWindow, { time, arrives }: FoundTime): boolean {
  return from <= time && time <= to && arrives <= now;
}

/** Matches whose values are kept; of more, few alert, and those documents are read again. */
const mostKept = 20_000;

/** Passes a match on, if the execution can see it and it is not the same document again. */
function matchTaker(
  { chosen, settings, evaluator, ownAlerts, warnings }: Collection,
  places: Places,
): (row: Row, time: EventTime, sample: number) => void {
  const seen = new Set<string>();
  let kept = 0;
  const { oldest, newest } = reachOf(chosen, settings, evaluator);
  const read = places(evaluator.reads) ?? [];
  const isOwn = ownAlertTest(ownAlerts, places);
  return (row, { time, arrives, isOverride, secondTime }, sample) => {
    if (time < oldest || time > newest) return;
    const { file, line, offset, id, index } = row;
    if (id !== undefined && index !== undefined) {
      const name = `${index}\n${id}`;
      if (seen.has(name)) {
        const message = `the same document (_id ${id}) was read before; it counts once`;
        warnings.addLine('duplicate-document', { file, line, message });
        return;
      }
      seen.add(name);
    }
    const values = row.isExtract && kept < mostKept ? row.source : undefined;
    if (values) kept++;
    const isOwnAlert = isOwn(row);
    if (isOwnAlert) {
      const message = 'the event is an alert of this rule, and Kibana makes no alert of it';
      warnings.addLine('own-alert', { file, line, message });
    }
    // One literal: an object made of others by spreading takes several times as long and as much memory.
    const match: Match = {
      time,
      isOverride,
      secondTime,
      sample,
      line,
      offset,
      id,
      arrives,
      isOwnAlert,
      values,
    };
    evaluator.add(match, row, read.length === 0 ? 0 : row.key(read));
  };
}

/** Bounds of what the executions look at. */
function reachOf(
  chosen: Executions | undefined,
  settings: RuleSettings,
  { historyFrom }: RuleEvaluator,
): { readonly oldest: number; readonly newest: number } {
  if (!chosen) return { oldest: -Infinity, newest: Infinity };
  const windows = windowsOf(chosen, settings);
  const histories = historyFrom ? windows.map((_, k) => timeIn(chosen, historyFrom, k)) : [];
  return {
    oldest: Math.min(...windows.map(({ from }) => from), ...histories),
    newest: Math.max(...windows.map(({ to }) => to)),
  };
}

function warnTime(
  { file, line }: Event,
  { field, value }: NonNullable<EventTime['malformed']>,
  warnings: Warnings,
): void {
  const message = `${field} is no date Elasticsearch would take: ${jsonText(value).slice(0, 80)}`;
  warnings.addLine('malformed-timestamp', { file, line, message });
}
