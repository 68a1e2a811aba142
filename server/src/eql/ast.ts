// The tree of an EQL query as Elasticsearch reads it. Spans lead to the file (or to the query text itself if it was
// parsed without an offset map).
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';

/** A query and the pipes behind it. */
export interface EqlStatement {
  readonly query: EqlEvent | EqlSequence;
  readonly pipes: readonly EqlPipe[];
}

/** `category where condition`. */
export interface EqlEvent {
  readonly kind: 'event';
  /** Undefined for `any`. */
  readonly category: EqlWord | undefined;
  readonly condition: EqlExpression;
}

/** Terms one after the other (`sequence`), or in any order (`sample`). */
export interface EqlSequence {
  readonly kind: 'sequence' | 'sample';
  /** Keys that all terms share. */
  readonly by: readonly EqlExpression[];
  readonly maxspan: EqlWord | undefined;
  readonly terms: readonly EqlTerm[];
  readonly until: EqlTerm | undefined;
}

/** `[event] by keys with runs=n`, or `![event]` for an event that must not happen. */
export interface EqlTerm {
  readonly event: EqlEvent;
  readonly isMissing: boolean;
  readonly by: readonly EqlExpression[];
  readonly runs: number;
  readonly span: Span;
}

export interface EqlPipe {
  readonly name: EqlWord;
  readonly count: EqlExpression | undefined;
}

export interface EqlWord {
  readonly text: string;
  readonly span: Span;
}

export type EqlExpression =
  EqlLogic | EqlNot | EqlCompare | EqlMatch | EqlArithmetic | EqlCall | EqlField | EqlConstant;

/** Operands of one level; `a and b and c` has three. */
export interface EqlLogic {
  readonly kind: 'and' | 'or';
  readonly items: readonly EqlExpression[];
}

export interface EqlNot {
  readonly kind: 'not';
  readonly item: EqlExpression;
}

export interface EqlCompare {
  readonly kind: 'compare';
  readonly operator: EqlComparison;
  readonly left: EqlExpression;
  readonly right: EqlExpression;
}

export const eqlComparisons = ['==', '!=', '<', '<=', '>', '>='] as const;
export type EqlComparison = (typeof eqlComparisons)[number];

/** A field or other expression against one value or a list of values. */
export interface EqlMatch {
  readonly kind: 'match';
  readonly operator: EqlMatcher;
  /** `not in`. A `not` in front of all is an `EqlNot`. */
  readonly isNegated: boolean;
  readonly left: EqlExpression;
  readonly values: readonly EqlExpression[];
}

export const eqlMatchers = [':', 'like', 'like~', 'regex', 'regex~', 'in', 'in~'] as const;
export type EqlMatcher = (typeof eqlMatchers)[number];

/** Of two numbers, or of one (`-a`). */
export interface EqlArithmetic {
  readonly kind: 'arithmetic';
  readonly operator: string;
  readonly operands: readonly EqlExpression[];
}

export interface EqlCall {
  readonly kind: 'call';
  /** As written, without `~`. */
  readonly name: string;
  readonly isCaseless: boolean;
  readonly args: readonly EqlExpression[];
  readonly span: Span;
}

export interface EqlField {
  readonly kind: 'field';
  readonly name: string;
  /** `?name`: the field may be unknown. */
  readonly isOptional: boolean;
  readonly span: Span;
}

export interface EqlConstant {
  readonly kind: 'constant';
  /** Escapes decoded. */
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

/** Result of `parseEql`. Never absent. */
export interface EqlParseResult {
  /** Undefined where Elasticsearch would refuse the query. */
  readonly root: EqlStatement | undefined;
  /** The first mistake, or none. */
  readonly problems: readonly Problem[];
}
