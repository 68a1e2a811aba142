// `[rule.threshold]`: what a run needs of it, or why Kibana would refuse it (spec: rule-types 2).
import type { Located, Rule } from '../rule/rule';
import { failure, missing } from './ruleSettings';
import type { RunFailure } from './runResult';

export interface ThresholdSettings {
  readonly fields: readonly Located<string>[];
  /** Events that a group must reach. */
  readonly value: number;
  /** Different values of a field that a group must reach besides. */
  readonly cardinality: { readonly field: Located<string>; readonly value: number } | undefined;
}

const fieldLimit = 5;

export function readThreshold(rule: Rule): ThresholdSettings | readonly RunFailure[] {
  const written = rule.threshold;
  const refuse = (message: string, span = written?.span): readonly RunFailure[] => [
    failure('threshold', message, span ?? rule.type?.span),
  ];
  if (!written) return [missing('threshold', 'rule', { type: 'threshold' })];
  const { fields, value, cardinality } = written;
  if (fields.length > fieldLimit)
    return refuse(
      `a threshold rule groups by at most ${fieldLimit} fields`,
      fields[fieldLimit]?.span,
    );
  if (!value) return [missing('value', 'rule.threshold', { span: written.span })];
  if (value.value < 1) return refuse('threshold.value is a whole number of at least 1', value.span);
  const [first] = cardinality;
  if (!first) return { fields, value: value.value, cardinality: undefined };
  if (!first.field || !first.value || first.value.value < 1)
    return refuse('threshold.cardinality needs a field and a value of at least 1', first.span);
  return {
    fields,
    value: value.value,
    cardinality: { field: first.field, value: first.value.value },
  };
}
