// What the threads of a scan share beside their memories: who has taken which piece of the sample, and which batches wait
// to be taken in. Pieces are taken in the order of the sample; the batches of a helper are taken in one after the other.
import type { Batch } from './blockScan';

/** Blocks that a thread can hold: it may run ahead by so many pieces. */
export const slotsOfThread = 4;

/** A helper is a thread beside the one that takes the batches in. More do not pay. */
export const mostHelpers = 15;

/** More than all threads have slots. */
const ring = 128;

/** Words: the next piece, a counter of all that happens, "everything is taken in", owners of pieces, then the helpers'. */
const nextPiece = 0;
const news = 1;
const isOver = 2;
const owners = 3;
const made = owners + ring;
const taken = made + mostHelpers;
const states = taken + mostHelpers;
/** Even, as the batches' numbers of 8 bytes follow. */
const words = 2 * Math.ceil((states + mostHelpers) / 2);
const fields = 6;

export class ScanBoard {
  private readonly words: Int32Array;
  private readonly batches: Float64Array;

  constructor(readonly shared = newBoard()) {
    this.words = new Int32Array(shared, 0, words);
    this.batches = new Float64Array(shared, 4 * words);
  }

  /** Takes the next piece for a thread; its number. */
  takePiece(thread: number): number {
    const piece = Atomics.add(this.words, nextPiece, 1);
    Atomics.store(this.words, owners + (piece % ring), thread + 1);
    this.tell();
    return piece;
  }

  get next(): number {
    return Atomics.load(this.words, nextPiece);
  }

  /** The thread that has taken a piece, if one other than `self` has. */
  ownerOf(piece: number, self: number): number | undefined {
    const owner = Atomics.load(this.words, owners + (piece % ring)) - 1;
    return owner < 0 || owner === self ? undefined : owner;
  }

  /** The piece is taken in. */
  release(piece: number): void {
    Atomics.store(this.words, owners + (piece % ring), 0);
  }

  /** A helper's batch is there; `slot` is the one it stands in. */
  give(helper: number, slot: number, batch: Batch): void {
    const { rows, rowsEnd, shift, reach, lineBreaks, isLast } = batch;
    const numbers = [rows, rowsEnd, shift, reach, lineBreaks, isLast ? 1 : 0];
    this.batches.set(numbers, fields * (helper * slotsOfThread + slot));
    Atomics.add(this.words, made + helper, 1);
    this.tell();
  }

  /** The helper's oldest batch, which stands in `slot`; undefined while there is none. */
  look(helper: number, slot: number): Batch | undefined {
    if (this.waiting(helper) === 0) return undefined;
    const at = fields * (helper * slotsOfThread + slot);
    const [rows = 0, rowsEnd = 0, shift = 0, reach = 0, lineBreaks = 0, isLast] =
      this.batches.subarray(at, at + fields);
    return { rows, rowsEnd, shift, reach, lineBreaks, isLast: isLast === 1 };
  }

  /** The batch that `look` gave is taken in. */
  take(helper: number): void {
    Atomics.add(this.words, taken + helper, 1);
    Atomics.notify(this.words, taken + helper);
  }

  /** Waits until at most `most` batches of the helper are left; false where the scan is over. */
  waitForRoom(helper: number, most: number): boolean {
    for (;;) {
      const seen = Atomics.load(this.words, taken + helper);
      if (Atomics.load(this.words, isOver) === 1) return false;
      if (this.waiting(helper) <= most) return true;
      Atomics.wait(this.words, taken + helper, seen);
    }
  }

  /** Ends all waiting of helpers. */
  end(): void {
    Atomics.store(this.words, isOver, 1);
    for (let helper = 0; helper < mostHelpers; helper++) {
      Atomics.add(this.words, taken + helper, 1);
      Atomics.notify(this.words, taken + helper);
    }
  }

  /** A helper cannot go on. */
  fail(helper: number): void {
    Atomics.store(this.words, states + helper, 1);
    this.tell();
  }

  hasFailed(helper: number): boolean {
    return Atomics.load(this.words, states + helper) === 1;
  }

  /** Repeats `attempt` whenever something has happened, until it gives something. */
  await<T>(attempt: () => T | undefined): T {
    for (;;) {
      const seen = Atomics.load(this.words, news);
      const found = attempt();
      if (found !== undefined) return found;
      Atomics.wait(this.words, news, seen);
    }
  }

  private waiting(helper: number): number {
    return Atomics.load(this.words, made + helper) - Atomics.load(this.words, taken + helper);
  }

  private tell(): void {
    Atomics.add(this.words, news, 1);
    Atomics.notify(this.words, news);
  }
}

function newBoard(): SharedArrayBuffer {
  return new SharedArrayBuffer(4 * words + 8 * fields * slotsOfThread * mostHelpers);
}
