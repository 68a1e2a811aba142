// Times in a rule's settings: date math of `from`, `to` and `history_window_start` as Kibana reads it, and intervals.
import { evaluateDate, parseDateMath } from './dateMath';
import type { DateOperation } from './dateMath';

/**
 * Gives epoch milliseconds for the `now` of an execution. `back`: of a window that lies so many milliseconds before the
 * one of the execution, to make up for executions that are missing.
 */
export interface RuleTime {
  (now: number, back?: number): number;
  /** It steps by months or years, so it may go back where `now` goes on; otherwise it never does. */
  readonly isCalendar: boolean;
  /** It lies at one distance from `now`. */
  readonly isFixed: boolean;
}

/**
 * Compiles `now-5d/d`, `2026-01-01T00:00:00Z` or `2026-01-01||+1M`, always rounded down, in UTC. Gives undefined for
 * what Kibana refuses: other units (`H` is Elasticsearch's alone), rounding to several units, a bare number.
 */
export function parseRuleTime(text: string): RuleTime | undefined {
  if (text.includes('H') || /^\d{5,}$/.test(text)) return undefined;
  const parsed = parseDateMath(text);
  if (!parsed.ok) return undefined;
  const { base, operations } = parsed.expression;
  const expression = { base, operations: operations.flatMap(withKibanaWeeks) };
  const isCalendar = operations.some(({ kind, unit }) => kind === 'add' && /[My]/.test(unit));
  const shift = base === 'now' ? shiftOf(expression.operations) : undefined;
  if (shift !== undefined)
    return ruleTime((now) => now + shift, { isCalendar: false, isFixed: true });
  const rounded = (now: number): number => evaluateDate(expression, now, 'down').millis;
  return ruleTime(rounded, { isCalendar, isFixed: false });
}

/** Milliseconds by which operations of fixed length move a time; undefined where they round or step by months. */
function shiftOf(operations: readonly DateOperation[]): number | undefined {
  const isFixed = operations.every(({ kind, unit }) => kind === 'add' && !/[My]/.test(unit));
  if (!isFixed) return undefined;
  return evaluateDate({ base: 'now', operations }, 0, 'down').millis;
}

/** The time that `outer` makes of what `inner` makes of `now`. */
export function composed(outer: RuleTime, inner: RuleTime): RuleTime {
  return Object.assign((now: number, back = 0) => outer(inner(now, back)), {
    isCalendar: outer.isCalendar || inner.isCalendar,
    isFixed: outer.isFixed && inner.isFixed,
  });
}

/** Kibana moves the time itself, not the `now` that it is worked out from. */
function ruleTime(
  time: (now: number) => number,
  kind: Pick<RuleTime, 'isCalendar' | 'isFixed'>,
): RuleTime {
  return Object.assign((now: number, back = 0) => time(now) - back, kind);
}

const oneDay = { kind: 'add', amount: 1, unit: 'd' } as const;
const oneDayBack = { kind: 'add', amount: -1, unit: 'd' } as const;

/** The date library of Kibana's rules begins a week on Sunday, Elasticsearch on Monday. */
function withKibanaWeeks(operation: DateOperation): readonly DateOperation[] {
  const isWeek = operation.kind === 'round' && operation.unit === 'w';
  return isWeek ? [oneDay, operation, oneDayBack] : [operation];
}

const unitLength: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of an interval such as `5m`: a count and one of s, m, h, d. Undefined for anything else and for zero. */
export function parseInterval(text: string): number | undefined {
  const match = /^(\d+)([smhd])$/.exec(text);
  const interval = Number(match?.[1] ?? 0) * (unitLength[match?.[2] ?? ''] ?? 0);
  return interval > 0 ? interval : undefined;
}

/** ISO 8601 in UTC with milliseconds; empty for a time outside what JavaScript can name. */
export function isoText(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : '';
}
