// Cuts an EQL query into tokens, one at a time. Grammar: EqlBase.g4 of Elasticsearch.
import type { Span } from '../text/span';
import { EqlMistake } from './mistake';

export interface EqlToken {
  /** `word`: a keyword, or a part of a name, with its `~`; `name`: in backquotes; `text`: quoted. */
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign' | 'end';
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y;
/** Three quotes: no escapes, one line; quotes before the closing ones belong to the text. */
const rawText = /"""[^\r\n]*?"""{1,3}/y;
const quoted = /"(?:[^"\\\r\n]|\\(?:[btnfr"'\\]|u\{[0-9a-fA-F]{2,8}\}))*"/y;
const backquoted = /`(?:[^`]|``)*`/y;
const oneSign: ReadonlyMap<number, string> = new Map(
  Array.from('=<>:+-*/%.,()[]|?', (sign) => [sign.charCodeAt(0), sign]),
);
/** Signs that `=` can follow. */
const beforeEquals = '=!<>';

export class EqlLexer {
  private at = 0;

  constructor(private readonly text: string) {}

  /** How far it has read. */
  get offset(): number {
    return this.at;
  }

  next(): EqlToken {
    this.skipBlanks();
    const start = this.at;
    const char = this.text.charCodeAt(start);
    if (Number.isNaN(char)) return { kind: 'end', text: '', start, end: start };
    if (isWordStart(char)) return this.word();
    if (char === doubleQuote) return this.quotedText();
    if (char === backquote) return this.take('name', backquoted);
    if (isDigit(char) || (char === fullStop && isDigit(this.text.charCodeAt(start + 1))))
      return this.take('number', number);
    return this.sign();
  }

  private word(): EqlToken {
    const { text, at } = this;
    let end = at + 1;
    while (isWordPart(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === tilde) end++;
    return this.tokenTo('word', end);
  }

  private sign(): EqlToken {
    const { text, at } = this;
    const next = text.charAt(at + 1);
    if (next === '=' && beforeEquals.includes(text.charAt(at))) return this.tokenTo('sign', at + 2);
    if (next === '[' && text.charAt(at) === '!') return this.tokenTo('sign', at + 2);
    const sign = oneSign.get(text.charCodeAt(at));
    if (sign === undefined) throw this.mistakeAt(at);
    this.at = at + 1;
    return { kind: 'sign', text: sign, start: at, end: at + 1 };
  }

  private quotedText(): EqlToken {
    if (this.isRaw()) return this.take('text', rawText);
    const end = this.textEnd(this.at);
    return end === undefined ? this.take('text', quoted) : this.tokenTo('text', end);
  }

  /** Where the text ends that begins at the quote; undefined for one that needs the pattern, or a better look. */
  private textEnd(start: number): number | undefined {
    const { text } = this;
    for (let at = start + 1; ; at++) {
      const char = text.charCodeAt(at);
      if (char === doubleQuote) return at + 1;
      if (char === backslash && simpleEscapes.has(text.charCodeAt(at + 1))) at++;
      else if (char === backslash || !(char > 13)) return undefined;
    }
  }

  /**
   * The places of the texts of a list that holds nothing else, its end passed; undefined for any other list. The opening
   * bracket was read last.
   */
  textList(): readonly Span[] | undefined {
    const { text, at } = this;
    const found: Span[] = [];
    for (;;) {
      this.skipBlanks();
      const start = this.at;
      const isText = text.charCodeAt(start) === doubleQuote && !this.isRaw();
      const end = isText ? this.textEnd(start) : undefined;
      if (end === undefined) break;
      found.push({ start, end });
      this.at = end;
      this.skipBlanks();
      const sign = text.charAt(this.at);
      if (sign !== ',' && sign !== ')') break;
      this.at++;
      if (sign === ')') return found;
    }
    this.at = at;
    return undefined;
  }

  /**
   * Passes the parts `.word` that follow at `dot` without blanks between them, and returns where they end; `dot` where
   * there are none.
   */
  passName(dot: number): number {
    const { text } = this;
    let end = dot;
    while (text.charCodeAt(end) === fullStop && isWordStart(text.charCodeAt(end + 1))) {
      let part = end + 2;
      while (isWordPart(text.charCodeAt(part))) part++;
      if (text.charCodeAt(part) === tilde) break;
      end = part;
    }
    if (end > dot) this.at = end;
    return end;
  }

  textBetween(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  private take(kind: EqlToken['kind'], pattern: RegExp): EqlToken {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) throw this.mistakeAt(this.at);
    return this.tokenTo(kind, pattern.lastIndex);
  }

  private tokenTo(kind: EqlToken['kind'], end: number): EqlToken {
    const start = this.at;
    this.at = end;
    return { kind, text: this.text.slice(start, end), start, end };
  }

  private isRaw(): boolean {
    const { text, at } = this;
    return text.charCodeAt(at + 1) === doubleQuote && text.charCodeAt(at + 2) === doubleQuote;
  }

  private skipBlanks(): void {
    const { text } = this;
    for (;;) {
      let { at } = this;
      while (isBlank(text.charCodeAt(at))) at++;
      this.at = at;
      if (text.charCodeAt(at) !== slash) return;
      const next = text.charCodeAt(at + 1);
      if (next === asterisk) this.skipComment();
      else if (next === slash) this.at = lineEnd(text, at);
      else return;
    }
  }

  /** Comments nest. */
  private skipComment(): void {
    const start = this.at;
    const border = /\/\*|\*\//g;
    border.lastIndex = start;
    for (let depth = 0; ;) {
      const found = border.exec(this.text);
      if (!found)
        throw new EqlMistake('Expected `*/` to close this comment.', { start, end: start + 2 });
      depth += found[0] === '/*' ? 1 : -1;
      this.at = border.lastIndex;
      if (depth === 0) return;
    }
  }

  private mistakeAt(start: number): EqlMistake {
    const { text } = this;
    if (text.charCodeAt(start) === doubleQuote) return this.mistakeInText(start);
    const found = String.fromCodePoint(text.codePointAt(start) ?? 0);
    const span = { start, end: start + found.length };
    return new EqlMistake(`Expected no \`${found}\` here.${signHint(text, start)}`, span);
  }

  /** Of a text that is not closed on its line, or with a backslash that begins no escape. */
  private mistakeInText(start: number): EqlMistake {
    const end = lineEnd(this.text, start);
    const escape = this.isRaw() ? undefined : this.wrongEscape(start, end);
    if (escape === undefined)
      return new EqlMistake('Expected `"` to close this text before the end of the line.', {
        start,
        end,
      });
    const shown = this.text.slice(escape, escape + 2);
    const isLast = this.text.startsWith('\\"', escape);
    return new EqlMistake(
      isLast
        ? 'The quote is never closed: `\\"` is a quote inside the text. Write `\\\\` for a backslash.'
        : `Expected an escape such as \`\\\\\` or \`\\"\`, found \`${shown}\`. Write \`\\\\\` for a backslash, or the text between \`"""\`.`,
      { start: escape, end: escape + shown.length },
    );
  }

  private wrongEscape(start: number, end: number): number | undefined {
    const piece = /[^"\\]+|\\(?:[btnfr'\\]|u\{[0-9a-fA-F]{2,8}\})/y;
    piece.lastIndex = start + 1;
    let last: number | undefined;
    let at = start + 1;
    while (at < end) {
      piece.lastIndex = at;
      if (piece.test(this.text)) at = piece.lastIndex;
      else if (this.text.startsWith('\\"', at)) {
        last = at;
        at += 2;
      } else return this.text.charCodeAt(at) === backslash ? at : undefined;
    }
    return last;
  }
}

