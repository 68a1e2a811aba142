// Finds where the values of a JSON array (or of a row of JSON texts) begin and end, byte by byte, broken ones included.

/** What a byte is to the values. */
export const byteRole = {
  /** Between values. */
  between: 0,
  /** The first byte of a value. */
  begins: 1,
  /** Inside a value. */
  within: 2,
  /** The last byte of a value. */
  ends: 3,
  /** The first byte behind a value that has no last byte of its own (a number). */
  follows: 4,
  /** Proof that the value so far is broken, and the first byte of the next one. */
  splits: 5,
  /** The last byte of a text in which the expected values are missing. */
  lacks: 6,
} as const;
export type ByteRole = (typeof byteRole)[keyof typeof byteRole];

/** Tells for each byte of a sample what it is to the values. */
export interface ValueScanner {
  step(byte: number): ByteRole;
  /** Something was opened and not closed again. */
  readonly isOpen: boolean;
}

const quote = 34;
const comma = 44;
const colon = 58;
const openArray = 91;
const backslash = 92;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;
const lineFeed = 10;

/**
 * With `inArray` the values are the elements of the outer array, otherwise texts side by side. A broken value must not
 * take its neighbours with it, so: a string ends at the end of its line; a closing bracket closes whatever was left
 * open inside; an object where only a key may stand is the next value.
 */
export class ElementScanner implements ValueScanner {
  /** Brackets of the current value that are not closed yet. */
  private readonly brackets: number[] = [];
  private inValue = false;
  private inString = false;
  private escaped = false;
  /** The last byte of the value outside of strings and blanks; a quote stands for a whole string. */
  private previous = 0;
  private opened = false;
  private closed = false;

  constructor(private readonly inArray: boolean) {}

  /** The outer array was opened and not closed again. */
  get isOpen(): boolean {
    return this.opened && !this.closed;
  }

  step(byte: number): ByteRole {
    if (this.inString) return this.string(byte);
    if (!this.inValue) return this.between(byte);
    return this.brackets.length === 0 ? this.scalar(byte) : this.container(byte);
  }

  private string(byte: number): ByteRole {
    if (this.escaped && byte !== lineFeed) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote || byte === lineFeed) {
      this.escaped = false;
      this.inString = false;
      this.previous = quote;
      if (this.brackets.length === 0) return this.end();
    }
    return byteRole.within;
  }

  private between(byte: number): ByteRole {
    if (isBlankByte(byte) || byte === comma || isBomByte(byte)) return byteRole.between;
    if (this.inArray && byte === closeArray) {
      this.closed = true;
      return byteRole.between;
    }
    if (this.inArray && byte === openArray && !this.opened) {
      this.opened = true;
      return byteRole.between;
    }
    this.inValue = true;
    this.inString = byte === quote;
    if (byte === openObject || byte === openArray) this.brackets.push(byte);
    this.previous = byte;
    return byteRole.begins;
  }

  /** A number or word has no last byte of its own. */
  private scalar(byte: number): ByteRole {
    if (byte === openObject) return this.split(byte);
    if (!isBlankByte(byte) && byte !== comma && byte !== closeArray) return byteRole.within;
    this.inValue = false;
    if (byte === closeArray) this.closed = true;
    return byteRole.follows;
  }

  private container(byte: number): ByteRole {
    if (isBlankByte(byte)) return byteRole.within;
    const before = this.previous;
    this.previous = byte;
    if (byte === closeObject) return this.close(openObject);
    if (byte === closeArray) return this.close(openArray);
    if (byte === quote) this.inString = true;
    else if (byte === openArray) this.brackets.push(byte);
    else if (byte === openObject) {
      if (this.brackets.at(-1) === openObject && before !== colon) return this.split(byte);
      this.brackets.push(byte);
    }
    return byteRole.within;
  }

  private split(byte: number): ByteRole {
    this.brackets.length = 0;
    this.brackets.push(byte);
    this.previous = byte;
    return byteRole.splits;
  }

  private close(opener: number): ByteRole {
    const depth = this.brackets.lastIndexOf(opener);
    if (depth > 0) this.brackets.length = depth;
    if (depth === 0) return this.end();
    if (depth > 0 || opener === openObject || !this.inArray) return byteRole.within;
    this.closed = true;
    return this.end();
  }

  private end(): ByteRole {
    this.inValue = false;
    this.brackets.length = 0;
    return byteRole.ends;
  }
}

function isBlankByte(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === lineFeed;
}

/** Bytes of a UTF-8 byte order mark; no JSON value begins with one. */
function isBomByte(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}
