// Huffman codes as deflate has them (RFC 1951, section 3.2).
import { DamagedInput } from './bitReader';
import type { BitReader } from './bitReader';

/** A table over the next `width` bits of the input: symbol * 16 + length of its code; 0 where no code begins so. */
export interface HuffmanTable {
  readonly width: number;
  readonly entries: Uint16Array;
}

const longestCode = 15;

/** The table of a code that is given by the lengths of its symbols' codes. Throws DamagedInput if they fit in no code. */
export function huffmanTable(lengths: Uint8Array): HuffmanTable {
  const counts = new Uint16Array(longestCode + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const next = firstCodes(counts);
  let width = longestCode;
  while (width > 1 && counts[width] === 0) width--;
  const entries = new Uint16Array(1 << width);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    for (let at = reversed(code, length); at < entries.length; at += 1 << length)
      entries[at] = (symbol << 4) | length;
  }
  return { width, entries };
}

/** The smallest code of each length. */
function firstCodes(counts: Uint16Array): Uint32Array {
  const codes = new Uint32Array(longestCode + 2);
  let code = 0;
  for (let length = 1; length <= longestCode; length++) {
    codes[length] = code;
    code += counts[length] ?? 0;
    if (code > 1 << length) throw new DamagedInput('its codes overlap');
    code <<= 1;
  }
  return codes;
}

/** Codes stand in the input with their highest bit first. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}

/** The next symbol. Throws DamagedInput. */
export function readSymbol(input: BitReader, { entries, width }: HuffmanTable): number {
  const entry = entries[input.peek(width)] ?? 0;
  if (entry === 0) {
    input.skip(width);
    throw new DamagedInput('it holds an unknown code');
  }
  input.skip(entry & 15);
  return entry >> 4;
}
