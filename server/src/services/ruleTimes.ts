// The times of a rule's settings: what `from`, `to`, `interval` and the history window mean at a given moment.
import type { RuleDocument } from '../rule/ruleDocument';
import { ruleDefaults } from '../engine/ruleSettings';
import { composed, isoText, parseInterval, parseRuleTime } from '../engine/ruleTime';

/** Times of one execution, epoch milliseconds; undefined where a setting is no date math. */
export interface RuleTimes {
  readonly now: number;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Milliseconds. */
  readonly interval: number | undefined;
  /** Start of the history window of a new_terms rule; it ends where the rule window begins. */
  readonly historyStart: number | undefined;
}

/** The times of an execution at `now`, Kibana's defaults filled in. */
export function ruleTimes({ rule }: RuleDocument, now: number): RuleTimes {
  const to = parseRuleTime(rule.to?.value ?? ruleDefaults.to);
  const history = rule.newTerms?.historyWindowStart?.value;
  const start = history === undefined ? undefined : parseRuleTime(history);
  return {
    now,
    from: parseRuleTime(rule.from?.value ?? ruleDefaults.from)?.(now),
    to: to?.(now),
    interval: parseInterval(rule.interval?.value ?? ruleDefaults.interval),
    historyStart: start && to ? composed(start, to)(now) : undefined,
  };
}

/** ISO 8601 in UTC without what is zero: `2026-01-31T12:00Z`, seconds where there are some. */
export function shortTime(time: number): string {
  return isoText(time)
    .replace(/\.000Z$/, 'Z')
    .replace(/:00Z$/, 'Z');
}

const units: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** `9m`, `1h 30m`, `4d 23h 51m`; parts of a second are left out. */
export function durationText(millis: number): string {
  const parts: string[] = [];
  let rest = Math.abs(millis);
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? '0s' : parts.join(' ');
}

/**
 * How two executions in a row fit together: the time by which their windows overlap, negative for a gap that no
 * execution sees. Undefined where a setting is no date math.
 */
export function overlapOf({ from, to, interval }: RuleTimes): number | undefined {
  return from === undefined || to === undefined || interval === undefined
    ? undefined
    : to - from - interval;
}
