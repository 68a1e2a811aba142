// Rule type `query`: one alert per matching event (spec: rule-types 1).
import type { Executions } from './executions';
import { compareMatches } from './match';
import type { Match } from './match';
import { maxSignalsWarnings } from './ruleEvaluator';
import type { RawAlert, RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import { isoText } from './ruleTime';
import { walkStays, windowStays } from './stays';
import type { MatchStay, Timed } from './stays';

export function queryRule(settings: RuleSettings): RuleEvaluator {
  const matches: Timed[] = [];
  return {
    fields: [],
    reads: [],
    historyFrom: undefined,
    add: (match) => matches.push({ match }),
    run: (executions) => run(matches, executions, settings),
  };
}

function run(
  matches: readonly Timed[],
  executions: Executions,
  settings: RuleSettings,
): RuleOutcome {
  const alerts: RawAlert[] = [];
  const truncated: number[] = [];
  const alerted = new Set<Timed>();
  walkStays(windowStays(matches, executions, settings), (k, seen) => {
    const now = executions.at(k);
    const waiting = seen.filter(({ item }) => !alerted.has(item)).sort(inSearchOrder);
    if (waiting.length > settings.maxSignals) truncated.push(now);
    for (const { item } of waiting.slice(0, settings.maxSignals)) {
      alerted.add(item);
      alerts.push(toAlert(item.match, now, settings));
    }
    return waiting.slice(settings.maxSignals);
  });
  const kept =
    'the oldest events alert, later ones wait for the next execution that still sees them';
  const warnings = maxSignalsWarnings(truncated, settings.maxSignals, kept);
  return { alerts, warnings, failures: [], explanation: {} };
}

/** Kibana sorts by the override field, documents without it last. */
export function inSearchOrder(a: MatchStay<Timed>, b: MatchStay<Timed>): number {
  const half = Number(b.item.match.isOverride) - Number(a.item.match.isOverride);
  return half === 0 ? compareMatches(a.item.match, b.item.match) : half;
}

function toAlert(match: Match, now: number, settings: RuleSettings): RawAlert {
  const from = isoText(settings.from(now));
  const to = isoText(settings.to(now));
  const reason = `The event matches the query and lies in the rule window ${from} to ${to}.`;
  return { executedAt: now, match, reason };
}
