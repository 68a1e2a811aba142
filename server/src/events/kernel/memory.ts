// The memory of a kernel as both sides of a scan see it: tables, then slots with a block of the sample and its rows.
import { area, slack } from './layout';

/** In pages; server/scripts/buildKernel.mjs compiles for the same number. */
const mostPages = 65_536;
const pageSize = 65_536;

/** Bytes for the rows of a block that are written at a time. */
const rowsSize = 1 << 18;

/** Where a block and its rows stand, in bytes. */
export interface Slot {
  readonly rows: number;
  readonly rowsEnd: number;
  block: number;
  /** Bytes that fit into the block. */
  capacity: number;
}

/** A thread's view of the memory. Another thread may be the one that makes it grow. */
export class KernelMemory {
  buffer: Buffer;
  words: Int32Array;
  floats: Float64Array;

  constructor(readonly shared: WebAssembly.Memory) {
    this.buffer = Buffer.from(shared.buffer);
    this.words = new Int32Array(shared.buffer);
    this.floats = new Float64Array(shared.buffer);
  }

  /** Views all of a memory that has grown up to `end`. */
  reach(end: number): void {
    if (end <= this.buffer.length) return;
    const { buffer } = this.shared;
    this.buffer = Buffer.from(buffer);
    this.words = new Int32Array(buffer);
    this.floats = new Float64Array(buffer);
  }

  /** Makes room for `capacity` bytes in the slot's block; what stands there stays, at another place. */
  enlarge(slot: Slot, capacity: number): void {
    if (capacity <= slot.capacity) return;
    const size = Math.max(capacity, 2 * slot.capacity);
    const block = this.buffer.length;
    this.shared.grow(Math.ceil((size + slack) / pageSize));
    this.reach(block + size + slack);
    this.buffer.copyWithin(block, slot.block, slot.block + slot.capacity);
    slot.block = block;
    slot.capacity = size;
  }
}

/** Memory for so many slots with blocks of `capacity` bytes. */
export function newMemory(slots: number, capacity: number): WebAssembly.Memory {
  const end = area.slots + slots * slotSize(capacity);
  return new WebAssembly.Memory({
    initial: Math.ceil(end / pageSize),
    maximum: mostPages,
    shared: true,
  });
}

/** The slots of a memory made by `newMemory` with the same numbers. */
export function slotsOf(slots: number, capacity: number): readonly Slot[] {
  return Array.from({ length: slots }, (_, i) => {
    const rows = area.slots + i * slotSize(capacity);
    return { rows, rowsEnd: rows + rowsSize, block: rows + rowsSize, capacity };
  });
}

function slotSize(capacity: number): number {
  return rowsSize + ((capacity + slack + 63) & ~63);
}
