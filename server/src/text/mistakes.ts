// What a query parser collects while it goes on after mistakes: the mistakes, and how deep its brackets are.
import { expectedMessage } from './expectation';
import type { Expectation } from './expectation';
import type { Span } from './span';

/**
 * Brackets may be nested this deep. Elasticsearch itself stops at 30 levels of `bool`; the limit only keeps the
 * recursion of parsers and of all who walk their trees far from the end of the stack.
 */
export const maxDepth = 200;

/** A text that is no query at all would make a mistake of every word; more than this help nobody. */
const maxMistakes = 100;

export interface Mistake {
  readonly kind: 'syntax' | 'leading-wildcard' | 'too-deep';
  /** UTF-16 offset into the query text. */
  readonly offset: number;
  /** One sentence; Kibana's, where Kibana has one. */
  readonly message: string;
}

/** Lives for one parse. */
export class Mistakes {
  private readonly found: Mistake[] = [];
  private depth = 0;
  private gaveUp = false;

  constructor(private readonly text: string) {}

  /** In the order of the text. */
  get sorted(): readonly Mistake[] {
    return this.found.toSorted((a, b) => a.offset - b.offset);
  }

  /** The mistake that was found first, if it is the only one yet. */
  get single(): Mistake | undefined {
    return this.found.length === 1 ? this.found[0] : undefined;
  }

  /** A syntax error at the furthest place. One place is reported once, whatever is tried to go on from it. */
  report(offset: number, expected: readonly Expectation[]): void {
    const last = this.found.at(-1);
    if (this.gaveUp || (last !== undefined && last.offset >= offset)) return;
    if (this.found.length >= maxMistakes) return;
    this.add('syntax', offset, expectedMessage(this.text, offset, expected));
  }

  add(kind: Mistake['kind'], offset: number, message: string): void {
    this.found.push({ kind, offset, message });
  }

  /** Goes one bracket deeper, if that is allowed. */
  enter(): boolean {
    if (this.depth >= maxDepth) return false;
    this.depth++;
    return true;
  }

  leave(): void {
    this.depth--;
  }

  /** The bracket at `offset` is one too many; what follows is not read, so nothing more is said about it. */
  tooDeep(offset: number): void {
    if (this.gaveUp) return;
    this.gaveUp = true;
    this.add('too-deep', offset, `Brackets are nested more than ${maxDepth} levels deep.`);
  }
}

/**
 * What to mark for a mistake at `offset`: a word or a quoted text (an open one up to the end of its line) whole,
 * anything else by one character. At the end of the text, and on the blank lines before it, there is nothing to see:
 * the last word is marked.
 */
export function mistakeSpan(text: string, offset: number): Span {
  const found = text.codePointAt(offset);
  if (found === undefined) return lastWord(text);
  const word = /[\w.*-]+|"(?:[^"\\\r\n]|\\.)*"?/y;
  word.lastIndex = offset;
  const end = word.test(text) ? word.lastIndex : offset + String.fromCodePoint(found).length;
  return { start: offset, end };
}

function lastWord(text: string): Span {
  const end = text.trimEnd().length;
  const word = /[\w.*-]*$/.exec(text.slice(Math.max(0, end - 100), end))?.[0] ?? '';
  return { start: Math.max(0, end - Math.max(1, word.length)), end };
}
