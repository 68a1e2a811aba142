// A field whose type no layer knows. Its type in Elasticsearch depends on the data (text becomes keyword with
// ignore_above 1024, numbers and booleans are typed), so each value is compared as what it is.
import type { FieldValue } from '../../events/values';
import { matchesPattern } from '../pattern';
import { compareUtf8 } from '../utf8Order';
import { parseDecimal } from './decimal';
import type { FieldSemantics } from './semantics';
import { compareNumbers, plainTerms, satisfies, values } from './semantics';

/** Elastic's index templates map unknown text as keyword with this limit. */
const IGNORE_ABOVE = 1024;

export function dynamicSemantics(): FieldSemantics {
  return {
    equal(text) {
      const number = parseDecimal(text);
      return values((value) => {
        if (typeof value === 'number')
          return number !== undefined && compareNumbers(value, number) === 0;
        return typeof value === 'boolean'
          ? String(value) === text
          : value === text && isShort(value);
      });
    },
    equalAny(texts) {
      const wanted = new Set(texts);
      const numbers = new Set(texts.flatMap((text) => parseDecimal(text) ?? []).map(Number));
      return values((value) => {
        if (typeof value === 'number') return numbers.has(value);
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
        if (typeof value === 'object' || typeof value === 'boolean' || !isShort(value))
          return false;
        return limits.every(({ bound, text, number }) => {
          if (typeof value === 'string') return satisfies(bound, compareUtf8(value, text));
          return number !== undefined && satisfies(bound, compareNumbers(value, number));
        });
      });
    },
    exists: (value) => typeof value !== 'object' && isShort(value),
    terms: plainTerms((accept) =>
      values((value) => typeof value === 'string' && isShort(value) && accept(value)),
    ),
  };
}

function isShort(value: FieldValue): boolean {
  return typeof value !== 'string' || value.length <= IGNORE_ABOVE;
}
