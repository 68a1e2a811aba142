// Reads the conditions of an EQL query, with the precedence of Elasticsearch's grammar.
import { nearest } from '../text/nearest';
import { eqlComparisons, eqlMatchers } from './ast';
import type { EqlArithmetic, EqlConstant, EqlExpression, EqlMatcher } from './ast';
import { EqlCursor } from './cursor';
import { eqlFunctionNames, findEqlFunction } from './functions';
import { decodeText } from './lexer';
import type { EqlToken } from './lexer';
import { EqlMistake } from './mistake';

/** Words that are no names. `maxspan`, `runs`, `head` and `tail` are ones. */
const keywords: ReadonlySet<string> = new Set(
  'and any by false in join like not null of or regex sample sequence true until where with'.split(
    ' ',
  ),
);

const comparisons: ReadonlySet<string> = new Set(eqlComparisons);

export class EqlConditions extends EqlCursor {
  protected condition(): EqlExpression {
    const first = this.conjunction();
    if (!this.isWord('or')) return first;
    const items = [first];
    while (this.takeWord('or')) items.push(this.conjunction());
    return { kind: 'or', items };
  }

  protected conjunction(): EqlExpression {
    const first = this.negation();
    if (!this.isWord('and')) return first;
    const items = [first];
    while (this.takeWord('and')) items.push(this.negation());
    return { kind: 'and', items };
  }

  protected negation(): EqlExpression {
    if (!this.isWord('not')) return this.comparison();
    const token = this.advance();
    return this.within(token, () => ({ kind: 'not', item: this.negation() }));
  }

  protected comparison(): EqlExpression {
    let left = this.sum();
    while (this.token.kind === 'sign' && comparisons.has(this.token.text)) {
      const operator = eqlComparisons.find((each) => each === this.token.text);
      this.advance();
      if (operator) left = { kind: 'compare', operator, left, right: this.sum() };
    }
    return left;
  }

  protected sum(): EqlExpression {
    let left = this.product();
    if (this.token.kind !== 'sign') return left;
    while (this.isSign('+') || this.isSign('-'))
      left = arithmetic(this.advance(), [left, this.product()]);
    return left;
  }

  protected product(): EqlExpression {
    let left = this.signed();
    if (this.token.kind !== 'sign') return left;
    while (this.isSign('*') || this.isSign('/') || this.isSign('%'))
      left = arithmetic(this.advance(), [left, this.signed()]);
    return left;
  }

  protected signed(): EqlExpression {
    if (this.token.kind !== 'sign') return this.matched();
    if (!this.isSign('-') && !this.isSign('+')) return this.matched();
    const token = this.advance();
    return this.within(token, () => arithmetic(token, [this.signed()]));
  }

  protected matched(): EqlExpression {
    const left = this.primary();
    const isNegated = this.isWord('not');
    if (isNegated) {
      this.advance();
      if (!this.isWord('in') && !this.isWord('in~'))
        throw this.expected('`in` behind `not`', '`not` stands in front of the field.');
    }
    const { kind, text } = this.token;
    if (kind !== 'word' && text !== ':') return left;
    const operator = eqlMatchers.find((each) => each === text);
    if (!operator) return left;
    this.advance();
    return this.match({ left, operator, isNegated });
  }

  protected match(head: {
    readonly left: EqlExpression;
    readonly operator: EqlMatcher;
    readonly isNegated: boolean;
  }): EqlExpression {
    const takesAny = head.operator === 'in' || head.operator === 'in~';
    if (takesAny && !this.isSign('(')) throw this.expected('`(` and values');
    const { left, operator, isNegated } = head;
    const value = (): EqlExpression => (takesAny ? this.condition() : this.constant());
    const values = this.isSign('(')
      ? (this.textList() ?? this.bracketed(() => this.listOf(value)))
      : [value()];
    return { kind: 'match', left, operator, isNegated, values };
  }

  /** Most lists hold texts alone, which need not pass through all levels of precedence. */
  protected textList(): readonly EqlConstant[] | undefined {
    const places = this.lexer.textList();
    if (!places) return undefined;
    const end = this.lexer.offset;
    this.previous = { kind: 'sign', text: ')', start: end - 1, end };
    this.token = this.lexer.next();
    return places.map((place) => {
      const value = decodeText(this.lexer.textBetween(place.start, place.end));
      return { kind: 'constant', value, span: this.place(place) };
    });
  }

  protected constant(): EqlExpression {
    const minus = this.isSign('-') ? this.advance() : undefined;
    const constant = this.constantHere();
    if (!constant) throw this.expected('a text in quotes or a number');
    return minus ? arithmetic(minus, [constant]) : constant;
  }

