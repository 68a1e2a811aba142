// Walks over the tokens of an EQL query, and says what was expected where something else stands.
import { maxDepth } from '../text/mistakes';
import type { Span } from '../text/span';
import { hintFor } from './hints';
import { EqlLexer } from './lexer';
import type { EqlToken } from './lexer';
import { EqlMistake } from './mistake';

export class EqlCursor {
  protected readonly lexer: EqlLexer;
  protected token: EqlToken;
  protected previous: EqlToken | undefined;
  protected depth = 0;
  protected opening: Span | undefined;

  /** @param place - From the query text to where spans lead. */
  constructor(
    text: string,
    protected readonly place: (span: Span) => Span,
  ) {
    this.lexer = new EqlLexer(text);
    this.token = this.lexer.next();
  }

  protected within<T>(opening: Span, read: () => T): T {
    if (++this.depth > maxDepth)
      throw new EqlMistake(`Brackets are nested more than ${maxDepth} levels deep.`, opening);
    const outer = this.opening;
    this.opening = opening;
    const inner = read();
    this.opening = outer;
    this.depth--;
    return inner;
  }

  protected listOf<T>(read: () => T): readonly T[] {
    const items = [read()];
    while (this.takeSign(',')) items.push(read());
    return items;
  }

  protected advance(): EqlToken {
    const token = this.token;
    this.previous = token;
    this.token = this.lexer.next();
    return token;
  }

  protected isWord(text: string): boolean {
    return this.token.kind === 'word' && this.token.text === text;
  }

  protected isSign(text: string): boolean {
    return this.token.kind === 'sign' && this.token.text === text;
  }

  protected takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.advance();
    return true;
  }

  protected takeSign(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.advance();
    return true;
  }

  protected requireSign(text: string): void {
    if (!this.takeSign(text)) throw this.expected(`\`${text}\``);
  }

  protected requireKind(kind: EqlToken['kind'], what: string): EqlToken {
    if (this.token.kind !== kind) throw this.expected(what);
    return this.advance();
  }

  protected mistake(message: string): EqlMistake {
    return new EqlMistake(message, this.token);
  }

  protected expectedOperator(closer: string): EqlMistake {
    return this.expected(`\`and\`, \`or\` or ${closer}`);
  }

  protected expected(what: string, guess?: string): EqlMistake {
    return this.expectedAt(this.token, what, guess);
  }

  protected expectedAt(token: EqlToken, what: string, guess?: string): EqlMistake {
    const found = token.kind === 'end' ? 'the end of the query' : `\`${token.text}\``;
    const hint = guess ?? hintFor(token, this.previous);
    const place = token.kind === 'end' && this.previous ? this.previous : token;
    return new EqlMistake(
      `Expected ${what}, found ${found}.${hint === undefined ? '' : ` ${hint}`}`,
      place,
      this.opening,
    );
  }
}
