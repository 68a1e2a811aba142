// `[[rule.threat_mapping]]` of an indicator match rule, or why Kibana would refuse it (spec: rule-types 4).
import type { IndicatorEntry, Rule } from '../rule/rule';
import type { Span } from '../text/span';
import { failure, missing } from './ruleSettings';
import type { RunFailure } from './runResult';

export interface IndicatorSettings {
  /** One that holds is enough. */
  readonly groups: readonly MappingGroup[];
  /** Object of an indicator that goes into the alert. */
  readonly indicatorPath: string;
  /** Patterns of the indices that hold indicators. */
  readonly index: readonly string[];
}

/** All entries must hold with the same indicator; at least one is not negated. */
export type MappingGroup = readonly MappingEntry[];

export interface MappingEntry {
  /** Field of the event. */
  readonly field: string;
  /** Field of the indicator. */
  readonly value: string;
  /** The two must not be equal. */
  readonly negate: boolean;
  readonly span: Span;
}

const defaultPath = 'threat.indicator';

export function readIndicatorSettings(rule: Rule): IndicatorSettings | readonly RunFailure[] {
  const written = rule.indicatorMatch;
  const refuse = (message: string, span: Span | undefined): readonly RunFailure[] => [
    failure('threat-mapping', message, span),
  ];
  if (!written || written.groups.length === 0)
    return [missing('threat_mapping', 'rule', { type: 'threat_match' })];
  const groups: MappingGroup[] = [];
  for (const { entries, span } of written.groups) {
    const group = entries.flatMap((entry) => readEntry(entry) ?? []);
    if (group.length < entries.length)
      return refuse('each entry of threat_mapping needs a field and a value', span);
    if (group.every(({ negate }) => negate))
      return refuse('each group of threat_mapping needs an entry without negate', span);
    groups.push(group);
  }
  return {
    groups,
    indicatorPath: written.indicatorPath?.value ?? defaultPath,
    index: written.index.map(({ value }) => value),
  };
}

function readEntry({ field, value, negate, span }: IndicatorEntry): MappingEntry | undefined {
  return field && value && { field: field.value, value: value.value, negate, span };
}
