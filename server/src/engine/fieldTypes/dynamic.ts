// A field whose type no layer knows. Its type in Elasticsearch depends on the data (text becomes keyword with
// ignore_above 1024, numbers and booleans are typed), so each value is compared as what it is.
import { SpelledNumber } from '../../events/spelledNumber';
import { isObject } from '../../events/toEvent';
import type { FieldValue } from '../../events/values';
import { matchesPattern } from '../pattern';
import { compareUtf8 } from '../utf8Order';
import { parseDecimal } from './decimal';
import type { Exact } from './decimal';
import type { FieldSemantics } from './semantics';
import { compareNumbers, plainTerms, satisfies, values } from './semantics';

/** Elastic's index templates map unknown text as keyword with this limit. */
const IGNORE_ABOVE = 1024;

export function dynamicSemantics(): FieldSemantics {
  return {
    equal(text) {
      const number = parseDecimal(text);
      return values((value) => {
        const found = jsonNumber(value);
        if (found !== undefined) return number !== undefined && compareNumbers(found, number) === 0;
        return typeof value === 'boolean'
          ? String(value) === text
          : value === text && isShort(value);
      });
    },
    equalAny(texts) {
      const wanted = new Set(texts);
      const numbers = new Set(texts.flatMap((text) => parseDecimal(text) ?? []));
      return values((value) => {
        const found = jsonNumber(value);
        if (found !== undefined) return numbers.has(found);
        if (typeof value === 'boolean') return wanted.has(String(value));
        return typeof value === 'string' && wanted.has(value) && isShort(value);
      });
    },
    pattern: (pattern) =>
      values(
        (value) => typeof value === 'string' && isShort(value) && matchesPattern(pattern, value),
      ),
    range(bounds) {
      const limits = bounds.map(({ bound, text }) => ({ bound, text, number: parseDecimal(text) }));
      return values((value) => {
        if (isObject(value) || typeof value === 'boolean' || !isShort(value)) return false;
        const found = jsonNumber(value);
        return limits.every(({ bound, text, number }) => {
          if (typeof value === 'string') return satisfies(bound, compareUtf8(value, text));
          return (
            number !== undefined &&
            found !== undefined &&
            satisfies(bound, compareNumbers(found, number))
          );
        });
      });
    },
    exists: (value) => !isObject(value) && isShort(value),
    terms: plainTerms((accept) =>
      values((value) => typeof value === 'string' && isShort(value) && accept(value)),
    ),
  };
}

/** A number of the document that is no text. */
function jsonNumber(value: FieldValue): Exact | undefined {
  if (typeof value === 'number') return value;
  return value instanceof SpelledNumber ? parseDecimal(value.text) : undefined;
}

function isShort(value: FieldValue): boolean {
  return typeof value !== 'string' || value.length <= IGNORE_ABOVE;
}
