// Events that are alerts of the rule itself: Kibana makes no alerts of them (spec: rule-types 0.6).
import type { Event } from '../events/event';
import { fieldPath, scalarsAt } from '../events/values';
import type { Rule } from '../rule/rule';

export interface OwnAlerts {
  /** Paths that `has` looks at. */
  readonly reads: readonly string[];
  has(source: Event['source']): boolean;
}

/** The `rule_id` of the rule that made an alert, today's name and the one before it. */
const reads = ['kibana.alert.rule.rule_id', 'signal.rule.rule_id'];
const paths = reads.map(fieldPath);

/** Undefined where the rule can read no alerts: their indices are hidden from patterns without a dot in front. */
export function ownAlertsOf({
  id,
  index,
  type,
}: Pick<Rule, 'id' | 'index' | 'type'>): OwnAlerts | undefined {
  // A threshold counts its own alerts like other events.
  if (id === undefined || type?.value === 'threshold') return undefined;
  const names = (index?.value ?? []).flatMap(({ value }) => value.split(','));
  if (names.length > 0 && !names.some((name) => /^\s*(?:[^:]*:)?\./.test(name))) return undefined;
  return {
    reads,
    has: (source) => paths.some((path) => scalarsAt(source, path).includes(id.value)),
  };
}
