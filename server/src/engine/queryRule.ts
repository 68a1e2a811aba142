// Rule type `query`: one alert per matching event (spec: rule-types 1).
import type { Executions } from './executions';
import { firstAtLeast, forwardParts } from './executions';
import { compareMatches } from './match';
import type { Match } from './match';
import { maxSignalsWarnings } from './ruleEvaluator';
import type { RawAlert, RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import { isoText } from './ruleTime';

export function queryRule(settings: RuleSettings): RuleEvaluator {
  const matches: Match[] = [];
  return {
    fields: [],
    reads: [],
    historyFrom: undefined,
    add: (match) => matches.push(match),
    run: (executions) => run(matches, executions, settings),
  };
}

/**
 * Kibana sorts by the override field, documents without it last. Each half is a lane in the order of time, so what has
 * alerted (or left the window) is a front part of each lane, and every match is looked at about once.
 */
interface Lane {
  readonly matches: readonly Match[];
  /** The first match that may still alert. */
  next: number;
}

interface Course {
  readonly settings: RuleSettings;
  readonly alerted: Set<Match>;
  readonly alerts: RawAlert[];
  /** Executions that reached `max_signals`, epoch milliseconds. */
  readonly truncated: number[];
}

function run(
  matches: readonly Match[],
  executions: Executions,
  settings: RuleSettings,
): RuleOutcome {
  const sorted = [...matches].sort(compareMatches);
  const halves = [true, false].map((half) => sorted.filter((match) => match.isOverride === half));
  const course: Course = { settings, alerted: new Set(), alerts: [], truncated: [] };
  for (const part of forwardParts(executions, [settings.from, settings.to])) {
    const lanes = halves.map((half) => ({ matches: half, next: 0 }));
    runPart(lanes, part, course);
  }
  const kept =
    'the oldest events alert, later ones wait for the next execution that still sees them';
  const warnings = maxSignalsWarnings(course.truncated, settings.maxSignals, kept);
  return { alerts: course.alerts, warnings, failures: [], explanation: {} };
}

function runPart(lanes: readonly Lane[], executions: Executions, course: Course): void {
  for (let k = 0; ; k++) {
    k = nextBusy(lanes, k, { ...course, executions });
    if (k >= executions.count) return;
    const now = executions.at(k);
    const found = takeFromWindow(lanes, now, course);
    if (found.isTruncated) course.truncated.push(now);
    for (const match of found.matches) {
      course.alerted.add(match);
      course.alerts.push(toAlert(match, now, course.settings));
    }
  }
}

/** The first execution from `k` on whose window holds a match that has not alerted; `count` if there is none. */
function nextBusy(
  lanes: readonly Lane[],
  k: number,
  { executions, settings, alerted }: Course & { readonly executions: Executions },
): number {
  while (k < executions.count) {
    const from = settings.from(executions.at(k));
    let busy = executions.count;
    for (const lane of lanes) {
      const head = headOf(lane, from, alerted);
      if (head) busy = Math.min(busy, firstAtLeast(executions, settings.to, head.time));
    }
    if (busy <= k) return k;
    k = busy;
  }
  return k;
}

/** Moves on to the lane's first match that can still alert. */
function headOf(lane: Lane, from: number, alerted: ReadonlySet<Match>): Match | undefined {
  let head = lane.matches[lane.next];
  while (head && (head.time < from || alerted.has(head))) head = lane.matches[++lane.next];
  return head;
}

function takeFromWindow(
  lanes: readonly Lane[],
  now: number,
  { settings, alerted }: Course,
): { readonly matches: readonly Match[]; readonly isTruncated: boolean } {
  const to = settings.to(now);
  const matches: Match[] = [];
  for (const lane of lanes) {
    let head = lane.matches[lane.next];
    while (head && head.time <= to) {
      if (!alerted.has(head)) {
        if (matches.length === settings.maxSignals) return { matches, isTruncated: true };
        matches.push(head);
      }
      head = lane.matches[++lane.next];
    }
  }
  return { matches, isTruncated: false };
}

function toAlert(match: Match, now: number, settings: RuleSettings): RawAlert {
  const from = isoText(settings.from(now));
  const to = isoText(settings.to(now));
  const reason = `The event matches the query and lies in the rule window ${from} to ${to}.`;
  return { executedAt: now, match, reason };
}
