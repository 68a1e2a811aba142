// Lucene's regular expressions with all optional operators on, as query_string reads them between slashes.
import type { Algebra, CharRanges, Language } from './algebra';
import { invertRanges, maxCodePoint, normalizeRanges } from './algebra';
import { decimalInterval } from './decimalInterval';

/** Lucene refuses the pattern; `position` counts code points into it. */
export class RegexpError extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/** Deeper brackets or longer chains would end the stack; no rule comes near. */
const maxDepth = 500;

/** Reads a pattern as Lucene's RegExp does. Throws a RegexpError where Lucene refuses it. */
export function parseRegexp(pattern: string, algebra: Algebra): Language {
  if (pattern === '') return algebra.empty;
  const parser = new Parser(pattern, algebra);
  const language = parser.union();
  if (parser.more()) parser.refuse('a closing bracket has no opening one');
  return language;
}

const anyChar: CharRanges = [[0, maxCodePoint]];
const classes: ReadonlyMap<string, CharRanges> = new Map([
  ['d', rangesOf('09')],
  ['s', rangesOf('  ', '\t\t', '\n\n', '\r\r')],
  ['w', rangesOf('09', 'AZ', '__', 'az')],
]);

function rangesOf(...pairs: readonly string[]): CharRanges {
  return normalizeRanges(pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]));
}

/** Lives for one parse. */
class Parser {
  private readonly chars: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(
    pattern: string,
    private readonly algebra: Algebra,
  ) {
    this.chars = Array.from(pattern);
  }

  more(): boolean {
    return this.at < this.chars.length;
  }

  refuse(message: string): never {
    throw new RegexpError(message, this.at);
  }

  union(): Language {
    if (++this.depth > maxDepth) this.refuse('it is nested too deeply');
    const parts = [this.intersection()];
    while (this.match('|')) parts.push(this.intersection());
    this.depth--;
    return this.algebra.union(parts);
  }

  private intersection(): Language {
    const parts = [this.concatenation()];
    while (this.match('&')) parts.push(this.concatenation());
    return this.algebra.intersection(parts);
  }

  private concatenation(): Language {
    const parts = [this.repetition()];
    while (this.more() && !this.peek(')|&')) parts.push(this.repetition());
    return parts.reduceRight((rest, first) => this.algebra.concat(first, rest));
  }

  private repetition(): Language {
    let language = this.complement();
    for (;;) {
      if (this.match('?')) language = this.algebra.repeat(language, 0, 1);
      else if (this.match('*')) language = this.algebra.repeat(language, 0, undefined);
      else if (this.match('+')) language = this.algebra.repeat(language, 1, undefined);
      else if (this.match('{')) language = this.counted(language);
      else return language;
    }
  }

  private counted(language: Language): Language {
    const min = this.number() ?? this.refuse('a number is missing after {');
    const max = this.match(',') ? this.number() : min;
    if (!this.match('}')) this.refuse('} is missing');
    if (max !== undefined && min > max) this.refuse(`{${min},${max}} is out of order`);
    return this.algebra.repeat(language, min, max);
  }

  private number(): number | undefined {
    const start = this.at;
    while (this.peek('0123456789')) this.at++;
    if (this.at === start) return undefined;
    const number = Number(this.chars.slice(start, this.at).join(''));
    return number > 0x7fffffff ? this.refuse('the number is too large') : number;
  }

  private complement(): Language {
    let isOdd = false;
    while (this.match('~')) isOdd = !isOdd;
    const language = this.match('[') ? this.charClass() : this.simple();
    return isOdd ? this.algebra.complement(language) : language;
  }

  private charClass(): Language {
    const isNegated = this.match('^');
    const ranges: (readonly [number, number])[] = [];
    do ranges.push(...this.classItem());
    while (this.more() && !this.peek(']'));
    if (!this.match(']')) this.refuse('] is missing');
    return this.algebra.chars(isNegated ? invertRanges(ranges) : normalizeRanges(ranges));
  }

  private classItem(): CharRanges {
    const known = this.namedClass();
    if (known !== undefined) return known;
    const from = this.char();
    if (!this.match('-')) return [[from, from]];
    const to = this.char();
    return from > to ? this.refuse('a range of characters is out of order') : [[from, to]];
  }

  private simple(): Language {
    const { algebra } = this;
    if (this.match('.')) return algebra.chars(anyChar);
    if (this.match('#')) return algebra.nothing;
    if (this.match('@')) return algebra.all;
    if (this.match('"')) return this.text(this.until('"'));
    if (this.match('<')) return this.interval(this.until('>'));
    if (this.match('(')) return this.group();
    const known = this.namedClass();
    if (known !== undefined) return algebra.chars(known);
    const char = this.char();
    return algebra.chars([[char, char]]);
  }

  private group(): Language {
    if (this.match(')')) return this.algebra.empty;
    const language = this.union();
    if (!this.match(')')) this.refuse(') is missing');
    return language;
  }

  private text(text: string): Language {
    return Array.from(text).reduceRight<Language>((rest, char) => {
      const code = char.codePointAt(0) ?? 0;
      return this.algebra.concat(this.algebra.chars([[code, code]]), rest);
    }, this.algebra.empty);
  }

  private interval(body: string): Language {
    if (!body.includes('-')) this.refuse(`<${body}> is no range of numbers`);
    const [, least = '', most = ''] = /^([0-9]+)-([0-9]+)$/.exec(body) ?? [];
    if (least === '' || Math.max(Number(least), Number(most)) > 0x7fffffff)
      this.refuse(`<${body}> is no range of numbers`);
    return decimalInterval(least, most, this.algebra);
  }

  private until(end: string): string {
    const start = this.at;
    while (this.more() && !this.peek(end)) this.at++;
    if (!this.match(end)) this.refuse(`${end} is missing`);
    return this.chars.slice(start, this.at - 1).join('');
  }

  /** `\d \s \w` and their opposites; other letters behind a backslash are refused, other characters stand for themselves. */
  private namedClass(): CharRanges | undefined {
    if (!this.peek('\\')) return undefined;
    const name = this.chars[this.at + 1] ?? '';
    const ranges = classes.get(name.toLowerCase());
    if (ranges !== undefined) {
      this.at += 2;
      return name === name.toLowerCase() ? ranges : invertRanges(ranges);
    }
    if (/^[a-zA-Z]$/.test(name)) this.refuse(`\\${name} is no class of characters`);
    return undefined;
  }

  private char(): number {
    this.match('\\');
    const char = this.chars[this.at++]?.codePointAt(0);
    return char ?? this.refuse('it ends too early');
  }

  private peek(options: string): boolean {
    const char = this.chars[this.at];
    return char !== undefined && options.includes(char);
  }

  private match(char: string): boolean {
    if (this.chars[this.at] !== char) return false;
    this.at++;
    return true;
  }
}
