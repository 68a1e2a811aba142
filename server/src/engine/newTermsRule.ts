// Rule type `new_terms`: one alert per term that the history window does not know (spec: rule-types 3).
import type { JsonObject, JsonValue } from '../events/event';
import { keyMemo } from '../events/row';
import { alertSuppressor } from './alertSuppressor';
import { alwaysThere } from './eventTime';
import type { AlertSuppressor } from './alertSuppressor';
import { combinations } from './combinations';
import { bothReads } from './conditions';
import type { ExecutionPart, Executions } from './executions';
import { firstAtLeast, forwardParts, timeIn } from './executions';
import { compareAge } from './match';
import type { Match } from './match';
import type { FieldTypes } from './matcher';
import { chooseNewTerms } from './newTermsOrder';
import type { Newcomer } from './newTermsOrder';
import { countTerms } from './newTermsExplanation';
import { maxSignalsWarnings } from './ruleEvaluator';
import type { RawAlert, RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import type { NewTermsSettings, RuleSettings } from './ruleSettings';
import { composed, isoText } from './ruleTime';
import type { RuleTime } from './ruleTime';
import type { RunFailure, RunWarning } from './runResult';
import { suppressNewTerms } from './newTermsSuppression';
import type { SuppressionSettings } from './suppressionSettings';
import { termReader } from './termReader';
import type { Term, TermReader } from './termReader';

/** One term (or combination) and every matched event that has it, oldest first once the run starts. */
export interface TermTimeline {
  readonly terms: readonly Term[];
  readonly matches: Match[];
  /** Some event cannot be found from the start. */
  isLate: boolean;
}

/** More combinations of one document are not followed; real documents have a handful. */
const combinationLimit = 100_000;

export interface NewTermsRule {
  readonly settings: RuleSettings;
  readonly newTerms: NewTermsSettings;
  readonly suppression: SuppressionSettings | undefined;
  readonly types: FieldTypes;
  /** Names of the samples, for the explanation. */
  readonly samples: readonly string[];
}

/** The evaluator, or why Elasticsearch would refuse the aggregation. */
export function newTermsRule(rule: NewTermsRule): RuleEvaluator | readonly RunFailure[] {
  const { settings, newTerms } = rule;
  const readers: TermReader[] = [];
  const failures: RunFailure[] = [];
  for (const field of newTerms.fields) {
    const reader = termReader(field, rule.types);
    if ('code' in reader) failures.push(reader);
    else readers.push(reader);
  }
  if (failures.length > 0) return failures;
  const historyFrom = composed(newTerms.historyStart, settings.to);
  const collected = termCollector(readers);
  const { suppression, types } = rule;
  const suppressor = suppression && alertSuppressor(suppression, settings, types);
  const reads = readers.some((reader) => reader.reads === undefined)
    ? undefined
    : readers.flatMap((reader) => reader.reads ?? []);
  return {
    fields: [...newTerms.fields, ...(suppression?.fields ?? [])].map((field) => field.value),
    reads: bothReads(reads, suppressor?.reads ?? []),
    historyFrom,
    add: (match, event, key) => {
      collected.add(match, event, key);
      suppressor?.take(match, event.source);
    },
    run: (executions) => run(rule, { executions, historyFrom, collected, suppressor }),
  };
}

interface CollectedTerms {
  add: RuleEvaluator['add'];
  readonly timelines: ReadonlyMap<string | number, TermTimeline>;
  /** Matched events that lack a value in one of the fields. */
  readonly withoutTerm: readonly Match[];
  readonly warnings: readonly RunWarning[];
}

function termCollector(readers: readonly TermReader[]): CollectedTerms {
  const timelines = new Map<string | number, TermTimeline>();
  const withoutTerm: Match[] = [];
  const warnings = readers.flatMap((reader) => reader.warnings);
  const timelineOf = (terms: readonly Term[]): TermTimeline => {
    const [only] = terms;
    const key =
      terms.length === 1 && only ? only.key : JSON.stringify(terms.map((term) => term.key));
    const timeline = timelines.get(key) ?? { terms, matches: [], isLate: false };
    timelines.set(key, timeline);
    return timeline;
  };
  /** Of the events with these values; `count` is how many there would be without a limit. */
  const timelinesOf = (
    source: JsonObject,
  ): { readonly count: number; readonly own: readonly TermTimeline[] } => {
    const values = readers.map((reader) => reader.read(source));
    const count = values.reduce((product, terms) => product * terms.length, 1);
    return { count, own: [...combinations(values, combinationLimit)].map(timelineOf) };
  };
  const known = keyMemo<ReturnType<typeof timelinesOf>>();
  return {
    timelines,
    withoutTerm,
    warnings,
    add(match, event, key) {
      const place = known.place(key);
      const found = place > 0 ? known.at(place) : known.add(key, timelinesOf(event.source));
      const { count, own } = found;
      if (count === 0) withoutTerm.push(match);
      if (count > combinationLimit) warnings.push(tooManyTerms(count));
      for (const timeline of own) {
        timeline.matches.push(match);
        timeline.isLate ||= match.arrives !== alwaysThere;
      }
    },
  };
}

function tooManyTerms(count: number): RunWarning {
  const message = `an event has ${count} combinations of terms; only the first ${combinationLimit} are followed`;
  return { code: 'too-many-terms', message };
}

interface Run {
  readonly executions: Executions;
  readonly historyFrom: RuleTime;
  readonly collected: CollectedTerms;
  readonly suppressor: AlertSuppressor | undefined;
}

function run({ settings, newTerms, samples }: NewTermsRule, run: Run): RuleOutcome {
  const { executions, historyFrom, collected, suppressor } = run;
  const failures = historyFailures(settings, newTerms, executions);
  if (failures.length > 0) return { alerts: [], warnings: [], failures, explanation: {} };
  const timelines = [...collected.timelines.values()];
  for (const { matches } of timelines) matches.sort(compareAge);
  const windows = { from: settings.from, to: settings.to, historyFrom };
  const parts = forwardParts(executions, [settings.from, settings.to, historyFrom]);
  const newcomers = parts.flatMap((part) =>
    timelines.flatMap((timeline) => findNewcomers(timeline, windows, part)),
  );
  const fields = newTerms.fields.map((field) => field.value);
  const alertOf = (newcomer: Newcomer, k: number): RawAlert =>
    toAlert(newcomer, {
      executedAt: executions.at(k),
      fields,
      since: timeIn(executions, historyFrom, k),
    });
  const course = { executions, settings, toAlert: alertOf };
  const { alerts, truncated } = suppressor
    ? suppressNewTerms(newcomers, { ...course, suppressor })
    : chooseNewTerms(newcomers, course);
  const kept =
    fields.length === 1
      ? 'the most frequent new terms alert first'
      : 'new terms alert in the order of their values';
  return {
    alerts,
    warnings: [...collected.warnings, ...maxSignalsWarnings(truncated, settings.maxSignals, kept)],
    failures,
    explanation: {
      terms: countTerms({
        timelines,
        newcomers,
        withoutTerm: collected.withoutTerm,
        parts,
        windows,
        samples,
      }),
    },
  };
}

/** Kibana compares both with the same `now`, before every execution; the first and the last stand for all. */
function historyFailures(
  settings: RuleSettings,
  newTerms: NewTermsSettings,
  executions: Executions,
): readonly RunFailure[] {
  const bad = [0, executions.count - 1].some((k) => {
    if (k < 0 || k >= executions.count) return false;
    const now = executions.at(k);
    return newTerms.historyStart(now) >= settings.from(now);
  });
  if (!bad) return [];
  const message =
    "This would fail in Kibana: the history window is not larger than the rule window, 'history_window_start' must be earlier than 'from'.";
  return [{ code: 'history-window', message, span: newTerms.historySpan }];
}

export interface Windows {
  readonly from: RuleTime;
  readonly to: RuleTime;
  readonly historyFrom: RuleTime;
}

/**
 * The events that make their term new, with the executions that find it so. The event at `time` is the oldest of its
 * term in `[history, to]` and later than `from`, where the one before it lies outside: as in this part of the run all
 * three bounds only move forward, these executions are one row without gaps. Alerts have the document and the terms in
 * their id, so only the first execution of the row writes one, unless `max_signals` leaves it to a later one.
 */
function findNewcomers(
  timeline: TermTimeline,
  window: Windows,
  part: ExecutionPart,
): readonly Newcomer[] {
  const newcomers: Newcomer[] = [];
  if (part.count === 0) return newcomers;
  if (timeline.isLate) return findLateNewcomers(timeline, window, part);
  // No execution of the part looks back less far.
  const latestHistory = timeIn(part, window.historyFrom, part.count - 1);
  for (const [i, match] of timeline.matches.entries()) {
    const before = timeline.matches[i - 1];
    if (match.isOwnAlert || (before && latestHistory <= before.time)) continue;
    const { time } = match;
    const end = Math.min(
      firstAtLeast(part, window.from, time),
      firstAtLeast(part, window.historyFrom, time + 1),
    );
    // Most matches are known: even the last execution that could find this one new still sees the one before it.
    const isKnown =
      before && (end === 0 || timeIn(part, window.historyFrom, end - 1) <= before.time);
    if (!isKnown) {
      const first = Math.max(
        firstAtLeast(part, window.to, time),
        before ? firstAtLeast(part, window.historyFrom, before.time + 1) : 0,
      );
      if (first < end)
        newcomers.push({ timeline, match, first: part.start + first, end: part.start + end });
    }
  }
  return newcomers;
}

/** The same where some events arrive late: execution by execution, with what each of them finds. */
function findLateNewcomers(
  timeline: TermTimeline,
  window: Windows,
  part: ExecutionPart,
): readonly Newcomer[] {
  const newcomers: Newcomer[] = [];
  const { matches } = timeline;
  const end = firstAtLeast(part, window.from, matches[matches.length - 1]?.time ?? -Infinity);
  for (let k = firstAtLeast(part, window.to, matches[0]?.time ?? Infinity); k < end; k++) {
    const [to, historyFrom] = [timeIn(part, window.to, k), timeIn(part, window.historyFrom, k)];
    const match = matches.find(
      ({ time, arrives }) => historyFrom <= time && time <= to && arrives <= part.at(k),
    );
    if (!match || match.isOwnAlert || match.time <= timeIn(part, window.from, k)) continue;
    newcomers.push({ timeline, match, first: part.start + k, end: part.start + k + 1 });
  }
  return newcomers;
}

interface Finding {
  readonly executedAt: number;
  readonly fields: readonly string[];
  /** Start of the history window. */
  readonly since: number;
}

function toAlert({ match, timeline }: Newcomer, finding: Finding): RawAlert {
  const { executedAt, fields, since } = finding;
  const newTerms = timeline.terms.map((term) => term.value);
  const values = newTerms.map((value, i) => `${fields[i] ?? ''} ${shown(value)}`).join(' with ');
  const reason = `New: ${values}, first seen at ${isoText(match.time)}; no earlier matching event has it since ${isoText(since)}, the start of the history window.`;
  return { executedAt, match, newTerms, reason };
}

/** In prose a text stands in quotes as it is: JSON would double its backslashes. */
function shown(value: JsonValue): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
