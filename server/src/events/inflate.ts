// Inflates deflate data (RFC 1951) block by block. Node's own zlib streams only asynchronously; samples are read in order.
import { DamagedInput } from './bitReader';
import type { BitReader } from './bitReader';
import { huffmanTable, readSymbol } from './huffman';
import type { HuffmanTable } from './huffman';

/** How far back a copy may reach. */
const windowSize = 32_768;
const chunkSize = 65_536;
const longestCopy = 258;

const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const lengthBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const distanceBits = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
/** The order in which a block tells the lengths of the codes for code lengths. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const endOfBlock = 256;

/** Output with the window of earlier output in front of it. */
interface Output {
  readonly bytes: Uint8Array;
  /** Where the next byte goes. */
  end: number;
  /** Where the output begins that was not handed on yet. */
  start: number;
}

/**
 * The inflated bytes; a part is valid until the next is asked for. Reads just the deflate data. Throws DamagedInput after
 * everything before the damage was given.
 */
export function* inflate(input: BitReader): Generator<Uint8Array, void> {
  const output = { bytes: new Uint8Array(windowSize + chunkSize + longestCopy), end: 0, start: 0 };
  let damage: DamagedInput | undefined;
  try {
    for (let isLast = false; !isLast;) {
      isLast = input.take(1) === 1;
      yield* inflateBlock(input, output);
    }
  } catch (error) {
    if (!(error instanceof DamagedInput)) throw error;
    damage = error;
  }
  yield handOn(output);
  if (damage) throw damage;
}

function* inflateBlock(input: BitReader, output: Output): Generator<Uint8Array, void> {
  const kind = input.take(2);
  if (kind === 3) throw new DamagedInput('it holds an unknown kind of block');
  if (kind === 0) {
    yield* copyStored(input, output);
    return;
  }
  const codes = kind === 1 ? fixedCodes() : readCodes(input);
  while (!inflateSymbols(input, output, codes)) yield handOn(output);
}

/** Gives what is new and makes room behind the window. */
function handOn(output: Output): Uint8Array {
  const part = output.bytes.slice(output.start, output.end);
  const kept = Math.min(output.end, windowSize);
  output.bytes.copyWithin(0, output.end - kept, output.end);
  output.end = kept;
  output.start = kept;
  return part;
}

function* copyStored(input: BitReader, output: Output): Generator<Uint8Array, void> {
  input.alignToByte();
  const length = input.take(16);
  if (input.take(16) !== (length ^ 0xffff)) throw new DamagedInput('a length is wrong');
  for (let left = length; left > 0; left--) {
    const byte = input.take(8);
    output.bytes[output.end++] = byte;
    if (output.end >= windowSize + chunkSize) yield handOn(output);
  }
}

interface Codes {
  readonly lengths: HuffmanTable;
  readonly distances: HuffmanTable;
}

let fixed: Codes | undefined;

function fixedCodes(): Codes {
  if (fixed) return fixed;
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280);
  lengths.fill(8, 280);
  fixed = {
    lengths: huffmanTable(lengths),
    distances: huffmanTable(new Uint8Array(32).fill(5)),
  };
  return fixed;
}

function readCodes(input: BitReader): Codes {
  const lengthCount = input.take(5) + 257;
  const distanceCount = input.take(5) + 1;
  const orderCount = input.take(4) + 4;
  const order = new Uint8Array(19);
  for (const symbol of lengthOrder.slice(0, orderCount)) order[symbol] = input.take(3);
  const all = readLengths(input, huffmanTable(order), lengthCount + distanceCount);
  return {
    lengths: huffmanTable(all.subarray(0, lengthCount)),
    distances: huffmanTable(all.subarray(lengthCount)),
  };
}

function readLengths(input: BitReader, table: HuffmanTable, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  for (let at = 0; at < count;) {
    const symbol = readSymbol(input, table);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new DamagedInput('it repeats a length that is not there');
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    const repeat = symbol === 18 ? 11 + input.take(7) : 3 + input.take(symbol === 16 ? 2 : 3);
    if (at + repeat > count) throw new DamagedInput('it has too many lengths');
    lengths.fill(value, at, at + repeat);
    at += repeat;
  }
  return lengths;
}

/** True at the end of the block, false when the output is full. */
function inflateSymbols(input: BitReader, output: Output, codes: Codes): boolean {
  const { bytes } = output;
  while (output.end < windowSize + chunkSize) {
    const symbol = readSymbol(input, codes.lengths);
    if (symbol < endOfBlock) {
      bytes[output.end++] = symbol;
      continue;
    }
    if (symbol === endOfBlock) return true;
    const length = readNumber(input, symbol - 257, lengthBases, lengthBits);
    const distance = readNumber(
      input,
      readSymbol(input, codes.distances),
      distanceBases,
      distanceBits,
    );
    copy(output, distance, length);
  }
  return false;
}

/** Called for every copy. */
function readNumber(
  input: BitReader,
  symbol: number,
  bases: readonly number[],
  bits: readonly number[],
): number {
  const base = bases[symbol];
  const extra = bits[symbol];
  if (base === undefined || extra === undefined) throw new DamagedInput('it holds an unknown code');
  return base + (extra === 0 ? 0 : input.take(extra));
}

/** A copy may overlap itself: then it repeats. */
function copy(output: Output, distance: number, length: number): void {
  const { bytes, end } = output;
  const from = end - distance;
  if (from < 0) throw new DamagedInput('it copies from before its beginning');
  if (distance >= length && length > 16) bytes.copyWithin(end, from, from + length);
  else for (let i = 0; i < length; i++) bytes[end + i] = bytes[from + i] ?? 0;
  output.end = end + length;
}
