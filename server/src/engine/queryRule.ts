// Rule type `query`: one alert per matching event (spec: rule-types 1).
import type { Executions } from './executions';
import { firstAtLeast } from './executions';
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
    historyFrom: undefined,
    add: (match) => matches.push(match),
    run: (executions) => run(matches, executions, settings),
  };
}

/**
 * Kibana sorts by the override field, documents without it last. Each half is a lane in the order of time, so what has
 * alerted (or left the window) is always a front part of each lane, and every match is looked at about once.
 */
interface Lane {
  readonly matches: readonly Match[];
  /** The first match that may still alert. */
  next: number;
}

function run(
  matches: readonly Match[],
  executions: Executions,
  settings: RuleSettings,
): RuleOutcome {
  const sorted = [...matches].sort(compareMatches);
  const lanes: readonly Lane[] = [
    { matches: sorted.filter((match) => match.isOverride), next: 0 },
    { matches: sorted.filter((match) => !match.isOverride), next: 0 },
  ];
  const alerts: RawAlert[] = [];
  const truncated: number[] = [];
  for (let k = 0; k < executions.count; k++) {
    k = nextBusy(lanes, k, { executions, settings });
    if (k >= executions.count) break;
    const now = executions.at(k);
    const found = takeFromWindow(lanes, now, settings);
    if (found.isTruncated) truncated.push(now);
    alerts.push(...found.matches.map((match) => toAlert(match, now, settings)));
  }
  const kept =
    'the oldest events alert, later ones wait for the next execution that still sees them';
  const warnings = maxSignalsWarnings(truncated, settings.maxSignals, kept);
  return { alerts, warnings, failures: [], explanation: {} };
}

interface Course {
  readonly executions: Executions;
  readonly settings: RuleSettings;
}

/** The first execution from `k` on whose window holds a match that has not alerted; drops what no window reaches. */
function nextBusy(lanes: readonly Lane[], k: number, { executions, settings }: Course): number {
  while (k < executions.count) {
    const from = settings.from(executions.at(k));
    let busy = executions.count;
    for (const lane of lanes) {
      skip(lane, from);
      const head = lane.matches[lane.next];
      if (head) busy = Math.min(busy, firstAtLeast(executions, settings.to, head.time));
    }
    if (busy <= k) return k;
    k = busy;
  }
  return k;
}

function skip(lane: Lane, from: number): void {
  for (let head = lane.matches[lane.next]; head && head.time < from;)
    head = lane.matches[++lane.next];
}

function takeFromWindow(
  lanes: readonly Lane[],
  now: number,
  settings: RuleSettings,
): { readonly matches: readonly Match[]; readonly isTruncated: boolean } {
  const to = settings.to(now);
  const matches: Match[] = [];
  for (const lane of lanes)
    for (let head = lane.matches[lane.next]; head && head.time <= to;) {
      if (matches.length === settings.maxSignals) return { matches, isTruncated: true };
      matches.push(head);
      head = lane.matches[++lane.next];
    }
  return { matches, isTruncated: false };
}

function toAlert(match: Match, now: number, settings: RuleSettings): RawAlert {
  const from = isoText(settings.from(now));
  const to = isoText(settings.to(now));
  const reason = `The event matches the query and lies in the rule window ${from} to ${to}.`;
  return { executedAt: now, match, reason };
}
