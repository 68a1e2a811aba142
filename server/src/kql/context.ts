// What the cursor is in, from the tokens of a query that is being typed. Completion is built on this.
import { assertNever } from '../text/assertNever';
import { spanOf } from '../text/span';
import type { Span } from '../text/span';
import { kqlTokens } from './tokens';
import type { KqlToken } from './tokens';

export type KqlKeyword = 'and' | 'or' | 'not';

interface Typed {
  /** The text of the word in front of the cursor. */
  readonly prefix: string;
  /** The whole word, in the query text: what a completion replaces. Empty between words. */
  readonly replace: Span;
  /** Path of the nested group around the cursor, `a.b`; empty outside of groups. */
  readonly path: string;
}

export type KqlContext =
  /** A clause begins here: a field, or free text. */
  | (Typed & { readonly kind: 'field'; readonly keywords: readonly KqlKeyword[] })
  /** A value of `field` (as written, without the path). */
  | (Typed & {
      readonly kind: 'value';
      readonly field: string;
      readonly keywords: readonly KqlKeyword[];
    })
  /** Inside a quoted text, `replace` between the quotes. `field` is absent for free text. */
  | (Typed & { readonly kind: 'quoted'; readonly field: string | undefined })
  /** After a complete clause or value. `term` is a word that may yet become a field, where that is what precedes. */
  | (Typed & {
      readonly kind: 'keyword';
      readonly term: string | undefined;
      readonly keywords: readonly KqlKeyword[];
    })
  | { readonly kind: 'none' };

/** What can be typed at an offset of the query text. */
export function kqlContext(text: string, offset: number): KqlContext {
  const around = new Surroundings(text);
  for (const token of kqlTokens(text)) {
    if (token.span.start >= offset) break;
    if (isTyped(text, token, offset)) return inToken(text, offset, token, around);
    around.pass(token);
  }
  return between(text, offset, around);
}

/** Whether typing at `offset`, which is behind the token's start, goes on with the token. */
function isTyped(text: string, { kind, span }: KqlToken, offset: number): boolean {
  if (kind !== 'field' && kind !== 'value' && kind !== 'bad') return false;
  const isClosed = kind !== 'bad' && text.startsWith('"', span.start);
  return isClosed ? offset < span.end : offset <= span.end;
}

function inToken(
  text: string,
  offset: number,
  token: KqlToken,
  { path, valueOf, keywords, isComplete, term: passed }: Surroundings,
): KqlContext {
  const { kind, span } = token;
  if (text.startsWith('"', span.start)) {
    const replace = spanOf(span.start + 1, kind === 'bad' ? span.end : span.end - 1);
    const prefix = text.slice(replace.start, offset);
    return { kind: 'quoted', field: valueOf, prefix, replace, path };
  }
  if (kind === 'bad') return { kind: 'none' };
  const typed = text.slice(span.start, offset);
  const word = /[^ \t\r\n\xa0]*$/.exec(typed)?.[0] ?? '';
  const words = {
    prefix: word,
    replace: spanOf(offset - word.length, wordEnd(text, offset)),
    path,
  };
  const before = typed.slice(0, typed.length - word.length).trim();
  // Behind a bare word an operator that is being typed is still part of it; behind a quote or bracket it stands alone.
  if ((before !== '' || isComplete) && /^(?:a|an|and|o|or)?$/i.test(word)) {
    const term = before === '' ? passed : valueOf === undefined ? before : undefined;
    return { kind: 'keyword', ...words, term, keywords: ['and', 'or'] };
  }
  // A new line is where people begin a clause, though without an operator it still belongs to the text above.
  if (/[\r\n]/.test(typed)) return { kind: 'field', ...words, keywords: [] };
  const whole = { prefix: typed, replace: spanOf(span.start, words.replace.end), path };
  if (valueOf === undefined) return { kind: 'field', ...whole, keywords };
  return { kind: 'value', field: valueOf, ...whole, keywords };
}

function wordEnd(text: string, offset: number): number {
  const rest = /[^ \t\r\n\xa0\\():<>"{}]*/y;
  rest.lastIndex = offset;
  rest.test(text);
  return rest.lastIndex;
}

function between(text: string, offset: number, around: Surroundings): KqlContext {
  const { path, valueOf, isComplete, keywords, term } = around;
  const here = { prefix: '', replace: spanOf(offset, offset), path };
  if (isComplete) {
    if (!/[ \t\r\n\xa0]/.test(text.charAt(offset - 1))) return { kind: 'none' };
    return { kind: 'keyword', ...here, term, keywords: ['and', 'or'] };
  }
  if (valueOf === undefined) return { kind: 'field', ...here, keywords };
  return { kind: 'value', field: valueOf, ...here, keywords };
}

/** A bracket that is open. */
interface Frame {
  readonly bracket: '(' | '{';
  /** The field whose values are listed. */
  readonly listOf: string | undefined;
  /** The path of the group. */
  readonly path: string | undefined;
}

/** What the tokens in front of the cursor say about it. Lives for one walk over them. */
class Surroundings {
  private readonly frames: Frame[] = [];
  /** The field in front of an operator that waits for its value. */
  private awaiting: string | undefined;
  /** A clause or value has just ended. */
  isComplete = false;
  private canNegate = true;
  /** The bare word that has just ended. */
  term: string | undefined;

  constructor(private readonly text: string) {}

  get path(): string {
    return this.frames.flatMap(({ path }) => path ?? []).join('.');
  }

  /** The field that a term at this place is a value of. */
  get valueOf(): string | undefined {
    return this.awaiting ?? this.frames.at(-1)?.listOf;
  }

  /** What can stand in front of an operand here. */
  get keywords(): readonly KqlKeyword[] {
    return this.canNegate && this.awaiting === undefined ? ['not'] : [];
  }

  pass(token: KqlToken): void {
    const text = this.text.slice(token.span.start, token.span.end);
    switch (token.kind) {
      case 'whitespace':
        return;
      case 'operator':
        this.awaiting = this.term ?? '';
        this.expectOperand(false);
        return;
      case 'keyword':
        this.awaiting = undefined;
        this.expectOperand(!/not/i.test(text));
        return;
      case 'paren':
      case 'brace':
        this.passBracket(text);
        return;
      case 'field':
      case 'value':
      case 'bad':
        this.complete(this.valueOf === undefined ? text : undefined);
        return;
      default:
        assertNever(token.kind);
    }
  }

  private passBracket(bracket: string): void {
    if (bracket === '(' || bracket === '{') {
      const field = this.valueOf;
      const frame: Frame =
        bracket === '('
          ? { bracket, listOf: field, path: undefined }
          : { bracket, listOf: undefined, path: field };
      this.frames.push(frame);
      this.awaiting = undefined;
      this.expectOperand(true);
      return;
    }
    const opening = bracket === ')' ? '(' : '{';
    const at = this.frames.findLastIndex((frame) => frame.bracket === opening);
    if (at >= 0) this.frames.length = at;
    this.complete(undefined);
  }

  private expectOperand(canNegate: boolean): void {
    this.isComplete = false;
    this.canNegate = canNegate;
    this.term = undefined;
  }

  private complete(term: string | undefined): void {
    this.awaiting = undefined;
    this.isComplete = true;
    this.term = term;
  }
}