  protected constantHere(): EqlConstant | undefined {
    const { kind, text } = this.token;
    if (kind === 'text') return this.constantOf(decodeText(text));
    if (kind === 'number') return this.constantOf(Number(text));
    if (kind !== 'word') return undefined;
    if (text === 'true' || text === 'false') return this.constantOf(text === 'true');
    return text === 'null' ? this.constantOf(null) : undefined;
  }

  protected constantOf(value: EqlConstant['value']): EqlConstant {
    return { kind: 'constant', value, span: this.place(this.advance()) };
  }

  protected primary(): EqlExpression {
    if (this.isSign('(')) return this.bracketed(() => this.condition());
    const constant = this.constantHere();
    if (constant) return constant;
    if (this.isSign('?')) return this.field(this.advance());
    const { kind, text } = this.token;
    if (kind === 'name') return this.field();
    if (kind !== 'word' || keywords.has(text)) throw this.expected('a field or a value');
    return text.endsWith('~') ? this.call(this.advance()) : this.fieldOrCall();
  }

  protected fieldOrCall(): EqlExpression {
    const first = this.advance();
    if (this.isSign('(')) return this.call(first);
    return this.fieldAfter(first, undefined);
  }

  protected field(question?: EqlToken): EqlExpression {
    if (this.token.kind !== 'word' && this.token.kind !== 'name') throw this.expected('a field');
    return this.fieldAfter(this.advance(), question);
  }

  protected fieldAfter(first: EqlToken, question: EqlToken | undefined): EqlExpression {
    let name = this.plainNameAfter(first) ?? nameOf(first);
    while (this.takeSign('.')) {
      if (this.token.kind !== 'word' && this.token.kind !== 'name')
        throw this.expected('a name behind the dot');
      name += `.${nameOf(this.advance())}`;
    }
    const span = this.place({ start: first.start, end: this.previous?.end ?? first.end });
    return { kind: 'field', name, isOptional: question !== undefined, span };
  }

  /** Behind the first word of a name: the whole of one without blanks and backquotes, as most are. */
  protected plainNameAfter(first: EqlToken): string | undefined {
    const dot = this.token;
    if (first.kind !== 'word' || first.end !== dot.start || !this.isSign('.')) return undefined;
    const end = this.lexer.passName(dot.start);
    if (end === dot.start) return undefined;
    const text = this.lexer.textBetween(first.start, end);
    this.previous = { kind: 'word', text, start: first.start, end };
    this.token = this.lexer.next();
    return text;
  }

  protected call(token: EqlToken): EqlExpression {
    const isCaseless = token.text.endsWith('~');
    const name = isCaseless ? token.text.slice(0, -1) : token.text;
    const known = findEqlFunction(name);
    if (!known) throw unknownFunction(name, token);
    if (isCaseless && !known.hasCaseless)
      throw new EqlMistake(`The function \`${known.name}\` has no form with \`~\`.`, token);
    if (!this.isSign('(')) throw this.expected('`(`');
    const args = this.bracketed(() =>
      this.isSign(')') ? [] : this.listOf(() => this.condition()),
    );
    const { least, most } = known;
    if (args.length < least || args.length > most)
      throw new EqlMistake(
        `The function \`${known.name}\` takes ${argumentCount(known)}, not ${args.length}.`,
        { start: token.start, end: this.previous?.end ?? token.end },
      );
    return { kind: 'call', name, isCaseless, args, span: this.place(token) };
  }

  protected bracketed<T>(read: () => T): T {
    const opening = this.advance();
    return this.within(opening, () => {
      const inner = read();
      if (!this.takeSign(')'))
        throw this.expectedOperator(Array.isArray(inner) ? '`,` or `)`' : '`)`');
      return inner;
    });
  }
}

function arithmetic({ text }: EqlToken, operands: readonly EqlExpression[]): EqlArithmetic {
  return { kind: 'arithmetic', operator: text, operands };
}

function nameOf(token: EqlToken): string {
  return token.kind === 'name' ? token.text.slice(1, -1).replaceAll('``', '`') : token.text;
}

function unknownFunction(name: string, token: EqlToken): EqlMistake {
  const guess = nearest(name, eqlFunctionNames);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  return new EqlMistake(`EQL has no function \`${name}\`.${hint}`, token);
}

function argumentCount({ least, most }: { readonly least: number; readonly most: number }): string {
  if (most === Infinity)
    return least === 1 ? 'at least one argument' : `at least ${least} arguments`;
  if (least === most) return least === 1 ? 'one argument' : `${least} arguments`;
  return `${least} to ${most} arguments`;
}
