// Reads the layout of `integration-schemas.json` as it streams by: `{package: {version: {data set: {field: type}}}}`.
import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
} from '../../text/jsonSigns';

/** Hears of data sets in the order of the file. */
export interface IntegrationSink {
  /** The fields that follow are of this one. */
  dataSet(place: { readonly pack: string; readonly version: string; readonly name: string }): void;
  field(name: string, type: string): void;
}

/** Levels of braces: packages, versions, data sets, fields. */
const fieldDepth = 4;

/** What may come next. */
type Expected = 'key' | 'colon' | 'value' | 'end';

/**
 * Lives as long as the text streams; keeps no more of it than the string that a block ends in. What stands where the
 * layout has no such thing (the list of jobs beside the data sets, say) is passed over.
 */
export class IntegrationScanner {
  private expected: Expected = 'value';
  /** Keys of the objects around, the innermost last. */
  private readonly keys: string[] = [];
  private depth = 0;
  /** Brackets that are open within something that is passed over. */
  private ignored = 0;
  private isInString = false;
  private hasEscape = false;
  /** A number or a word goes on. */
  private isInWord = false;
  /** The beginning of a string that began in an earlier block. */
  private kept: Buffer | undefined;
  /** The next byte is escaped. */
  private isEscaped = false;

  constructor(private readonly sink: IntegrationSink) {}

  /** The block is the caller's again afterwards. Throws SyntaxError for what is no JSON. */
  scan(bytes: Uint8Array): void {
    const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < block.length)
      at = this.isInString ? this.string(block, at) : this.outside(block, at);
  }

  /** Throws SyntaxError where the text ended too early. */
  end(): void {
    if (this.depth > 0 || this.ignored > 0 || this.isInString || this.expected !== 'end')
      throw new SyntaxError('the text ends within a value');
  }

  /** From within a string to behind it. */
  private string(block: Buffer, from: number): number {
    let at = from;
    if (this.isEscaped) at++;
    this.isEscaped = false;
    while (at < block.length && block[at] !== quote) {
      if (block[at] === backslash) {
        this.hasEscape = true;
        at++;
      }
      at++;
    }
    this.isEscaped = at > block.length;
    if (at >= block.length) this.keep(block.subarray(from));
    else this.endString(block, from, at);
    return at + 1;
  }

  private keep(part: Buffer): void {
    // A copy: the caller fills the block again.
    if (this.ignored === 0) this.kept = Buffer.concat([this.kept ?? Buffer.alloc(0), part]);
  }

  private endString(block: Buffer, from: number, end: number): void {
    this.isInString = false;
    if (this.ignored > 0) return;
    const { kept } = this;
    const text = kept
      ? Buffer.concat([kept, block.subarray(from, end)]).toString('utf8')
      : block.toString('utf8', from, end);
    this.kept = undefined;
    const decoded = this.hasEscape ? (JSON.parse(`"${text}"`) as string) : text;
    if (this.expected === 'key') {
      this.keys[this.depth - 1] = decoded;
      this.expected = 'colon';
      return;
    }
    if (this.depth === fieldDepth) this.sink.field(this.keys[fieldDepth - 1] ?? '', decoded);
    this.expected = 'end';
  }

  private outside(block: Buffer, from: number): number {
    for (let at = from; at < block.length; at++) {
      const char = block[at] ?? 0;
      if (char === quote) {
        this.beginString();
        return at + 1;
      }
      if (isBlank(char)) this.isInWord = false;
      else if (this.ignored > 0) this.passOver(char);
      else this.step(char);
    }
    return block.length;
  }

  private beginString(): void {
    const { expected } = this;
    if (this.ignored === 0 && expected !== 'key' && expected !== 'value') throw misplaced(quote);
    this.isInString = true;
    this.isInWord = false;
    this.hasEscape = false;
  }

  private passOver(char: number): void {
    if (char === openBrace || char === openBracket) this.ignored++;
    else if (char === closeBrace || char === closeBracket) this.ignored--;
    if (this.ignored === 0) this.expected = 'end';
  }

  private step(char: number): void {
    switch (char) {
      case openBrace:
        this.open();
        break;
      case openBracket:
        this.expect('value', char);
        this.ignored = 1;
        break;
      case closeBrace:
        // An object may be empty.
        if (this.expected !== 'end' && this.expected !== 'key') throw misplaced(char);
        if (this.depth === 0) throw misplaced(char);
        this.depth--;
        this.expected = 'end';
        break;
      case colon:
        this.expect('colon', char);
        this.expected = 'value';
        break;
      case comma:
        this.expect('end', char);
        if (this.depth === 0) throw misplaced(char);
        this.expected = 'key';
        break;
      default:
        this.word(char);
        return;
    }
    this.isInWord = false;
  }

  private open(): void {
    this.expect('value', openBrace);
    if (this.depth === fieldDepth) {
      this.ignored = 1;
      return;
    }
    this.depth++;
    this.expected = 'key';
    const [pack = '', version = '', name = ''] = this.keys;
    if (this.depth === fieldDepth) this.sink.dataSet({ pack, version, name });
  }

  /** Numbers and words are no types: only their place counts. */
  private word(char: number): void {
    if (!this.isInWord) this.expect('value', char);
    this.isInWord = true;
    this.expected = 'end';
  }

  private expect(expected: Expected, char: number): void {
    if (this.expected !== expected) throw misplaced(char);
  }
}

function isBlank(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}

function misplaced(char: number): SyntaxError {
  return new SyntaxError(`${JSON.stringify(String.fromCharCode(char))} stands in the wrong place`);
}
