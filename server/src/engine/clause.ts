// What Kibana's KQL converter turns a query into: the shape of the Elasticsearch search, with the place of each clause.
import type { Span } from '../text/span';

export type Clause =
  | BoolClause
  | MatchAllClause
  | TermClause
  | WildcardClause
  | QueryStringClause
  | MatchClause
  | MultiMatchClause
  | RangeClause
  | ExistsClause
  | NestedClause;

/** `filter`: all hold. `should`: at least one holds (minimum_should_match 1). `must_not`: exactly one, which must not. */
export interface BoolClause {
  readonly kind: 'bool';
  readonly occur: 'filter' | 'should' | 'must_not';
  readonly clauses: readonly Clause[];
  readonly span: Span;
}

export interface MatchAllClause {
  readonly kind: 'match_all';
  readonly span: Span;
}

/** A value as written: text, or one of the constants `true`, `false`, `null` where they stood unquoted. */
export type ClauseValue = string | boolean | null;

export interface TermClause {
  readonly kind: 'term';
  readonly field: string;
  readonly value: ClauseValue;
  readonly span: Span;
}

/** The texts between the asterisks; everything in them is literal. */
export type Pattern = readonly string[];

export interface WildcardClause {
  readonly kind: 'wildcard';
  readonly field: string;
  readonly pattern: Pattern;
  readonly span: Span;
}

/** Without `field`: over the index's default fields. */
export interface QueryStringClause {
  readonly kind: 'query_string';
  readonly field: string | undefined;
  readonly pattern: Pattern;
  readonly span: Span;
}

export interface MatchClause {
  readonly kind: 'match' | 'match_phrase';
  readonly field: string;
  readonly value: ClauseValue;
  readonly span: Span;
}

/** Free text over the index's default fields, lenient. */
export interface MultiMatchClause {
  readonly kind: 'multi_match';
  readonly type: 'best_fields' | 'phrase';
  readonly value: ClauseValue;
  readonly span: Span;
}

export type Bound = 'gt' | 'gte' | 'lt' | 'lte';
export type Bounds = Readonly<Partial<Record<Bound, ClauseValue>>>;

export interface RangeClause {
  readonly kind: 'range';
  readonly field: string;
  readonly bounds: Bounds;
  readonly timeZone: string | undefined;
  readonly span: Span;
}

export interface ExistsClause {
  readonly kind: 'exists';
  readonly field: string;
  readonly span: Span;
}

export interface NestedClause {
  readonly kind: 'nested';
  /** Full path. */
  readonly path: string;
  readonly query: Clause;
  readonly ignoreUnmapped: boolean | undefined;
  readonly span: Span;
}
