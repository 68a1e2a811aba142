// keyword, wildcard, constant_keyword without a constant, and leaves of flattened fields: whole strings, case-sensitive.
import { isObject } from '../../events/toEvent';
import type { FieldValue } from '../../events/values';
import { javaLowerCase } from '../javaText';
import { matchesPattern } from '../pattern';
import { compareUtf8 } from '../utf8Order';
import type { FieldSemantics, TermSemantics } from './semantics';
import { satisfies, values } from './semantics';

export interface KeywordOptions {
  readonly ignoreAbove?: number;
  readonly normalizer?: 'lowercase';
}

export function keywordSemantics(
  options: KeywordOptions = {},
): FieldSemantics & { readonly terms: TermSemantics } {
  const limit = options.ignoreAbove ?? Infinity;
  const normalize = options.normalizer === 'lowercase' ? javaLowerCase : undefined;
  const query = (text: string): string => normalize?.(text) ?? text;
  const indexed = (value: FieldValue): string | undefined => {
    const text = textOf(value);
    if (text === undefined || text.length > limit) return undefined;
    return normalize?.(text) ?? text;
  };
  const test = (accept: (text: string) => boolean) =>
    values((value) => {
      const text = indexed(value);
      return text !== undefined && accept(text);
    });
  return {
    equal(text) {
      const wanted = query(text);
      return test((value) => value === wanted);
    },
    equalAny(texts) {
      const wanted = new Set(texts.map(query));
      return test((value) => wanted.has(value));
    },
    pattern(pattern) {
      const wanted = pattern.map(query);
      return test((value) => matchesPattern(wanted, value));
    },
    range(bounds) {
      const wanted = bounds.map(({ bound, text }) => ({ bound, text: query(text) }));
      return test((value) =>
        wanted.every(({ bound, text }) => satisfies(bound, compareUtf8(value, text))),
      );
    },
    exists: (value) => indexed(value) !== undefined,
    terms: { normalize: query, some: test, all: (accept) => test((term) => accept([term])) },
  };
}

/** A number or boolean is indexed as the document spells it; an object is no value of a keyword field. */
export function textOf(value: FieldValue): string | undefined {
  return isObject(value) ? undefined : String(value);
}
