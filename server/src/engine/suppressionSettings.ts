// `[rule.alert_suppression]`: what a run needs of it, or why Kibana would refuse it (spec: rule-types 0.7).
import type { Located, Rule, SuppressionDuration } from '../rule/rule';
import { failure } from './ruleSettings';
import type { RunFailure } from './runResult';

export interface SuppressionSettings {
  /** None for threshold rules, whose own fields make the groups. */
  readonly fields: readonly Located<string>[];
  /** Milliseconds; undefined: alerts are folded within one execution only. */
  readonly duration: number | undefined;
  /** Events that lack a field form a group; otherwise they alert one by one. */
  readonly suppressMissing: boolean;
}

const unitLength: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Undefined where the rule suppresses nothing. */
export function readSuppression(
  rule: Rule,
): SuppressionSettings | readonly RunFailure[] | undefined {
  const written = rule.alertSuppression;
  if (!written) return undefined;
  const { groupBy, missingFieldsStrategy, span } = written;
  const refuse = (message: string, at = span): readonly RunFailure[] => [
    failure('alert-suppression', message, at),
  ];
  const isThreshold = rule.type?.value === 'threshold';
  if (!isThreshold && (groupBy.length === 0 || groupBy.length > 3))
    return refuse('alert suppression groups by 1 to 3 fields (group_by)');
  if (isThreshold && !written.duration)
    return refuse('alert suppression of a threshold rule needs a duration');
  const duration = written.duration && readDuration(written.duration);
  if (written.duration && duration === undefined)
    return refuse(
      'a duration is a value of at least 1 and a unit: s, m or h',
      written.duration.span,
    );
  const strategy = missingFieldsStrategy?.value ?? 'suppress';
  if (strategy !== 'suppress' && strategy !== 'doNotSuppress')
    return refuse(
      'missing_fields_strategy is suppress or doNotSuppress',
      missingFieldsStrategy?.span,
    );
  const fields = isThreshold ? [] : groupBy;
  return { fields, duration, suppressMissing: strategy === 'suppress' };
}

function readDuration({ value, unit }: SuppressionDuration): number | undefined {
  const length = (value?.value ?? 0) * (unitLength[unit?.value ?? ''] ?? 0);
  return length > 0 ? length : undefined;
}
