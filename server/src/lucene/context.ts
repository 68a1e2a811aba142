// What the cursor is in while a Lucene query is typed. Completion is built on this.
import { spanOf } from '../text/span';
import type { Span } from '../text/span';

export type LuceneContext =
  /** A clause begins here: a field, or free text. */
  | { readonly kind: 'field'; readonly prefix: string; readonly replace: Span }
  /** A value of `field`; `replace` lies between the quotes of a quoted one. */
  | {
      readonly kind: 'value' | 'quoted';
      readonly field: string;
      readonly prefix: string;
      readonly replace: Span;
    }
  /** Inside a regular expression or range, behind a finished value, or in free quoted text. */
  | { readonly kind: 'none' };

const none: LuceneContext = { kind: 'none' };
/** Pieces of a query from left to right; an unclosed one reaches to the end. */
const piece =
  /"(?:[^"\\]|\\[^])*"?|\/(?:[^/\\]|\\[^])*\/?|[[{][^\]}]*[\]}]?|[ \t\r\n\u3000]+|[():]|(?:[^ \t\r\n\u3000():"[\]{}/\\]|\\[^]?)+|[^]/g;
const operators: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', '&&', '||', '+', '-', '!']);

/** What can be typed at an offset of the query text. */
export function luceneContext(text: string, offset: number): LuceneContext {
  const around = new Surroundings();
  for (const { 0: found, index } of text.matchAll(piece)) {
    if (index >= offset) break;
    if (index + found.length >= offset && isTyped(found, index + found.length > offset))
      return inPiece(found, index, offset, around.valueOf);
    around.pass(found);
  }
  return around.isAtClosed ? none : contextOf(around.valueOf, '', spanOf(offset, offset));
}

/** Typing goes on with the piece that ends at the cursor, unless it is closed. */
function isTyped(found: string, isInside: boolean): boolean {
  if (/^[ \t\r\n\u3000():]/.test(found)) return false;
  if (/^["/[{]/.test(found)) return isInside || !isClosed(found);
  return true;
}

function isClosed(found: string): boolean {
  return found.length > 1 && /["/\]}]$/.test(found);
}

function inPiece(
  found: string,
  start: number,
  offset: number,
  field: string | undefined,
): LuceneContext {
  if (/^[/[{]/.test(found)) return none;
  if (found.startsWith('"')) {
    if (field === undefined) return none;
    const end = start + found.length - (isClosed(found) ? 1 : 0);
    const prefix = found.slice(1, offset - start);
    return { kind: 'quoted', field, prefix, replace: spanOf(start + 1, end) };
  }
  const mark = /^(?:[-+!]|&&|\|\|)?/.exec(found)?.[0].length ?? 0;
  const from = start + Math.min(mark, offset - start);
  const prefix = found.slice(from - start, offset - start);
  return contextOf(field, prefix, spanOf(from, start + found.length));
}

function contextOf(field: string | undefined, prefix: string, replace: Span): LuceneContext {
  if (field === undefined) return { kind: 'field', prefix, replace };
  return { kind: 'value', field, prefix, replace };
}

/** What the pieces in front of the cursor say about it. Lives for one walk over them. */
class Surroundings {
  /** Fields of the open groups; undefined for a group without one. */
  private readonly groups: (string | undefined)[] = [];
  private word = '';
  private awaiting: string | undefined;
  /** The piece before is closed, and nothing separates it from the cursor. */
  isAtClosed = false;

  /** The field that a term at this place is a value of. */
  get valueOf(): string | undefined {
    return this.awaiting ?? this.groups.at(-1);
  }

  pass(found: string): void {
    this.isAtClosed = /^[)"/[{]/.test(found);
    if (/^[ \t\r\n\u3000]/.test(found)) return;
    const { word, valueOf } = this;
    this.word = '';
    this.awaiting = undefined;
    if (found === ':') this.awaiting = word;
    else if (found === '(') this.groups.push(valueOf);
    else if (found === ')') this.groups.pop();
    else if (!operators.has(found))
      this.word = found.replace(/^[-+!]/, '').replace(/\\([^])/g, '$1');
  }
}