const [doubleQuote, backquote, fullStop, backslash, slash, asterisk, tilde] = [
  34, 96, 46, 92, 47, 42, 126,
];

/** Letters and signs that a backslash makes an escape of, but for `u`. */
const simpleEscapes: ReadonlySet<number> = new Set(
  Array.from('btnfr"\'\\', (sign) => sign.charCodeAt(0)),
);

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

/** Letters, `@` and `_`. */
function isWordStart(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 64 && char <= 90) || char === 95;
}

function isWordPart(char: number): boolean {
  return char !== 64 && (isWordStart(char) || isDigit(char));
}

function isBlank(char: number): boolean {
  return char === 32 || char === 10 || char === 9 || char === 13;
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  return end;
}

/** What the author of a sign that EQL does not have most likely means. */
function signHint(text: string, start: number): string {
  const rest = text.slice(start, start + 2);
  if (rest === '&&') return ' EQL writes `and`.';
  if (rest.startsWith('!')) return ' EQL writes `not`.';
  if (rest.startsWith('#')) return ' A comment begins with `//`, or stands between `/*` and `*/`.';
  if (/^['\u2018\u2019\u201c\u201d]/.test(rest)) return ' A text stands between `"`.';
  if (rest.startsWith('~')) return ' Case does not count for `:`, `in~` and `like~`.';
  if (rest.startsWith('`')) return ' A name in backquotes is never closed.';
  if (rest.startsWith('\u00a0')) return ' This is a no-break space.';
  return '';
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
};

/** The text that a token of kind `text` stands for. */
export function decodeText(written: string): string {
  if (written.startsWith('"""')) return written.slice(3, -3);
  const inner = written.slice(1, -1);
  return inner.includes('\\') ? (withoutBackslashes(inner) ?? decodeEscapes(inner)) : inner;
}

/** Where each escape is a sign behind a backslash, as in paths of Windows. */
function withoutBackslashes(inner: string): string | undefined {
  let decoded = '';
  let from = 0;
  for (let at = inner.indexOf('\\'); at >= 0; at = inner.indexOf('\\', at + 2)) {
    if (/\w/.test(inner.charAt(at + 1))) return undefined;
    decoded += inner.slice(from, at);
    from = at + 1;
  }
  return decoded + inner.slice(from);
}

function decodeEscapes(inner: string): string {
  return inner.replace(/\\(?:u\{(\w+)\}|(.))/g, (_, code: string | undefined, char: string) =>
    code === undefined ? (escapes[char] ?? char) : codePoint(code),
  );
}

function codePoint(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}
