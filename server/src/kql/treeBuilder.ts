// Makes the nodes of a KQL tree for the grammar, and collects the mistakes it met. Lives for one parse.
import { Mistakes } from '../text/mistakes';
import { toDecoded, toSourceSpan } from '../text/offsetMap';
import type { OffsetMap } from '../text/offsetMap';
import type { Span } from '../text/span';
import type { KqlNode, KqlTerm, KqlWildcard, RangeOperator } from './ast';
import { decodePhrase, decodeUnquoted } from './escapes';
import { isNoField, withField } from './valueList';

/** What follows a field: the rest of its clause. */
export type Suffix =
  | { readonly kind: 'single'; readonly value: KqlTerm }
  | { readonly kind: 'list'; readonly values: KqlNode }
  | { readonly kind: 'nested'; readonly query: KqlNode }
  | { readonly kind: 'range'; readonly operator: RangeOperator; readonly value: KqlTerm }
  | { readonly kind: 'bad' };

export interface TreeBuilderInput {
  readonly text: string;
  /** Absent: spans lead to the text itself. */
  readonly map: OffsetMap | undefined;
  readonly allowLeadingWildcards: boolean;
}

/** Spans that come in count in the query text (and may have blanks at the ends); spans of nodes lead to the file. */
export class TreeBuilder {
  readonly mistakes: Mistakes;

  constructor(private readonly input: TreeBuilderInput) {
    this.mistakes = new Mistakes(input.text);
  }

  root(query: KqlNode | null, rest: readonly KqlNode[]): KqlNode {
    if (query !== null) return this.group(query, rest);
    const [head, ...tail] = rest;
    return head === undefined ? this.everything() : this.group(head, tail);
  }

  /** A query, and what was salvaged after it. */
  group(query: KqlNode, rest: readonly KqlNode[]): KqlNode {
    const last = rest.at(-1);
    if (last === undefined) return query;
    const span = { start: query.span.start, end: last.span.end };
    return { kind: 'and', children: [query, ...rest], span };
  }

  or(head: KqlNode, tail: readonly KqlNode[], span: Span): KqlNode {
    if (tail.length === 0) return head;
    return { kind: 'or', children: [head, ...tail], span: this.place(span, tail.at(-1)) };
  }

  and(head: KqlNode, tail: readonly KqlNode[], span: Span): KqlNode {
    if (tail.length === 0) return head;
    return { kind: 'and', children: [head, ...tail], span: this.place(span, tail.at(-1)) };
  }

  not(child: KqlNode, span: Span): KqlNode {
    return { kind: 'not', child, span: this.place(span, child) };
  }

  clause(term: KqlTerm, suffix: Suffix | null, range: Span): KqlNode {
    if (suffix === null) return this.freeText(term);
    this.checkAbandonedField(term);
    switch (suffix.kind) {
      case 'single': {
        const { value } = suffix;
        this.checkWildcard(value);
        const field = isNoField(term) ? undefined : term;
        return { kind: 'is', field, value, span: this.place(range, value) };
      }
      case 'list': {
        const list = withField(suffix.values, term);
        return { ...list, span: this.place(range, list) };
      }
      case 'nested': {
        const { query } = suffix;
        return { kind: 'nested', path: term, query, span: this.place(range, query) };
      }
      case 'range': {
        const { operator, value } = suffix;
        return { kind: 'range', field: term, operator, value, span: this.place(range, value) };
      }
      case 'bad':
        return { kind: 'error', field: term, span: this.place(range, term) };
    }
  }

  /** A value as a clause of its own or as an item of a list. */
  freeText(value: KqlTerm): KqlNode {
    this.checkWildcard(value);
    return { kind: 'is', field: undefined, value, span: value.span };
  }

  phrase(raw: string, span: Span): KqlTerm {
    return { kind: 'phrase', value: decodePhrase(raw), span: this.toFile(span) };
  }

  unquoted(raw: string, range: Span): KqlTerm {
    const span = this.placeTerm(range, raw);
    const [value = '', ...more] = decodeUnquoted(raw);
    if (more.length > 0) return { kind: 'wildcard', parts: [value, ...more], span };
    const constant = constants.get(value);
    return { kind: 'literal', value: constant === undefined ? value : constant, span };
  }

  error(span: Span): KqlNode {
    return { kind: 'error', span: this.toFile(span) };
  }

  salvaged(bad: KqlNode, more: KqlNode | null): KqlNode {
    return more === null ? bad : this.group(bad, [more]);
  }

  /**
   * Whether Kibana names whitespace among what it expects at `offset`, directly after a field. It does not where it
   * has looked for blanks there before, while it decided that the field's text ends.
   */
  showsGap(field: KqlTerm, offset: number): boolean {
    if (field.kind === 'phrase') return true;
    const { text } = this.input;
    return (
      /[\\():<>"*{}]/.test(text.charAt(offset)) && !/[ \t\r\n\xa0]/.test(text.charAt(offset - 1))
    );
  }

  private everything(): KqlNode {
    const span = this.toFile({ start: 0, end: 0 });
    const star: KqlWildcard = { kind: 'wildcard', parts: ['', ''], span };
    return { kind: 'is', field: star, value: star, span };
  }

  private checkWildcard(value: KqlTerm): void {
    if (!this.input.allowLeadingWildcards && startsWithWildcard(value)) this.addWildcard(value);
  }

  /** Where a clause cannot be read, Kibana tries its field as a value: then a leading wildcard is what it reports. */
  private checkAbandonedField(field: KqlTerm): void {
    const { single } = this.mistakes;
    if (single?.kind === 'syntax' && single.offset > this.offsetOf(field))
      this.checkWildcard(field);
  }

  private addWildcard(value: KqlTerm): void {
    const message =
      'Leading wildcards are disabled. See query:allowLeadingWildcards in Advanced Settings.';
    this.mistakes.add('leading-wildcard', this.offsetOf(value), message);
  }

  private offsetOf(term: KqlTerm): number {
    const { map } = this.input;
    return map === undefined ? term.span.start : toDecoded(map, term.span.start);
  }

  /**
   * In the file, without the blanks at its end; but at least up to the end of its last part, since a missing operand
   * stands behind blanks.
   */
  private place(span: Span, last?: KqlNode | KqlTerm): Span {
    const end = span.start + this.input.text.slice(span.start, span.end).trimEnd().length;
    const placed = this.toFile({ start: span.start, end });
    return { start: placed.start, end: Math.max(placed.end, last?.span.end ?? 0) };
  }

  /** In the file, without the blanks at both ends; a term of Unicode blanks alone stays whole. */
  private placeTerm(span: Span, raw: string): Span {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.length === raw.length) return this.toFile(span);
    const start = span.start + raw.length - raw.trimStart().length;
    return this.toFile({ start, end: start + trimmed.length });
  }

  private toFile(span: Span): Span {
    const { map } = this.input;
    return map === undefined ? { start: span.start, end: span.end } : toSourceSpan(map, span);
  }
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** Begins with `*`, and is more than that. */
function startsWithWildcard(term: KqlTerm): boolean {
  if (term.kind !== 'wildcard' || term.parts[0] !== '') return false;
  return term.parts.length > 2 || term.parts[1] !== '';
}
