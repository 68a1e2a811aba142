// integer_range, long_range, float_range, double_range, date_range, ip_range: a document holds an interval
// (`{"gte": 1, "lt": 5}`, for ip_range also a CIDR text); a clause matches if it meets the interval.
import type { FieldType } from '../../catalog/fieldType';
import { isObject } from '../../events/toEvent';
import type { FieldValue } from '../../events/values';
import type { Bound } from '../clause';
import { evaluateDate, parseDateMath, parseInstant, usesNow } from '../dateMath';
import { parseDecimal, isWhole, truncate } from './decimal';
import { roundingOf } from './date';
import { parseCidr, parseIp } from '../../text/ipAddress';
import { ipOf } from './ip';
import { numberOf } from './number';
import type { Answer, FieldSemantics, TextBound, ValuesAnswer } from './semantics';
import { compareNumbers, noWildcards, typeError } from './semantics';

export type RangeFieldType = Extract<FieldType, `${string}_range`>;

/** Ends of an interval; an absent end is open. */
interface Interval {
  readonly lower: End | undefined;
  readonly upper: End | undefined;
}

interface End {
  readonly at: number | bigint;
  readonly isIncluded: boolean;
}

/** How one range type reads its ends. */
interface Domain {
  /** The next value is one away, so an excluded end is the neighbour included. */
  readonly isDiscrete: boolean;
  readonly noun: string;
  document(value: FieldValue): number | bigint | undefined;
  query(text: string, bound: Bound): ((now: number) => number | bigint) | undefined;
}

export function rangeTypeSemantics(name: string, type: RangeFieldType): FieldSemantics {
  const domain = domainOf(type);
  const range = (bounds: readonly TextBound[]): Answer => intersects(name, type, domain, bounds);
  return {
    equal: (text) =>
      range([
        { bound: 'gte', text },
        { bound: 'lte', text },
      ]),
    pattern: () => noWildcards(name, type),
    range,
    exists: (value) => intervalOf(value, domain) !== undefined,
  };
}

function domainOf(type: RangeFieldType): Domain {
  switch (type) {
    case 'integer_range':
    case 'long_range':
      return { isDiscrete: true, noun: 'a whole number', document: wholeOf, query: wholeNumber };
    case 'float_range':
    case 'double_range':
      return { isDiscrete: false, noun: 'a number', document: numberOf, query: anyNumber };
    case 'ip_range':
      return { isDiscrete: true, noun: 'an IP address', document: ipOf, query: address };
    case 'date_range':
      return { isDiscrete: true, noun: 'a date', document: dateOf, query: dateEnd };
  }
}

/** The fraction of an end is cut off. */
function wholeOf(value: FieldValue): number | bigint | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : truncate(number);
}

function wholeNumber(text: string): (() => number | bigint) | undefined {
  const number = parseDecimal(text);
  return number === undefined || !isWhole(number) ? undefined : () => number;
}

function anyNumber(text: string): (() => number | bigint) | undefined {
  const number = parseDecimal(text);
  return number === undefined ? undefined : () => number;
}

function address(text: string): (() => bigint) | undefined {
  const found = parseIp(text);
  return found === undefined ? undefined : () => found;
}

function dateOf(value: FieldValue): number | undefined {
  return isObject(value) ? undefined : parseInstant(String(value))?.millis;
}

function dateEnd(text: string, bound: Bound): ((now: number) => number) | undefined {
  const parsed = parseDateMath(text);
  if (!parsed.ok) return undefined;
  return (now) => evaluateDate(parsed.expression, now, roundingOf(bound)).millis;
}

function intersects(
  name: string,
  type: RangeFieldType,
  domain: Domain,
  bounds: readonly TextBound[],
): Answer {
  const ends: { bound: Bound; at: (now: number) => number | bigint }[] = [];
  for (const { bound, text } of bounds) {
    const at = domain.query(text, bound);
    if (at === undefined)
      return typeError(
        'value-type',
        `${name} has type ${type}, and "${text}" is not ${domain.noun}`,
      );
    ends.push({ bound, at });
  }
  const isMoving = type === 'date_range' && bounds.some(({ text }) => mentionsNow(text));
  return { ...overlap(domain, (now) => queryInterval(ends, now)), usesNow: isMoving };
}

function mentionsNow(text: string): boolean {
  const parsed = parseDateMath(text);
  return parsed.ok && usesNow(parsed.expression);
}

function queryInterval(
  ends: readonly { bound: Bound; at: (now: number) => number | bigint }[],
  now: number,
): Interval {
  const end = (side: 'g' | 'l'): End | undefined => {
    const found = ends.find(({ bound }) => bound.startsWith(side));
    if (found === undefined) return undefined;
    return { at: found.at(now), isIncluded: found.bound.endsWith('e') };
  };
  return { lower: end('g'), upper: end('l') };
}

function closed(first: number | bigint, last: number | bigint): Interval {
  return { lower: { at: first, isIncluded: true }, upper: { at: last, isIncluded: true } };
}

function overlap(domain: Domain, query: (now: number) => Interval): ValuesAnswer {
  return {
    kind: 'values',
    test(value, now) {
      const interval = intervalOf(value, domain);
      if (interval === undefined) return false;
      const wanted = includeEnds(query(now), domain);
      if (!reaches(wanted.lower, wanted.upper)) return false;
      return reaches(interval.lower, wanted.upper) && reaches(wanted.lower, interval.upper);
    },
  };
}

/** The lower end does not lie beyond the upper end. */
function reaches(lower: End | undefined, upper: End | undefined): boolean {
  if (lower === undefined || upper === undefined) return true;
  const order = compareNumbers(lower.at, upper.at);
  return order < 0 || (order === 0 && lower.isIncluded && upper.isIncluded);
}

/** The interval a document holds; undefined if it would not be indexed. */
function intervalOf(value: FieldValue, domain: Domain): Interval | undefined {
  if (!isObject(value)) return blockOf(value, domain);
  let lower: End | undefined;
  let upper: End | undefined;
  for (const [key, raw] of Object.entries(value)) {
    if (key !== 'gte' && key !== 'gt' && key !== 'lte' && key !== 'lt') return undefined;
    if (raw === null) continue;
    const at = Array.isArray(raw) ? undefined : domain.document(raw as FieldValue);
    if (at === undefined) return undefined;
    if (key.startsWith('g')) lower = { at, isIncluded: key === 'gte' };
    else upper = { at, isIncluded: key === 'lte' };
  }
  return includeEnds({ lower, upper }, domain);
}

function blockOf(value: FieldValue, domain: Domain): Interval | undefined {
  if (domain.document !== ipOf || typeof value !== 'string') return undefined;
  const block = parseCidr(value);
  return block === undefined ? undefined : closed(block.first, block.last);
}

function includeEnds(interval: Interval, domain: Domain): Interval {
  if (!domain.isDiscrete) return interval;
  return { lower: include(interval.lower, 1), upper: include(interval.upper, -1) };
}

function include(end: End | undefined, step: 1 | -1): End | undefined {
  if (end === undefined || end.isIncluded) return end;
  const at = typeof end.at === 'bigint' ? end.at + BigInt(step) : end.at + step;
  return { at, isIncluded: true };
}
