// Random queries that are valid: every construct of the language, with the blanks and line breaks that no author agrees on.
import { below, pick } from './mutate';
import type { Random } from './mutate';

/** A valid query, the same for the same random numbers. `depth`: how many brackets may stand inside each other. */
export function randomQuery(random: Random, depth = 3): string {
  return new Source(random).query(depth);
}

const blanks = [' ', ' ', ' ', '  ', '\t', '\n', '\n\n   ', '\r\n', ' \u00a0 '];

const fields = [
  ...['process.name', 'process.args', 'host.os.type', 'event.code', 'a', 'Ä.ö', '名前', 'user.*'],
  ...['"quoted.field"', 'winlog.event_data.SubjectUserSid', 'x\\:y', 'android', 'nothing', '*'],
];

const values = [
  ...['cmd.exe', '4702', '-1', '1e5', 'true', 'null', '*', 'a*b', '*$', 'x\\*', '1.2.3.4/8', '🦉'],
  ...[
    'C\\:\\\\Windows\\\\*',
    '\\or',
    'x \\and y',
    'order',
    'Notepad',
    'two words',
    'a   b',
    'x\ny',
  ],
  ...['"S-1-5-18"', '""', '"and or not"', '"a \\"b\\" c"', '"(:){<>}"', '"C:\\\\*"', '"二\\u0041"'],
  ...['"two\nlines"', '"  x  "', '\\u0041bc', `"${'long '.repeat(12)}"`, 'w'.repeat(50)],
];

class Source {
  constructor(private readonly random: Random) {}

  query(depth: number): string {
    return this.maybe() + this.joined(() => this.clause(depth)) + this.maybe();
  }

  /** Conditions or values with operators between; the blanks that the language needs are there. */
  private joined(part: () => string): string {
    let text = part();
    for (let more = pick(this.random, [0, 0, 1, 1, 2, 5]); more > 0; more--) {
      const operator = pick(this.random, ['and', 'or', 'AND', 'Or']);
      text += this.some() + operator + this.some() + part();
    }
    return text;
  }

  private clause(depth: number): string {
    const not = this.random() < 0.15 ? pick(this.random, ['not', 'NOT']) + this.some() : '';
    const luck = this.random();
    if (depth === 0 || luck < 0.6) return not + this.condition(depth);
    if (luck < 0.9) return `${not}(${this.query(depth - 1)})`;
    return `${not}${pick(this.random, fields)}${this.colon()}{${this.query(depth - 1)}}`;
  }

  private condition(depth: number): string {
    const luck = this.random();
    const field = pick(this.random, fields);
    if (luck < 0.1) return pick(this.random, values);
    if (luck < 0.2)
      return `${field}${this.maybe()}${pick(this.random, ['<', '<=', '>', '>='])}${this.maybe()}7`;
    if (luck < 0.6) return `${field}${this.colon()}${pick(this.random, values)}`;
    return `${field}${this.colon()}${this.list(depth)}`;
  }

  private list(depth: number): string {
    const value = (): string => {
      const luck = this.random();
      if (luck < 0.1) return `not${this.some()}${pick(this.random, values)}`;
      return luck < 0.2 && depth > 0 ? this.list(depth - 1) : pick(this.random, values);
    };
    return `(${this.maybe()}${this.joined(value)}${this.maybe()})`;
  }

  private colon(): string {
    return this.random() < 0.5 ? ':' : `${this.maybe()}:${this.maybe()}`;
  }

  private some(): string {
    return pick(this.random, blanks).repeat(1 + below(this.random, 2));
  }

  private maybe(): string {
    return this.random() < 0.6 ? '' : this.some();
  }
}
