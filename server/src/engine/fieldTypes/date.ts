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
  const limits: { bound: Bound; expression: DateExpression }[] = [];
  for (const { bound, text } of bounds) {
    const parsed = parseDateMath(text);
    if (!parsed.ok)
      return typeError('value-type', `${name} has type ${type}, and ${parsed.message}`);
    limits.push({ bound, expression: parsed.expression });
  }
  const at = (now: number) =>
    limits.map(({ bound, expression }) => ({
      bound,
      limit: inUnits(evaluateDate(expression, now, roundingOf(bound)), type),
    }));
  const isMoving = limits.some(({ expression }) => usesNow(expression));
  const fixed = at(0);
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

/** As indexed: milliseconds for date, nanoseconds for date_nanos (1970 to 2262). */
function indexedDate(value: FieldValue, type: DateType): number | bigint | undefined {
  if (typeof value === 'boolean' || isObject(value)) return undefined;
  const instant = parseInstant(String(value));
  if (instant === undefined) return undefined;
  const date = inUnits(instant, type);
  return type === 'date_nanos' && (date < 0n || date > 2n ** 63n - 1n) ? undefined : date;
}

function inUnits(instant: Instant, type: DateType): number | bigint {
  if (type === 'date') return instant.millis;
  return BigInt(instant.millis) * 1_000_000n + BigInt(instant.nanos);
}
