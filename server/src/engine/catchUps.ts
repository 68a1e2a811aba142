// Windows that Kibana puts before a late execution's own, to make up for those it has missed (spec: rule-types 0.2).
import type { RuleSettings } from './ruleSettings';

/** More missing executions are not made up for. */
export const mostCatchUps = 4;

export interface Succession {
  /** Epoch milliseconds of an execution, and of the one before it. */
  readonly now: number;
  readonly previous: number;
}

/** How many windows are put before that of the execution at `now`, each an interval further back. */
export function catchUps(settings: RuleSettings, succession: Succession): number {
  const missing = Math.ceil(unseen(settings, succession) / settings.interval);
  return Math.min(Math.max(missing, 0), mostCatchUps);
}

/** Milliseconds that remain unseen between two executions, in Kibana's reckoning: it looks at no more than lengths. */
export function remainingGap(settings: RuleSettings, succession: Succession): number {
  const made = catchUps(settings, succession) * settings.interval;
  return Math.max(unseen(settings, succession) - made, 0);
}

/** What lies between the executions beyond the length of a window; negative where windows overlap. */
function unseen({ from, to }: RuleSettings, { now, previous }: Succession): number {
  return now - previous - (to(now) - from(now));
}
