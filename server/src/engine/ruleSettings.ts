// The settings of a rule that decide a run, with Kibana's defaults filled in, or why the rule would not run.
import { missingWords } from '../rule/missingKey';
import type { Located, Rule, RuleType } from '../rule/rule';
import type { Span } from '../text/span';
import { parseInterval, parseRuleTime } from './ruleTime';
import type { RuleTime } from './ruleTime';
import type { RunFailure } from './runResult';

/** What Kibana assumes where a rule is silent (spec: rule-types 0.1). */
export const ruleDefaults = {
  interval: '5m',
  from: 'now-6m',
  to: 'now',
  maxSignals: 100,
} as const;

/** Kibana's alerting framework lets no rule make more alerts in one execution (spec: rule-types 0.2). */
export const maxSignalsLimit = 1000;

export interface RuleSettings {
  /** Milliseconds. */
  readonly interval: number;
  readonly from: RuleTime;
  readonly to: RuleTime;
  /** As the author wrote it, capped. */
  readonly maxSignals: number;
  readonly time: TimeFields;
}

/** Where the time of an event comes from (spec: rule-types 0.3). */
export interface TimeFields {
  readonly override: string | undefined;
  /** `@timestamp` counts for events that lack the override. */
  readonly fallback: boolean;
}

/** Reads the settings. Failures are those with which Kibana refuses the rule or its execution. */
export function readSettings(rule: Rule): RuleSettings | readonly RunFailure[] {
  const interval = read(rule.interval, ruleDefaults.interval, parseInterval);
  const from = read(rule.from, ruleDefaults.from, parseRuleTime);
  const to = read(rule.to, ruleDefaults.to, parseRuleTime);
  if (interval === undefined || from === undefined || to === undefined)
    return [
      ...refuse(interval, rule.interval, 'interval is a count and a unit, such as 5m (s, m, h, d)'),
      ...refuse(from, rule.from, 'from is not date math, such as now-9m'),
      ...refuse(to, rule.to, 'to is not date math, such as now'),
    ];
  const maxSignals = rule.maxSignals?.value ?? ruleDefaults.maxSignals;
  if (maxSignals < 1)
    return [failure('max-signals', 'max_signals must be at least 1', rule.maxSignals?.span)];
  return {
    interval,
    from,
    to,
    maxSignals: Math.min(maxSignals, maxSignalsLimit),
    time: {
      override: rule.timestampOverride?.value,
      fallback: rule.timestampOverrideFallbackDisabled?.value !== true,
    },
  };
}

export interface NewTermsSettings {
  readonly fields: readonly Located<string>[];
  /** To be evaluated against `to`, not `now`. */
  readonly historyStart: RuleTime;
  readonly historySpan: Span;
}

/** Reads `[rule.new_terms]`; both of its settings are required. */
export function readNewTerms(rule: Rule): NewTermsSettings | readonly RunFailure[] {
  const settings = rule.newTerms;
  if (!settings) return [missing('new_terms', 'rule', { type: 'new_terms' })];
  const { fields, historyWindowStart: start, path, span } = settings;
  const lack = (name: string): readonly RunFailure[] => [missing(name, path, { span })];
  if (!fields) return lack(path === 'rule' ? 'new_terms_fields' : 'value');
  const count = fields.value.length;
  if (count === 0 || count > 3)
    return [failure('new-terms-fields', 'a new_terms rule names 1 to 3 fields', fields.span)];
  if (!start) return lack('history_window_start');
  const historyStart = parseRuleTime(start.value);
  if (!historyStart)
    return [
      failure('history-window', `\`${start.value}\` is no time like \`now-14d\`.`, start.span),
    ];
  return { fields: fields.value, historyStart, historySpan: start.span };
}

function read<T>(
  value: Located<string> | undefined,
  fallback: string,
  parse: (text: string) => T | undefined,
): T | undefined {
  return parse(value?.value ?? fallback);
}

function refuse(
  parsed: unknown,
  value: Located<string> | undefined,
  message: string,
): readonly RunFailure[] {
  return parsed === undefined ? [failure('date-math', message, value?.span)] : [];
}

interface Lack {
  /** Where not every rule needs the key. */
  readonly type?: RuleType;
  /** Absent for a key of `[rule]` itself. */
  readonly span?: Span;
}

/** A key without which the rule does not load. */
export function missing(name: string, path: string, { type, span }: Lack): RunFailure {
  return failure('missing-key', missingWords(name, path, type), span);
}

/** A failure with its place, where there is one. */
export function failure(code: string, message: string, span: Span | undefined): RunFailure {
  return span ? { code, message, span } : { code, message };
}
