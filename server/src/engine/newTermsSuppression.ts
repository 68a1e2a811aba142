// New terms under alert suppression: terms of the same group are folded together (spec: rule-types 3.2).
import type { AlertSuppressor } from './alertSuppressor';
import type { Executions } from './executions';
import { byAge, inKibanaOrder, madeAlerts } from './newTermsOrder';
import type { Newcomer } from './newTermsOrder';
import type { RawAlert } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import { walkStays } from './stays';

export interface SuppressedCourse {
  readonly executions: Executions;
  readonly settings: RuleSettings;
  readonly suppressor: AlertSuppressor;
  readonly toAlert: (newcomer: Newcomer, executedAt: number) => RawAlert;
}

export interface SuppressedTerms {
  readonly alerts: readonly RawAlert[];
  /** Executions (epoch milliseconds) that had more alerts than `max_signals`. */
  readonly truncated: readonly number[];
}

/** What was folded into an alert is found again while its term is new, so every execution that sees it counts. */
export function suppressNewTerms(
  newcomers: readonly Newcomer[],
  { executions, settings, suppressor, toAlert }: SuppressedCourse,
): SuppressedTerms {
  const alerts: RawAlert[] = [];
  const truncated: number[] = [];
  const made = madeAlerts();
  walkStays(newcomers, (k, seen) => {
    const now = executions.at(k);
    const found = seen.filter((newcomer) => !made.has(newcomer)).sort(byAge);
    const ordered =
      found.length > settings.maxSignals ? inKibanaOrder(found, now, settings) : found;
    const candidates = ordered.map((item) => ({ item, alert: toAlert(item, now) }));
    const written = suppressor.write(candidates, now);
    for (const { item, alert } of written.alerts) {
      made.add(item);
      alerts.push(alert);
    }
    if (written.isTruncated) truncated.push(now);
    return found.filter((newcomer) => !made.has(newcomer));
  });
  return { alerts, truncated };
}
