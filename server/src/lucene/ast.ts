// The tree of a Lucene query as Elasticsearch's `query_string` reads it. Spans lead to the file (or to the query text
// itself if it was parsed without an offset map).
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';

export type LuceneNode =
  | LuceneBool
  | LuceneText
  | LucenePhrase
  | LuceneWildcard
  | LuceneRegex
  | LuceneRange
  | LuceneExists
  | LuceneAll
  | LuceneError;

/**
 * Clauses side by side. AND and OR are no operators with a precedence: they only make the clauses around them required
 * or not. With `must` clauses the `should` clauses decide nothing but the score. With `mustNot` clauses alone,
 * Elasticsearch takes every document that none of them matches.
 */
export interface LuceneBool {
  readonly kind: 'bool';
  readonly clauses: readonly LuceneClause[];
  readonly span: Span;
}

export interface LuceneClause {
  readonly occur: 'must' | 'should' | 'mustNot';
  readonly query: LuceneNode;
  readonly span: Span;
}

/** A field name, escapes decoded. A group's field is on every leaf of the group that has none of its own. */
export interface LuceneField {
  readonly name: string;
  readonly span: Span;
}

/**
 * A word; or neighbouring words without an operator, which are analysed as one text with blanks between them (on a
 * keyword field: one term).
 */
export interface LuceneText {
  readonly kind: 'text';
  readonly field: LuceneField | undefined;
  /** Escapes decoded. */
  readonly text: string;
  /** What follows `~`: edits allowed, `''` for Lucene's default; undefined without `~`. */
  readonly fuzzy: string | undefined;
  readonly span: Span;
}

export interface LucenePhrase {
  readonly kind: 'phrase';
  readonly field: LuceneField | undefined;
  /** Escapes decoded. */
  readonly text: string;
  /** What follows `~`: moves of words allowed; undefined without `~`. */
  readonly slop: string | undefined;
  readonly span: Span;
}

/** A word with an unescaped `*` (any text) or `?` (one character). */
export interface LuceneWildcard {
  readonly kind: 'wildcard';
  readonly field: LuceneField | undefined;
  readonly parts: readonly LucenePatternPart[];
  readonly span: Span;
}

export type LucenePatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'many' }
  | { readonly kind: 'one' };

/** `/pattern/` in Lucene's own syntax, as written between the slashes; it must match a whole term. */
export interface LuceneRegex {
  readonly kind: 'regex';
  readonly field: LuceneField | undefined;
  readonly pattern: string;
  readonly span: Span;
}

/** `[a TO b]`, `{a TO b}`, mixed; and with a field `>a`, `>=a`, `<b`, `<=b`. */
export interface LuceneRange {
  readonly kind: 'range';
  readonly field: LuceneField | undefined;
  readonly lower: LuceneBound;
  readonly upper: LuceneBound;
  readonly span: Span;
}

/** `value` undefined: open (written `*`). */
export interface LuceneBound {
  readonly value: string | undefined;
  readonly inclusive: boolean;
}

/** `_exists_:name` or `name:*`. */
export interface LuceneExists {
  readonly kind: 'exists';
  readonly field: LuceneField;
  readonly span: Span;
}

/** `*:*`, or the empty query. */
export interface LuceneAll {
  readonly kind: 'all';
  readonly span: Span;
}

/** Only from a query with problems: text that could not be read. The engine never sees one. */
export interface LuceneError {
  readonly kind: 'error';
  readonly span: Span;
}

/** Result of `parseLucene`. Never absent. */
export interface LuceneParseResult {
  /** The whole tree where the query is valid; otherwise what could be read, with error nodes. */
  readonly root: LuceneNode;
  /** Empty exactly when Elasticsearch can parse the query. */
  readonly problems: readonly Problem[];
  /** The first mistake: 0-based UTF-16 offset into the decoded query text, and what is wrong there. */
  readonly error: { readonly offset: number; readonly message: string } | undefined;
}
