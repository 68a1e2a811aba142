// A replay over samples of which only the lines that can match were read: the lines that were passed over may hold
// earlier and later times, and with these a replay has more executions.
import { mostCatchUps } from './catchUps';
import { boundaryFrom, executionsBetween, firstReaching, longestLag, lowest } from './executions';
import type { Executions } from './executions';
import type { RuleOutcome } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';

/** What a month or year may take back of a window's progress, in milliseconds. */
const calendarSlack = 4 * 86_400_000;

/**
 * All executions that can see an event from `earliest` to `latest` (epoch milliseconds), when other events make the replay
 * begin earlier or end later; undefined where there is no last one, as with a fixed date in `from`.
 */
export function widestReplay(
  settings: RuleSettings,
  earliest: number,
  latest: number,
): Executions | undefined {
  const { from, to, interval } = settings;
  const first = boundaryFrom(earliest, interval);
  const last = firstReaching(to, latest, interval);
  const back = mostCatchUps * interval + (from.isCalendar ? calendarSlack : 0);
  const before = stepsUntil((k) => to(first - k * interval) < earliest);
  const after = stepsUntil((k) => from(last + k * interval, back) > latest);
  if (before === undefined || after === undefined) return undefined;
  return executionsBetween(
    settings,
    first - (before - 1) * interval,
    last + (after - 1) * interval,
  );
}

/** The first step, at least 1, at which a test passes that stays passed. */
function stepsUntil(test: (step: number) => boolean): number | undefined {
  let limit = 1;
  while (!test(limit)) {
    if (limit >= longestLag) return undefined;
    limit *= 2;
  }
  return Math.max(1, lowest(limit, test));
}

/** Two runs of one evaluator made the same alerts. */
export function areSame(a: RuleOutcome, b: RuleOutcome): boolean {
  if (a.alerts.length !== b.alerts.length || a.failures.length !== b.failures.length) return false;
  return a.alerts.every((alert, i) => {
    const other = b.alerts[i];
    return (
      alert.match === other?.match &&
      alert.executedAt === other.executedAt &&
      alert.reason === other.reason &&
      alert.suppression?.docsCount === other.suppression?.docsCount
    );
  });
}
