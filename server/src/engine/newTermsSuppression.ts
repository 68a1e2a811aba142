// New terms under alert suppression: terms of the same group are folded together (spec: rule-types 3.2).
import type { AlertSuppressor } from './alertSuppressor';
import { windowOf } from './executions';
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
  /** Of the window `k`. */
  readonly toAlert: (newcomer: Newcomer, k: number) => RawAlert;
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
    const window = windowOf(executions, settings, k);
    const found = seen.filter((newcomer) => !made.has(newcomer)).sort(byAge);
    const ordered = found.length > settings.maxSignals ? inKibanaOrder(found, window) : found;
    const candidates = ordered.map((item) => ({ item, alert: toAlert(item, k) }));
    const written = suppressor.write(candidates, window);
    for (const { item, alert } of written.alerts) {
      made.add(item);
      alerts.push(alert);
    }
    if (written.isTruncated) truncated.push(window.now);
    return found.filter((newcomer) => !made.has(newcomer));
  });
  return { alerts, truncated };
}
