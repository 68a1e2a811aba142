// The numeric types: how a document's number is indexed, and how a clause's number meets it.
import type { FieldMapping } from '../../catalog/fieldType';
import { assertNever } from '../../text/assertNever';
import { SpelledNumber } from '../../events/spelledNumber';
import type { FieldValue } from '../../events/values';
import type { Bound } from '../clause';
import type { Exact } from './decimal';
import { isWhole, parseDecimal, scaleDecimal, toHalf, truncate } from './decimal';
import type { Answer, FieldSemantics } from './semantics';
import { compareNumbers, NONE, noWildcards, satisfies, typeError, values } from './semantics';

export type WholeType = 'long' | 'integer' | 'short' | 'byte' | 'unsigned_long';
export type NumericType = WholeType | 'double' | 'float' | 'half_float' | 'scaled_float';

const RANGES: Readonly<Record<WholeType, readonly [Exact, Exact]>> = {
  byte: [-128, 127],
  short: [-32768, 32767],
  integer: [-2147483648, 2147483647],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  unsigned_long: [0, 2n ** 64n - 1n],
};

/** What a type does to numbers on their way into the index, and to a clause's number on its way to them. */
interface NumberKind {
  /** The indexed form; undefined if the type cannot hold the number. */
  index(value: Exact): Exact | undefined;
  /** The number that indexed forms are compared with; undefined if Elasticsearch refuses it. */
  bound(value: Exact, text: string): Exact | undefined;
  /** The indexed form of an equal value; undefined if no document can have it. */
  target(bound: Exact): Exact | undefined;
}

/** The number that a value of a document is in the index; undefined where it is not indexed. */
export function indexedNumber(
  mapping: FieldMapping,
  type: NumericType,
): (value: FieldValue) => Exact | undefined {
  const kind = numberKind(type, mapping.scalingFactor ?? 1);
  return (value) => {
    const number = numberOf(value);
    return number === undefined ? undefined : kind.index(number);
  };
}

export function numberSemantics(
  name: string,
  mapping: FieldMapping,
  type: NumericType,
): FieldSemantics {
  const kind = numberKind(type, mapping.scalingFactor ?? 1);
  const indexed = indexedNumber(mapping, type);
  const read = (text: string): Exact | undefined => {
    const number = readQueryNumber(text, type);
    return number === undefined ? undefined : kind.bound(number, text.trim());
  };
  const wrong = (text: string): Answer =>
    typeError('value-type', `${name} has type ${type}, and "${text}" is not a number it can hold`);
  return {
    equal(text) {
      const bound = read(text);
      if (bound === undefined) return wrong(text);
      const target = kind.target(bound);
      if (target === undefined) return NONE;
      return values((value) => isEqual(indexed(value), target));
    },
    pattern: () => noWildcards(name, type),
    range(bounds) {
      const limits: { bound: Bound; limit: Exact }[] = [];
      for (const { bound, text } of bounds) {
        const limit = read(text);
        if (limit === undefined) return wrong(text);
        limits.push({ bound, limit });
      }
      return values((value) => {
        const number = indexed(value);
        if (number === undefined) return false;
        return limits.every(({ bound, limit }) => satisfies(bound, compareNumbers(number, limit)));
      });
    },
    exists: (value) => indexed(value) !== undefined,
  };
}

function numberKind(type: NumericType, scalingFactor: number): NumberKind {
  switch (type) {
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
    case 'unsigned_long':
      return wholeKind(type);
    case 'double':
      return floatKind(Number);
    case 'float':
      return floatKind((value) => Math.fround(Number(value)));
    case 'half_float':
      return halfKind();
    case 'scaled_float':
      return {
        index: (value) => finite(Math.round(Number(value) * scalingFactor)),
        bound: (_, text) => finite(scaleDecimal(text.replace(/[dDfF]$/, ''), scalingFactor)),
        target: (bound) => Math.round(Number(bound)),
      };
    default:
      return assertNever(type);
  }
}

/** Fractions are cut off when indexing; a clause's fraction or a number out of range equals nothing. */
function wholeKind(type: WholeType): NumberKind {
  const inRange = (value: Exact): Exact | undefined => within(value, RANGES[type]);
  return {
    index: (value) => inRange(truncate(value)),
    bound: (value) => readable(value, type),
    target: (bound) => (isWhole(bound) ? inRange(bound) : undefined),
  };
}

/**
 * Elasticsearch reads a clause's number as an integer for the smaller types too, as a long for long, and refuses what is
 * out of that range; of unsigned_long it takes any number.
 */
function readable(value: Exact, type: WholeType): Exact | undefined {
  if (type === 'unsigned_long') return value;
  if (type !== 'long') return within(value, RANGES.integer);
  return within(truncate(value), RANGES.long) === undefined ? undefined : value;
}

function within(value: Exact, [min, max]: readonly [Exact, Exact]): Exact | undefined {
  return value < min || value > max ? undefined : value;
}

function floatKind(round: (value: Exact) => number): NumberKind {
  const toFinite = (value: Exact): number | undefined => finite(round(value));
  return { index: toFinite, bound: toFinite, target: (bound) => bound };
}

/** Only an equal number is brought to the precision of the type; the bounds of a range stay between its numbers. */
function halfKind(): NumberKind {
  const toFinite = (value: Exact): number | undefined => finite(toHalf(Number(value)));
  return {
    index: toFinite,
    bound: (value) => (toFinite(value) === undefined ? undefined : Math.fround(Number(value))),
    target: (bound) => toHalf(Number(bound)),
  };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function isWholeType(type: NumericType): type is WholeType {
  return Object.hasOwn(RANGES, type);
}

/** Java reads `80f` and blanks around a number as a double; whole types then stumble over the same text. */
function readQueryNumber(text: string, type: NumericType): Exact | undefined {
  return isWholeType(type) ? parseDecimal(text) : parseDecimal(text.trim().replace(/[dDfF]$/, ''));
}

/** A document's number: JSON numbers, and texts that spell one (`coerce`). Booleans and objects do not fit. */
export function numberOf(value: FieldValue): Exact | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof SpelledNumber) return parseDecimal(value.text);
  return typeof value === 'string' ? parseDecimal(value.trim()) : undefined;
}

function isEqual(a: Exact | undefined, b: Exact): boolean {
  return a !== undefined && compareNumbers(a, b) === 0;
}
