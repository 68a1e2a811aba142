// Elasticsearch dates: `strict_date_optional_time||epoch_millis`, and date math such as `now-1d/d` or `2024-01-01||+1M`.
// Everything is in UTC; the local clock is never read.

/** A point in time. `nanos` are those within the millisecond, 0 to 999,999. */
export interface Instant {
  /** Epoch milliseconds, whole. */
  readonly millis: number;
  readonly nanos: number;
}

/** A parsed date expression, to be evaluated with the execution's `now` and a rounding. */
export interface DateExpression {
  readonly base: 'now' | DateParts | Instant;
  readonly operations: readonly DateOperation[];
}

/** A written date; absent parts are filled when it is evaluated. */
export interface DateParts {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly hour: number | undefined;
  readonly minute: number | undefined;
  readonly second: number | undefined;
  /** Nanoseconds within the second. */
  readonly fraction: number | undefined;
  /** Minutes east of UTC. */
  readonly offset: number;
}

export type DateUnit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm' | 's';
export type DateOperation =
  | { readonly kind: 'add'; readonly amount: number; readonly unit: DateUnit }
  | { readonly kind: 'round'; readonly unit: DateUnit };

export type DateParseResult =
  | { readonly ok: true; readonly expression: DateExpression }
  | { readonly ok: false; readonly message: string };

/** `down`: to the start of what the text leaves open or rounds to. `up`: to its last nanosecond. */
export type Rounding = 'down' | 'up';

/**
 * Parses a date or date math. Written dates keep to the strict form: `yyyy[-MM[-dd[THH[:mm[:ss[.S…]]][zone]]]]`; other
 * texts of digits are epoch milliseconds. The message of an error is a clause ("… is not a date").
 */
export function parseDateMath(text: string): DateParseResult {
  const anchor = text.indexOf('||');
  const isNow = text.startsWith('now');
  const base = isNow ? 'now' : parseDate(anchor < 0 ? text : text.slice(0, anchor));
  if (base === undefined)
    return {
      ok: false,
      message: `"${text}" is not a date (write it like 2024-01-31T10:00:00Z, as epoch milliseconds, or as date math like now-1d)`,
    };
  if (!isNow && anchor < 0) return { ok: true, expression: { base, operations: [] } };
  const operations = parseOperations(isNow ? text.slice(3) : text.slice(anchor + 2));
  if (operations === undefined)
    return {
      ok: false,
      message: `"${text}" is not date math (steps are +, - or / with a unit of y M w d h H m s)`,
    };
  // With `||` Elasticsearch fills open parts downwards whatever the rounding.
  const start = base === 'now' || isInstant(base) ? base : completeDate(base, 'down');
  return { ok: true, expression: { base: start, operations } };
}

export function usesNow(expression: DateExpression): boolean {
  return expression.base === 'now';
}

/** `now` in epoch milliseconds. */
export function evaluateDate(expression: DateExpression, now: number, rounding: Rounding): Instant {
  const { base, operations } = expression;
  let instant: Instant;
  if (base === 'now') instant = { millis: now, nanos: 0 };
  else instant = isInstant(base) ? base : completeDate(base, rounding);
  for (const operation of operations) {
    instant =
      operation.kind === 'add'
        ? { ...instant, millis: addUnits(instant.millis, operation.amount, operation.unit) }
        : roundTo(instant.millis, operation.unit, rounding);
  }
  return instant;
}

/** The time a document's date value stands for (no date math there); undefined if it would not be indexed. */
export function parseInstant(text: string): Instant | undefined {
  const base = parseDate(text);
  return base === undefined || isInstant(base) ? base : completeDate(base, 'down');
}

const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?)?$/;

function parseDate(text: string): DateParts | Instant | undefined {
  const found = DATE.exec(text);
  if (found === null) return parseEpochMillis(text);
  const number = (group: number): number | undefined =>
    found[group] === undefined ? undefined : Number(found[group]);
  const parts: DateParts = {
    year: Number(found[1]),
    month: number(2),
    day: number(3),
    hour: number(4),
    minute: number(5),
    second: number(6),
    fraction: found[7] === undefined ? undefined : Number(found[7].padEnd(9, '0')),
    offset: parseOffset(found[8]),
  };
  return isRealDate(parts) ? parts : undefined;
}

function parseOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || '0');
  return zone.startsWith('-') ? -minutes : minutes;
}

function isRealDate(parts: DateParts): boolean {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset } = parts;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  return hour < 24 && minute < 60 && second < 60 && Math.abs(offset) <= 18 * 60;
}

function parseEpochMillis(text: string): Instant | undefined {
  const found = /^(-?\d{1,16})(?:\.(\d{1,6}))?$/.exec(text);
  if (found === null) return undefined;
  const whole = Number(found[1]);
  const nanos = Number((found[2] ?? '').padEnd(6, '0'));
  if (Math.abs(whole) > 8.64e15) return undefined;
  if (!text.startsWith('-') || nanos === 0) return { millis: whole, nanos };
  return { millis: whole - 1, nanos: 1_000_000 - nanos };
}

/** An absent month or day is 1 either way; absent parts of the time are the first or the last. */
function completeDate(parts: DateParts, rounding: Rounding): Instant {
  const isUp = rounding === 'up';
  const fraction = parts.fraction ?? (isUp ? 999_999_999 : 0);
  const millis =
    utc(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1) +
    (parts.hour ?? (isUp ? 23 : 0)) * UNIT_MILLIS.h +
    (parts.minute ?? (isUp ? 59 : 0)) * UNIT_MILLIS.m +
    (parts.second ?? (isUp ? 59 : 0)) * UNIT_MILLIS.s +
    Math.floor(fraction / 1_000_000) -
    parts.offset * UNIT_MILLIS.m;
  return { millis, nanos: fraction % 1_000_000 };
}

function parseOperations(text: string): readonly DateOperation[] | undefined {
  const step = /([+\-/])(\d*)([yMwdhHms])/y;
  const operations: DateOperation[] = [];
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (found === null) return undefined;
    const amount = found[2] === '' ? 1 : Number(found[2]);
    const unit = toUnit(found[3] ?? '');
    if (unit === undefined || amount > 2147483647) return undefined;
    if (found[1] === '/') {
      if (amount !== 1) return undefined;
      operations.push({ kind: 'round', unit });
    } else operations.push({ kind: 'add', amount: found[1] === '-' ? -amount : amount, unit });
  }
  return operations;
}

function toUnit(letter: string): DateUnit | undefined {
  switch (letter) {
    case 'y':
    case 'M':
    case 'w':
    case 'd':
    case 'h':
    case 'm':
    case 's':
      return letter;
    case 'H':
      return 'h';
    default:
      return undefined;
  }
}

const UNIT_MILLIS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** Months and years keep the day of the month, or take the month's last day. */
function addUnits(millis: number, amount: number, unit: DateUnit): number {
  if (unit !== 'y' && unit !== 'M') return millis + amount * UNIT_MILLIS[unit];
  const date = new Date(millis);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + amount * (unit === 'y' ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month + 1));
  return utc(year, month, day) + positiveRest(millis, UNIT_MILLIS.d);
}

function roundTo(millis: number, unit: DateUnit, rounding: Rounding): Instant {
  const start = startOf(millis, unit);
  if (rounding === 'down') return { millis: start, nanos: 0 };
  return { millis: addUnits(start, 1, unit) - 1, nanos: 999_999 };
}

/** Weeks start on Monday. */
function startOf(millis: number, unit: DateUnit): number {
  const date = new Date(millis);
  switch (unit) {
    case 'y':
      return utc(date.getUTCFullYear(), 0, 1);
    case 'M':
      return utc(date.getUTCFullYear(), date.getUTCMonth(), 1);
    case 'w': {
      const day = millis - positiveRest(millis, UNIT_MILLIS.d);
      return day - ((date.getUTCDay() + 6) % 7) * UNIT_MILLIS.d;
    }
    case 'd':
    case 'h':
    case 'm':
    case 's':
      return millis - positiveRest(millis, UNIT_MILLIS[unit]);
  }
}

function positiveRest(value: number, unit: number): number {
  return ((value % unit) + unit) % unit;
}

/** `Date.UTC` reads years below 100 as 19xx; this does not. Month from 0. */
function utc(year: number, month: number, day: number): number {
  if (year >= 100) return Date.UTC(year, month, day);
  return new Date(0).setUTCFullYear(year, month, day);
}

/** Month from 1. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isInstant(base: DateParts | Instant): base is Instant {
  return 'millis' in base;
}
