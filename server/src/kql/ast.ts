// The tree of a KQL query. Spans lead to the file (or to the query text itself if it was parsed without an offset map).
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';

export type KqlNode = KqlAnd | KqlOr | KqlNot | KqlIs | KqlRange | KqlNested | KqlError;

/** Two or more children; a list on one level is flat. */
export interface KqlAnd {
  readonly kind: 'and';
  readonly children: readonly KqlNode[];
  readonly span: Span;
}

export interface KqlOr {
  readonly kind: 'or';
  readonly children: readonly KqlNode[];
  readonly span: Span;
}

export interface KqlNot {
  readonly kind: 'not';
  readonly child: KqlNode;
  readonly span: Span;
}

/**
 * `field: value`, or free text where `field` is absent. Of a value list `f: (a or b)` every value is one `is` with the
 * same field (and field span); `span` then covers the value alone. The whole list, be it of one value, has its field and
 * brackets in its span. The empty query is `is(*, *)` with empty spans.
 */
export interface KqlIs {
  readonly kind: 'is';
  readonly field: KqlTerm | undefined;
  readonly value: KqlTerm;
  readonly span: Span;
}

export type RangeOperator = 'gt' | 'gte' | 'lt' | 'lte';

export interface KqlRange {
  readonly kind: 'range';
  readonly field: KqlTerm;
  readonly operator: RangeOperator;
  readonly value: KqlTerm;
  readonly span: Span;
}

/** `path: { query }`; names inside are relative to the path. */
export interface KqlNested {
  readonly kind: 'nested';
  readonly path: KqlTerm;
  readonly query: KqlNode;
  readonly span: Span;
}

/** Only from the tolerant parse: text that could not be read. The engine never sees one. */
export interface KqlError {
  readonly kind: 'error';
  /** The field of a clause whose value could not be read. */
  readonly field?: KqlTerm;
  readonly span: Span;
}

export type KqlTerm = KqlLiteral | KqlPhrase | KqlWildcard;

/** Unquoted, trimmed, escapes decoded. Numbers stay text. */
export interface KqlLiteral {
  readonly kind: 'literal';
  readonly value: string | boolean | null;
  readonly span: Span;
}

/** Quoted, escapes decoded. The span includes the quotes. */
export interface KqlPhrase {
  readonly kind: 'phrase';
  readonly value: string;
  readonly span: Span;
}

/** Unquoted with at least one unescaped `*`: the literal pieces between the asterisks (`*a*` is `['', 'a', '']`). */
export interface KqlWildcard {
  readonly kind: 'wildcard';
  readonly parts: readonly string[];
  readonly span: Span;
}

/** Result of `parseKql`: strict verdict and tolerant tree in one. Never absent. */
export interface KqlParseResult {
  /** The strict tree, as Kibana builds it, where the query is valid; otherwise what could be read, with error nodes. */
  readonly root: KqlNode;
  /**
   * Empty exactly when Kibana accepts the query. The first is Kibana's own error: it starts at the same offset, or is
   * the last word where Kibana stops at the end of the query.
   */
  readonly problems: readonly Problem[];
  /** Kibana's syntax error: 0-based UTF-16 offset into the decoded query text, first line of the message. */
  readonly error: { readonly offset: number; readonly message: string } | undefined;
}
