// Reads an EQL query: an event, or a sequence or sample of events, and the pipes behind it.
import { nearest } from '../text/nearest';
import type { Span } from '../text/span';
import type {
  EqlEvent,
  EqlExpression,
  EqlPipe,
  EqlSequence,
  EqlStatement,
  EqlTerm,
  EqlWord,
} from './ast';
import { EqlConditions } from './conditions';
import { decodeText } from './lexer';
import type { EqlToken } from './lexer';
import { EqlMistake } from './mistake';

/** The first mistake ends it, as an `EqlMistake`. */
export class EqlParser extends EqlConditions {
  statement(): EqlStatement {
    const query = this.query();
    const pipes: EqlPipe[] = [];
    while (this.takeSign('|')) pipes.push(this.pipe());
    if (this.token.kind !== 'end') throw this.expectedOperator('the end of the query');
    return { query, pipes };
  }

  protected query(): EqlEvent | EqlSequence {
    const { text, kind } = this.token;
    if (kind === 'word' && (text === 'sequence' || text === 'sample')) return this.sequence(text);
    return this.event();
  }

  protected sequence(kind: EqlSequence['kind']): EqlSequence {
    const first = this.advance();
    let by = this.keys();
    const maxspan = this.isWord('with') ? this.maxspan(kind) : undefined;
    if (by.length === 0) by = this.keys();
    const terms: EqlTerm[] = [];
    while (this.isSign('[') || this.isSign('![')) terms.push(this.term());
    if (terms.length === 0) throw this.expected('`[` and an event');
    const until = this.takeWord('until') ? this.term() : undefined;
    if (this.token.kind !== 'end' && !this.isSign('|')) throw this.expected('`[` and an event');
    const sequence = { kind, by, maxspan, terms, until };
    this.requireSound(sequence, first);
    return sequence;
  }

  protected requireSound({ kind, by, maxspan, terms, until }: EqlSequence, first: EqlToken): void {
    const total = terms.reduce((sum, { runs }) => sum + runs, 0);
    if (total < 2)
      throw new EqlMistake(`A ${kind} has at least two events, this one has one.`, first);
    if (kind === 'sample' && by.length === 0 && terms.some((term) => term.by.length === 0))
      throw new EqlMistake(
        'A sample joins its events by at least one key: `sample by ...`.',
        first,
      );
    if (maxspan === undefined && terms.some(({ isMissing }) => isMissing))
      throw new EqlMistake('A missing event `![...]` needs a `maxspan`.', first);
    const count = terms[0]?.by.length ?? 0;
    const other = [...terms, ...(until ? [until] : [])].find((term) => term.by.length !== count);
    if (other)
      throw new EqlMistake(
        `Every event has as many keys behind \`by\` as the first one, ${count}; this one has ${other.by.length}.`,
        this.unplaced(other),
      );
  }

  /** Places of terms in the query text, for mistakes. */
  protected readonly placesOfTerms = new Map<EqlTerm, Span>();

  protected unplaced(term: EqlTerm): Span {
    return this.placesOfTerms.get(term) ?? { start: 0, end: 0 };
  }

  protected maxspan(kind: EqlSequence['kind']): EqlWord {
    this.advance();
    if (kind === 'sample') throw this.mistake('A sample has no `maxspan`.');
    const key = this.token;
    if (!this.takeWord('maxspan')) throw this.expected('`maxspan`', nearestOf(key, ['maxspan']));
    this.requireSign('=');
    const { text, start } = this.requireKind('number', 'a time such as `5m`');
    const unit = this.token;
    const units = '`ms`, `s`, `m`, `h`, `d`';
    if (unit.kind !== 'word' || unit.start !== start + text.length)
      throw new EqlMistake(`Expected a unit behind \`${text}\`: ${units}.`, this.previous ?? unit);
    this.advance();
    if (!/^(?:ms|[smhd])$/.test(unit.text))
      throw new EqlMistake(`\`${unit.text}\` is no unit of time: expected ${units}.`, unit);
    if (!/^\d+$/.test(text))
      throw new EqlMistake('Expected a whole number.', { start, end: unit.start });
    return { text: text + unit.text, span: this.place({ start, end: unit.end }) };
  }

  protected keys(): readonly EqlExpression[] {
    if (!this.takeWord('by')) return [];
    return this.listOf(() => this.condition());
  }

  protected term(): EqlTerm {
    const { start } = this.token;
    const isMissing = this.isSign('![');
    const opening = this.advance();
    if (opening.text !== '[' && !isMissing) throw this.expectedAt(opening, '`[` and an event');
    const event = this.within(opening, () => {
      const inner = this.event();
      if (!this.takeSign(']')) throw this.expectedOperator('`]`');
      return inner;
    });
    const by = this.keys();
    const runs = this.takeWord('with') ? this.runs() : 1;
    const span = { start, end: this.previous?.end ?? start };
    const term = { event, isMissing, by, runs, span: this.place(span) };
    this.placesOfTerms.set(term, span);
    return term;
  }

  protected runs(): number {
    const key = this.token;
    if (!this.takeWord('runs')) throw this.expected('`runs`', nearestOf(key, ['runs']));
    this.requireSign('=');
    const number = this.requireKind('number', 'a number');
    const runs = Number(number.text);
    if (!Number.isInteger(runs) || runs < 1 || runs > 100)
      throw new EqlMistake('An event is repeated 1 to 100 times.', number);
    return runs;
  }

  protected pipe(): EqlPipe {
    const name = this.requireKind('word', '`head` or `tail`');
    if (name.text !== 'head' && name.text !== 'tail')
      throw new EqlMistake(
        `Elasticsearch knows the pipes \`head\` and \`tail\`, not \`${name.text}\`.`,
        name,
      );
    const count = this.token.kind === 'end' || this.isSign('|') ? undefined : this.sum();
    if (count === undefined) throw this.expected(`a number behind \`${name.text}\``);
    return { name: this.wordOf(name), count };
  }

  protected event(): EqlEvent {
    const first = this.token;
    if (first.kind !== 'word' && first.kind !== 'text')
      throw this.expected('an event category, such as `process`, or `any`');
    this.advance();
    if (!this.isWord('where')) throw this.expectedWhere(first);
    this.advance();
    const category = first.text === 'any' ? undefined : this.categoryOf(first);
    return { kind: 'event', category, condition: this.condition() };
  }

  protected categoryOf(token: EqlToken): EqlWord {
    const text = token.kind === 'text' ? decodeText(token.text) : token.text;
    return { text, span: this.place(token) };
  }

  protected expectedWhere(first: EqlToken): EqlMistake {
    const begin = nearest(first.text, ['sequence', 'sample']);
    if (begin !== undefined && (this.isWord('by') || this.isWord('with') || this.isSign('[')))
      return new EqlMistake(`Expected \`${begin}\`, found \`${first.text}\`.`, first);
    return this.expected('`where` behind the event category', nearestOf(this.token, ['where']));
  }

  protected wordOf(token: EqlToken): EqlWord {
    return { text: token.text, span: this.place(token) };
  }
}

function nearestOf(token: EqlToken, words: readonly string[]): string | undefined {
  const guess = token.kind === 'word' ? nearest(token.text, words) : undefined;
  return guess === undefined ? undefined : `Did you mean \`${guess}\`?`;
}
