// How a field type answers clauses: the shape every file of this folder fills in.
import type { FieldValue } from '../../events/values';
import type { Bound, Pattern } from '../clause';

/** Decides on one value of a document; `now` is the execution's time in epoch milliseconds. */
export type ValueTest = (value: FieldValue, now: number) => boolean;

/** Elasticsearch finds type errors when it builds the search, so a clause either has an answer or an error. */
export type Answer =
  ValuesAnswer | { readonly kind: 'all' } | { readonly kind: 'none' } | TypeError;

/** Any value of the document that passes makes the clause true. */
export interface ValuesAnswer {
  readonly kind: 'values';
  readonly test: ValueTest;
  readonly usesNow?: boolean;
  /** What is only approximated, in one sentence. */
  readonly note?: string;
}

export interface TypeError {
  readonly kind: 'error';
  /** Checks report the same under the same code. */
  readonly code: 'value-type' | 'wildcard-type';
  readonly message: string;
}

export interface FieldSemantics {
  /** Equality; `quoted` matters to analysed text only. */
  equal(text: string, quoted: boolean): Answer;
  /** Equality with any of many texts, where one look-up can decide; the same as `equal` with each. */
  equalAny?(texts: readonly string[]): ValuesAnswer;
  pattern(pattern: Pattern): Answer;
  /** At least one bound. */
  range(bounds: readonly TextBound[]): Answer;
  /** The value is in the index. */
  exists: ValueTest;
  /** On types whose index holds texts, which can be asked for in more ways; the others refuse those. */
  readonly terms?: TermSemantics;
}

/** The texts a value is indexed as. */
export interface TermSemantics {
  /** A text of the query as it is compared with indexed texts. */
  normalize(text: string): string;
  /** Analysed text only: the words of a text of the query. */
  analyze?(text: string): readonly string[];
  /** All texts of one value, in order, pass together; a single one on what is not analysed. */
  all(accept: (terms: readonly string[]) => boolean): Answer;
  /** Some text of the value passes. */
  some(accept: (term: string) => boolean): Answer;
}

export interface TextBound {
  readonly bound: Bound;
  readonly text: string;
}

export const NONE: Answer = { kind: 'none' };

export function values(test: ValueTest): ValuesAnswer {
  return { kind: 'values', test };
}

/** Texts that are indexed as they are written. */
export function plainTerms(some: TermSemantics['some']): TermSemantics {
  return { normalize: (text) => text, some, all: (accept) => some((term) => accept([term])) };
}

export function typeError(code: TypeError['code'], fact: string): TypeError {
  return { kind: 'error', code, message: `This would fail in Kibana: ${fact}.` };
}

export function noWildcards(name: string, type: string): TypeError {
  return typeError(
    'wildcard-type',
    `${name} has type ${type}, and wildcards work on keyword, wildcard and text fields only`,
  );
}

/** The value lies on the right side of a bound; `order` is the sign of value minus bound. */
export function satisfies(bound: Bound, order: number): boolean {
  switch (bound) {
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
  }
}

/** Order of two numbers of either kind, as a sign. */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
