// Puts a sample into a kernel's memory, block by block of whole lines: in a row, or any piece of it on its own.
import type { SampleReader } from './event';
import type { Kernel } from './kernel/kernel';
import type { Slot } from './kernel/memory';

/** Whole lines in memory. */
export interface Block {
  /** Places in memory; the last line has a line break before `end` even where the sample has none. */
  readonly from: number;
  readonly end: number;
  /** A place in memory and this make a place in the sample. */
  readonly shift: number;
}

/** What is read into where. */
export interface Source {
  readonly kernel: Kernel;
  readonly reader: SampleReader;
  /** Bytes of a piece of the sample. */
  readonly size: number;
}

/** Bytes read at a time. */
export const pieceSize = 1 << 20;

/** Read behind a piece together with it, as its last line mostly ends there. */
export const overhang = 1 << 14;

/** What a slot needs to hold a piece: one byte before it tells whether a line begins with it. */
export function slotCapacity(size: number): number {
  return 1 + size + overhang + 1;
}

const lineBreak = 10;

/** The blocks of a sample that can only be read in a row; each is good until the next is asked for. */
export function* blocksInARow({ kernel, reader, size }: Source, slot: Slot): Generator<Block> {
  const { memory } = kernel;
  let carried = 0;
  let offset = 0;
  for (;;) {
    memory.enlarge(slot, carried + size + 1);
    const start = slot.block;
    const middle = start + carried;
    const length = reader.read(memory.buffer.subarray(middle, middle + size));
    let end = middle + length;
    const isLast = length === 0;
    if (isLast && carried === 0) return;
    if (isLast) memory.buffer[end++] = lineBreak;
    // What is carried holds no line break.
    const whole = isLast ? end : kernel.lastLineBreak(middle, end) + 1;
    if (whole > middle) {
      yield { from: behindBom(kernel, start, offset), end: whole, shift: offset - start };
      offset += whole - start;
      memory.buffer.copyWithin(start, whole, end);
      carried = end - whole;
    } else carried = end - start;
    if (isLast) return;
  }
}

/** The lines that begin in the `number`-th piece of a sample; undefined where none does. */
export function blockOfPiece(
  { kernel, reader, size }: Source,
  slot: Slot,
  number: number,
): Block | undefined {
  const { memory } = kernel;
  const begin = Math.max(0, number * size - 1);
  const limit = (number + 1) * size - begin;
  let length = 0;
  /** Reads up to `wanted` bytes of the block; whether the sample goes on behind them. */
  const fill = (wanted: number): boolean => {
    memory.enlarge(slot, wanted + 1);
    while (length < wanted) {
      const target = memory.buffer.subarray(slot.block + length, slot.block + wanted);
      const more = reader.read(target, begin + length);
      if (more === 0) return false;
      length += more;
    }
    return true;
  };
  let goesOn = fill(limit + overhang);
  const inPiece = (): number => slot.block + Math.min(limit, length);
  const first = number === 0 ? slot.block : kernel.firstLineBreak(slot.block, inPiece()) + 1;
  if (first >= inPiece()) return undefined;
  const skipped = first - slot.block;
  // The last line may begin with the piece's last byte, so it ends there at the earliest.
  let from = slot.block + limit - 1;
  let end = kernel.firstLineBreak(Math.min(from, slot.block + length), slot.block + length);
  while (end === slot.block + length && goesOn) {
    const seen = length;
    goesOn = fill(2 * length);
    from = slot.block + seen;
    end = kernel.firstLineBreak(from, slot.block + length);
  }
  const isOpen = end === slot.block + length;
  const last = length > 0 ? memory.buffer[end - 1] : lineBreak;
  if (isOpen && last !== lineBreak) memory.buffer[end++] = lineBreak;
  else if (!isOpen) end++;
  const start = slot.block + skipped;
  const shift = begin - slot.block;
  return { from: behindBom(kernel, start, shift + start), end, shift };
}

/** The byte order mark at the start of a sample is no part of its first line. */
function behindBom({ memory: { buffer } }: Kernel, start: number, offset: number): number {
  if (offset > 0) return start;
  const isBom = buffer[start] === 0xef && buffer[start + 1] === 0xbb && buffer[start + 2] === 0xbf;
  return isBom ? start + 3 : start;
}
