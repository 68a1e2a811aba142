// Rule type `query`: one alert per matching event (spec: rule-types 1).
import { windowOf } from './executions';
import type { Executions, RuleWindow } from './executions';
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
    add(match) {
      if (!match.isOwnAlert) matches.push({ match });
    },
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
    const window = windowOf(executions, settings, k);
    const waiting = seen.filter(({ item }) => !alerted.has(item)).sort(inSearchOrder);
    if (waiting.length > settings.maxSignals) truncated.push(window.now);
    for (const { item } of waiting.slice(0, settings.maxSignals)) {
      alerted.add(item);
      alerts.push(toAlert(item.match, window));
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

function toAlert(match: Match, window: RuleWindow): RawAlert {
  const reason = `The event matches the query and lies in the rule window ${windowText(window)}.`;
  return { executedAt: window.now, match, reason };
}

export function windowText({ from, to }: RuleWindow): string {
  return `${isoText(from)} to ${isoText(to)}`;
}
