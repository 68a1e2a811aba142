// The kernel's walk through a block, as many rows at a time as there is room for.
import type { Block } from './blocks';
import { headWords, unusual, valueWords } from './kernel/layout';
import type { Kernel } from './kernel/kernel';
import type { KernelMemory, Slot } from './kernel/memory';
import { isBlank } from './lines';
import { wholeRow } from './row';
import { ScannedRow } from './scannedRow';
import type { ScanSink } from './scanNdjson';
import type { Terms } from './terms';
import { toEvent } from './toEvent';
import { notUtf8 } from './utf8';

/** Rows in memory, good until the slot is used again. */
export interface Batch {
  /** Places in memory of the first row's head, and behind the last row. */
  readonly rows: number;
  readonly rowsEnd: number;
  /** As in `Block`. */
  readonly shift: number;
  /** Behind everything that the rows point to. */
  readonly reach: number;
  /** Line breaks of the block up to here. */
  readonly lineBreaks: number;
  readonly isLast: boolean;
}

/** The batches of a block, at least one. The kernel may do other work between them. */
export function* batchesOf(kernel: Kernel, slot: Slot, block: Block | undefined): Generator<Batch> {
  const { from, end, shift } = block ?? { from: 0, end: 0, shift: 0 };
  let at = from;
  let lineBreaks = 0;
  do {
    kernel.lineBreaks = lineBreaks;
    const rowsEnd = at < end ? kernel.scanRows(at, end, slot.rows, slot.rowsEnd) : slot.rows;
    at = at < end ? kernel.resume : end;
    lineBreaks = kernel.lineBreaks;
    yield { rows: slot.rows, rowsEnd, shift, reach: end, lineBreaks, isLast: at >= end };
  } while (at < end);
}

/** Gives the events of batches to a sink, in the order in which they come. */
export class BatchReader {
  /** Lines of the blocks before. */
  private before = 0;
  private seen = 0;
  /** Rows so far. */
  candidates = 0;
  private row: ScannedRow | undefined;

  constructor(
    private readonly file: string,
    /** Of the trie. */
    private readonly paths: readonly string[],
    private readonly sink: ScanSink,
    private readonly terms: Terms,
  ) {}

  /** Lines so far. */
  get lines(): number {
    return this.before + this.seen;
  }

  take(memory: KernelMemory, { rows, rowsEnd, shift, reach, lineBreaks, isLast }: Batch): void {
    memory.reach(reach);
    const { before } = this;
    const { words } = memory;
    const row = (this.row ??= new ScannedRow(this.file, memory, this.paths, this.terms));
    const end = rowsEnd >> 2;
    for (let head = rows >> 2; head < end;) {
      const start = words[head] ?? 0;
      const count = words[head + 3] ?? unusual;
      row.line = before + (words[head + 2] ?? 0) + 1;
      // A byte order mark stands in front of the first line.
      row.offset = row.line === 1 ? 0 : shift + start;
      this.candidates++;
      const lineEnd = words[head + 1] ?? 0;
      const isAscii = words[head + 5] === 0;
      if (
        count >= 0 &&
        (isAscii || notUtf8(memory.buffer.subarray(start, lineEnd)) === undefined)
      ) {
        row.load(memory, head, count);
        this.sink.event(row);
      } else this.parse(row, memory.buffer.subarray(start, lineEnd));
      head += headWords + Math.max(count, 0) * valueWords;
    }
    this.seen = lineBreaks;
    if (!isLast) return;
    this.before += lineBreaks;
    this.seen = 0;
  }

  /** What the kernel does not walk, and what is no UTF-8, is parsed as a whole. */
  private parse({ line, offset }: ScannedRow, bytes: Buffer): void {
    if (isBlank(bytes)) return;
    const { file } = this;
    const event = toEvent(bytes, { file, line, offset });
    if (typeof event === 'string') this.sink.skip({ file, line, message: event });
    else this.sink.event(wholeRow(event));
  }
}
