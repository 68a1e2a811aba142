// A scan piece by piece, by as many threads as there are: whoever has room takes the next piece of the sample, and one
// thread takes in what all of them find, in the order of the sample. So the result is that of one thread alone.
import { batchesOf } from './blockScan';
import type { Batch, BatchReader } from './blockScan';
import { blockOfPiece, slotCapacity } from './blocks';
import type { SampleReader, SampleThreads } from './event';
import { Kernel } from './kernel/kernel';
import { KernelMemory, newMemory, slotsOf } from './kernel/memory';
import { ScanBoard, mostHelpers, slotsOfThread } from './scanBoard';
import { scanTrie } from './scanPlan';
import type { ScanPlan } from './scanPlan';

/** What a helping thread is sent. */
export interface ScanJob {
  readonly plan: ScanPlan;
  /** Bytes of a piece, and number of pieces. */
  readonly size: number;
  readonly pieces: number;
  /** Of the helper, from 0. */
  readonly helper: number;
  readonly memory: WebAssembly.Memory;
  readonly board: SharedArrayBuffer;
}

/** The taking thread has a number too, behind those of all helpers. */
const self = mostHelpers;

export interface PiecesScan {
  readonly plan: ScanPlan;
  readonly reader: SampleReader;
  /** As in `ScanJob`. */
  readonly size: number;
  readonly pieces: number;
  readonly threads: SampleThreads | undefined;
}

/** Gives all batches of the sample to `batches`. Throws what reading throws. */
export function scanPieces(scan: PiecesScan, batches: BatchReader): void {
  const board = new ScanBoard();
  const helpers = startHelpers(scan, board);
  const own = ownPieces(scan, board, helpers.length === 0 ? 1 : slotsOfThread);
  try {
    for (let piece = 0; piece < scan.pieces; piece++) {
      const owner = board.await(() => {
        const known = own.has(piece) ?? board.ownerOf(piece, self);
        if (known === undefined) own.begin();
        return known;
      });
      const helper = helpers[owner];
      if (helper) {
        takeIn(helper, { scan, board, own, batches });
        scan.threads?.onPiece(scan.size);
      } else own.takeIn(batches);
      board.release(piece);
    }
  } finally {
    board.end();
  }
}

/** A helper as the taking thread sees it. */
interface Helper {
  readonly number: number;
  readonly memory: KernelMemory;
  /** Its oldest batch stands there. */
  slot: number;
}

function startHelpers(
  { plan, size, pieces, threads }: PiecesScan,
  board: ScanBoard,
): readonly Helper[] {
  if (!threads) return [];
  const count = Math.min(threads.helpers, mostHelpers, pieces - 1);
  return Array.from({ length: Math.max(0, count) }, (_, helper) => {
    const memory = newMemory(slotsOfThread, slotCapacity(size));
    threads.start({ plan, size, pieces, helper, memory, board: board.shared });
    return { number: helper, memory: new KernelMemory(memory), slot: 0 };
  });
}

/** Takes in one piece of a helper; while there is nothing to take, this thread scans ahead. */
function takeIn(helper: Helper, { scan, board, own, batches }: Taking): void {
  const { number, memory } = helper;
  for (;;) {
    const batch = board.await(() => {
      const found = board.look(number, helper.slot);
      if (!found && board.hasFailed(number)) throw failureOf(scan);
      if (!found) own.begin();
      return found;
    });
    batches.take(memory, batch);
    board.take(number);
    if (batch.isLast) break;
  }
  helper.slot = (helper.slot + 1) % slotsOfThread;
}

interface Taking {
  readonly scan: PiecesScan;
  readonly board: ScanBoard;
  readonly own: OwnPieces;
  readonly batches: BatchReader;
}

/** What hindered a helper hinders this thread too, and is told better here. */
function failureOf({ reader, size, pieces }: PiecesScan): Error {
  const byte = Buffer.alloc(1);
  for (let piece = 0; piece < pieces; piece++) reader.read(byte, piece * size);
  return new Error('a thread of the scan has failed');
}

/** The pieces that the taking thread scans itself, the oldest first. */
interface OwnPieces {
  /** `self` if the oldest is this piece. */
  has(piece: number): number | undefined;
  /** Begins the next piece that nobody has taken, if there is room. */
  begin(): void;
  takeIn(batches: BatchReader): void;
}

function ownPieces(
  { plan, reader, size, pieces }: PiecesScan,
  board: ScanBoard,
  room: number,
): OwnPieces {
  const memory = new KernelMemory(newMemory(room, slotCapacity(size)));
  const source = { kernel: kernelOf(plan, memory), reader, size };
  const slots = slotsOf(room, slotCapacity(size));
  const begun: {
    readonly piece: number;
    readonly first: Batch;
    readonly rest: Generator<Batch>;
  }[] = [];
  let count = 0;
  return {
    has: (piece) => (begun[0]?.piece === piece ? self : undefined),
    begin() {
      const slot = slots[count % room];
      if (!slot || begun.length === room || board.next >= pieces) return;
      const piece = board.takePiece(self);
      if (piece >= pieces) return;
      count++;
      const rest = batchesOf(source.kernel, slot, blockOfPiece(source, slot, piece));
      const first = rest.next();
      if (!first.done) begun.push({ piece, first: first.value, rest });
    },
    takeIn(batches) {
      const oldest = begun[0];
      if (!oldest) return;
      batches.take(memory, oldest.first);
      for (const batch of oldest.rest) batches.take(memory, batch);
      begun.shift();
    },
  };
}

/** What a helping thread does: scans pieces as long as there are some. */
export function helpScan(job: ScanJob, reader: SampleReader): void {
  const { plan, size, pieces, helper } = job;
  const board = new ScanBoard(job.board);
  try {
    const source = { kernel: kernelOf(plan, new KernelMemory(job.memory)), reader, size };
    const slots = slotsOf(slotsOfThread, slotCapacity(size));
    for (let count = 0; board.waitForRoom(helper, slotsOfThread - 1); count++) {
      const at = count % slotsOfThread;
      const slot = slots[at];
      const piece = board.next < pieces ? board.takePiece(helper) : pieces;
      if (!slot || piece >= pieces) return;
      let isFirst = true;
      for (const batch of batchesOf(source.kernel, slot, blockOfPiece(source, slot, piece))) {
        // All but the first of a piece need the rows' place again.
        if (!isFirst && !board.waitForRoom(helper, 0)) return;
        board.give(helper, at, batch);
        isFirst = false;
      }
    }
  } catch {
    board.fail(helper);
  }
}

function kernelOf(plan: ScanPlan, memory: KernelMemory): Kernel {
  const trie = scanTrie(plan);
  if (!trie) throw new Error('the plan needs whole documents');
  return new Kernel(memory, trie, plan.needles);
}
