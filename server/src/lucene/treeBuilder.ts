// Makes the nodes of a Lucene tree for the grammar. Lives for one parse.
import { Mistakes } from '../text/mistakes';
import { toSourceSpan } from '../text/offsetMap';
import type { OffsetMap } from '../text/offsetMap';
import type { Span } from '../text/span';
import type { LuceneBound, LuceneClause, LuceneField, LuceneNode } from './ast';
import { decodeEscapes, decodePattern } from './escapes';
import { withField } from './fields';

/** A clause as written: what joins it to the one before, and its mark. */
export interface Item {
  readonly join: 'and' | 'or' | null;
  readonly mark: 'required' | 'not' | null;
  readonly query: LuceneNode;
}

export interface PlacedItem extends Item {
  readonly span: Span;
}

/** What follows a tilde, and where the tilde is. */
export interface Tilde {
  readonly text: string;
  readonly at: number;
}

export interface RawRange {
  readonly lower: string;
  readonly upper: string;
  readonly close: ']' | '}';
}

/** Spans that come in count in the query text; spans of nodes lead to the file. */
export class TreeBuilder {
  readonly mistakes: Mistakes;

  constructor(
    text: string,
    private readonly map: OffsetMap | undefined,
  ) {
    this.mistakes = new Mistakes(text);
  }

  root(query: LuceneNode | null, rest: readonly LuceneNode[]): LuceneNode {
    if (query !== null) return this.group(query, rest);
    const [head, ...tail] = rest;
    return head === undefined
      ? { kind: 'all', span: this.place({ start: 0, end: 0 }) }
      : this.group(head, tail);
  }

  /** A query, and what was salvaged after it. */
  group(query: LuceneNode, rest: readonly LuceneNode[]): LuceneNode {
    return rest.length === 0 ? query : bool([query, ...rest].map(plainItem));
  }

  salvaged(bad: LuceneNode, more: readonly PlacedItem[]): LuceneNode {
    return bool([plainItem(bad), ...more]);
  }

  item(item: Item, span: Span): PlacedItem {
    return { ...item, span: this.place(span) };
  }

  bool(items: readonly PlacedItem[]): LuceneNode {
    return bool(items);
  }

  field(name: string, span: Span): LuceneField {
    return { name: decodeEscapes(name), span: this.place(span) };
  }

  fielded(field: LuceneField, query: LuceneNode, span: Span): LuceneNode {
    return { ...withField(query, field), span: this.place(span) };
  }

  text(words: readonly string[], span: Span): LuceneNode {
    return textOrComparison(words.map(decodeEscapes).join(' '), this.place(span));
  }

  word(word: string, fuzzy: Tilde | null, range: Span): LuceneNode {
    const span = this.place(range);
    const parts = decodePattern(word);
    const [first] = parts;
    if (parts.length !== 1 || first?.kind !== 'text')
      return { kind: 'wildcard', field: undefined, parts, span };
    if (fuzzy === null) return textOrComparison(first.text, span);
    this.checkFuzziness(fuzzy);
    return { kind: 'text', field: undefined, text: first.text, fuzzy: fuzzy.text, span };
  }

  private checkFuzziness({ text, at }: Tilde): void {
    if (/^(?:|auto|[012](?:\.0+)?)$/i.test(text)) return;
    const message = `"~${text}" is no number of edits: write ~, ~0, ~1, ~2 or ~AUTO.`;
    this.mistakes.add('syntax', at, message);
  }

  phrase(raw: string, slop: Tilde | null, range: Span): LuceneNode {
    const text = decodeEscapes(raw);
    const span = this.place(range);
    return { kind: 'phrase', field: undefined, text, slop: slop?.text, span };
  }

  regex(pattern: string, span: Span): LuceneNode {
    return { kind: 'regex', field: undefined, pattern, span: this.place(span) };
  }

  range(open: '[' | '{', body: RawRange, span: Span): LuceneNode {
    const { lower, upper, close } = body;
    this.checkEscapes(body, span);
    return {
      kind: 'range',
      field: undefined,
      lower: { value: boundValue(lower), inclusive: open === '[' },
      upper: { value: boundValue(upper), inclusive: close === ']' },
      span: this.place(span),
    };
  }

  private checkEscapes({ lower, upper }: RawRange, { start }: Span): void {
    const isBroken = [lower, upper].some((text) =>
      /^(?:[^\\]|\\[^u]|\\u[0-9a-f]{4})*\\(?:$|u(?![0-9a-f]{4}))/i.test(text),
    );
    const message = 'A backslash in a range needs a character after it, \\u four digits.';
    if (isBroken) this.mistakes.add('syntax', start, message);
  }

  error(span: Span): LuceneNode {
    return { kind: 'error', span: this.place(span) };
  }

  private place({ start, end }: Span): Span {
    return this.map === undefined ? { start, end } : toSourceSpan(this.map, { start, end });
  }
}

/** `>=5`. Elasticsearch looks at the decoded text, so that `<` and `>` cannot be escaped. */
function textOrComparison(text: string, span: Span): LuceneNode {
  const match = /^([<>])(=(?=[^]))?([^]+)$/.exec(text);
  if (match === null) return { kind: 'text', field: undefined, text, fuzzy: undefined, span };
  const [, sign, equal, value] = match;
  const bound: LuceneBound = { value, inclusive: equal !== undefined };
  const open: LuceneBound = { value: undefined, inclusive: true };
  const [lower, upper] = sign === '>' ? [bound, open] : [open, bound];
  return { kind: 'range', field: undefined, lower, upper, span };
}

/** Elasticsearch looks at the decoded text: `\*` and `"*"` are open as well. */
function boundValue(raw: string): string | undefined {
  const text = decodeEscapes(raw);
  return text === '*' ? undefined : text;
}

function plainItem(query: LuceneNode): PlacedItem {
  return { join: null, mark: null, query, span: query.span };
}

/** AND requires the clauses on both of its sides, as far as they are not forbidden; OR changes nothing. */
function bool(items: readonly PlacedItem[]): LuceneNode {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) throw new Error('a query has a clause');
  if (items.length === 1 && first.mark === null) return first.query;
  const clauses = items.map(({ mark, query, span, join }, i): LuceneClause => {
    const isRequired = mark === 'required' || join === 'and' || items[i + 1]?.join === 'and';
    const occur = mark === 'not' ? 'mustNot' : isRequired ? 'must' : 'should';
    return { occur, query, span };
  });
  return { kind: 'bool', clauses, span: { start: first.span.start, end: last.span.end } };
}
