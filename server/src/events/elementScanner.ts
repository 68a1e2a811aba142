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
} as const;
export type ByteRole = (typeof byteRole)[keyof typeof byteRole];

export interface ElementScanner {
  step(byte: number): ByteRole;
  /** An array was opened and not closed again. */
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
export function elementScanner(inArray: boolean): ElementScanner {
  const open: number[] = [];
  let inValue = false;
  let inString = false;
  let escaped = false;
  let previous = 0;
  let opened = false;
  let closed = false;

  const string = (byte: number): ByteRole => {
    if (escaped && byte !== lineFeed) escaped = false;
    else if (byte === backslash) escaped = true;
    else if (byte === quote || byte === lineFeed) {
      escaped = false;
      inString = false;
      previous = quote;
      if (open.length === 0) return end();
    }
    return byteRole.within;
  };
  const end = (): ByteRole => {
    inValue = false;
    open.length = 0;
    return byteRole.ends;
  };
  const begin = (byte: number): ByteRole => {
    if (isBlankByte(byte) || byte === comma || isBomByte(byte)) return byteRole.between;
    if (byte === closeArray && inArray) {
      closed = true;
      return byteRole.between;
    }
    if (byte === openArray && inArray && !opened) {
      opened = true;
      return byteRole.between;
    }
    inValue = true;
    inString = byte === quote;
    if (byte === openObject || byte === openArray) open.push(byte);
    previous = byte;
    return byteRole.begins;
  };
  const scalar = (byte: number): ByteRole => {
    if (byte === openObject) {
      open.push(byte);
      previous = byte;
      return byteRole.splits;
    }
    if (!isBlankByte(byte) && byte !== comma && byte !== closeArray) return byteRole.within;
    inValue = false;
    if (byte === closeArray) closed = true;
    return byteRole.follows;
  };
  const close = (byte: number): ByteRole => {
    const opener = byte === closeObject ? openObject : openArray;
    const depth = open.lastIndexOf(opener);
    if (depth < 0) return byte === closeArray && inArray ? endOfArray() : byteRole.within;
    open.length = depth;
    return depth === 0 ? end() : byteRole.within;
  };
  const endOfArray = (): ByteRole => {
    closed = true;
    return end();
  };
  const container = (byte: number): ByteRole => {
    if (isBlankByte(byte)) return byteRole.within;
    const before = previous;
    previous = byte;
    if (byte === quote) inString = true;
    else if (byte === closeObject || byte === closeArray) return close(byte);
    else if (byte === openArray) open.push(byte);
    else if (byte === openObject) {
      if (open[open.length - 1] === openObject && before !== colon) {
        open.length = 0;
        open.push(byte);
        return byteRole.splits;
      }
      open.push(byte);
    }
    return byteRole.within;
  };

  return {
    step(byte) {
      if (inString) return string(byte);
      if (!inValue) return begin(byte);
      return open.length === 0 ? scalar(byte) : container(byte);
    },
    get isOpen() {
      return opened && !closed;
    },
  };
}

function isBlankByte(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === lineFeed;
}

/** Bytes of a UTF-8 byte order mark; no JSON value begins with one. */
function isBomByte(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}
