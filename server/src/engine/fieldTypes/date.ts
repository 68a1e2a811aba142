// date and date_nanos: partial dates stand for their whole unit, date math is rounded by the operator.
import { isObject } from '../../events/toEvent';
import type { FieldValue } from '../../events/values';
import type { Bound } from '../clause';
import type { DateExpression, Instant, Rounding } from '../dateMath';
import { evaluateDate, parseDateMath, parseInstant, usesNow } from '../dateMath';
import type { Answer, FieldSemantics, TextBound } from './semantics';
import { compareNumbers, noWildcards, satisfies, typeError } from './semantics';

export type DateType = 'date' | 'date_nanos';

export function dateSemantics(name: string, type: DateType): FieldSemantics {
  const range = (bounds: readonly TextBound[]): Answer => dateRange(name, type, bounds);
  return {
    equal: (text) =>
      range([
        { bound: 'gte', text },
        { bound: 'lte', text },
      ]),
    pattern: () => noWildcards(name, type),
    range,
    exists: (value) => indexedDate(value, type) !== undefined,
  };
}

function dateRange(name: string, type: DateType, bounds: readonly TextBound[]): Answer {
  const limits: { bound: Bound; expression: DateExpression; within: bigint }[] = [];
  for (const { bound, text } of bounds) {
    const parsed = parseDateMath(text);
    if (!parsed.ok)
      return typeError('value-type', `${name} has type ${type}, and ${parsed.message}`);
    if (type === 'date_nanos' && lacksSeconds(text))
      return typeError(
        'value-type',
        `${name} has type date_nanos, and the time in "${text}" lacks seconds`,
      );
    limits.push({ bound, expression: parsed.expression, within: withinMillisecond(text, bound) });
  }
  const at = (now: number) =>
    limits.map(({ bound, expression, within }) => {
      const limit = inUnits(evaluateDate(expression, now, roundingOf(bound)), type);
      return { bound, limit: typeof limit === 'bigint' ? limit + within : limit };
    });
  const isMoving = limits.some(({ expression }) => usesNow(expression));
  const fixed = at(0);
  if (type === 'date_nanos' && !isMoving && fixed.some(({ limit }) => isOutside(limit)))
    return typeError(
      'value-type',
      `${name} has type date_nanos, whose dates lie between 1970 and 2262`,
    );
  return {
    kind: 'values',
    usesNow: isMoving,
    test(value, now) {
      const date = indexedDate(value, type);
      if (date === undefined) return false;
      const current = isMoving ? at(now) : fixed;
      return current.every(({ bound, limit }) => satisfies(bound, compareNumbers(date, limit)));
    },
  };
}

/** Above the end or up to the end of the unit; from the start or below the start. */
export function roundingOf(bound: Bound): Rounding {
  return bound === 'gt' || bound === 'lte' ? 'up' : 'down';
}

/** What date_nanos reads has seconds where it has a time. */
function lacksSeconds(text: string): boolean {
  return /T(?!\d\d:\d\d:\d\d)/.test(text.split('||', 1)[0] ?? '');
}

/** Nanoseconds from the start of the millisecond that digits name to the end a bound takes; four digits are a year. */
function withinMillisecond(text: string, bound: Bound): bigint {
  const isMillisecond = /^\d+$/.test(text) && text.length !== 4;
  return isMillisecond && roundingOf(bound) === 'up' ? 999_999n : 0n;
}

function isOutside(date: number | bigint): boolean {
  return date < 0n || date > 2n ** 63n - 1n;
}

/** As indexed: milliseconds for date, nanoseconds for date_nanos (1970 to 2262). */
function indexedDate(value: FieldValue, type: DateType): number | bigint | undefined {
  if (typeof value === 'boolean' || isObject(value)) return undefined;
  const instant = parseInstant(String(value));
  if (instant === undefined) return undefined;
  const date = inUnits(instant, type);
  if (type === 'date') return date;
  return isOutside(date) || lacksSeconds(String(value)) ? undefined : date;
}

function inUnits(instant: Instant, type: DateType): number | bigint {
  if (type === 'date') return instant.millis;
  return BigInt(instant.millis) * 1_000_000n + BigInt(instant.nanos);
}
