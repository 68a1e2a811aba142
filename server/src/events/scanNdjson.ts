// Newline-delimited JSON at the speed of the disk: the kernel finds candidate lines and the wanted values in them. Gives
// the events that `readNdjson` would give, but with the wanted values alone, and without the lines that hold no needle.
import { batchesOf, BatchReader } from './blockScan';
import { blocksInARow, pieceSize, slotCapacity } from './blocks';
import type { Sample, SampleReader, SkippedLine } from './event';
import { Kernel } from './kernel/kernel';
import { KernelMemory, newMemory, slotsOf } from './kernel/memory';
import type { PathTrie } from './kernel/pathTrie';
import type { Row } from './row';
import { openReader } from './sampleReader';
import { scanPieces } from './scanPieces';
import { scanTrie } from './scanPlan';
import type { ScanPlan } from './scanPlan';
import { newTerms } from './terms';
import type { Terms } from './terms';

/** Where a scan tells what it finds. */
export interface ScanSink {
  /** Numbers of the values of rows; new ones where they are not given. */
  readonly terms?: Terms;
  event(row: Row): void;
  skip(skipped: SkippedLine): void;
}

export interface ScanCounts {
  /** Lines of the sample, the last one without a line break included. */
  readonly lines: number;
  /** Of them, how many were looked into. */
  readonly candidates: number;
}

/**
 * Scans the sample. `plan.paths` must have a trie (`scanTrie`). A line that cannot be walked is parsed as a whole, so a
 * hostile line costs time but never changes what is found.
 *
 * @param size bytes read at a time
 */
export function scanNdjson(
  sample: Sample,
  plan: ScanPlan,
  sink: ScanSink,
  size = sample.threads?.piece ?? pieceSize,
): ScanCounts {
  const trie = scanTrie(plan);
  if (!trie) throw new Error('the plan needs whole documents');
  const batches = new BatchReader(sample.name, trie.paths, sink, sink.terms ?? newTerms());
  const reader = openReader(sample);
  try {
    if (sample.open && sample.size !== undefined) {
      const pieces = Math.ceil(sample.size / size);
      scanPieces({ plan, reader, size, pieces, threads: sample.threads }, batches);
    } else scanInARow({ plan, trie, reader, size }, batches);
  } finally {
    reader.close();
  }
  return { lines: batches.lines, candidates: batches.candidates };
}

interface RowScan {
  readonly plan: ScanPlan;
  readonly trie: PathTrie;
  readonly reader: SampleReader;
  readonly size: number;
}

/** What cannot be read at any place is read from its start, by one thread. */
function scanInARow({ plan, trie, reader, size }: RowScan, batches: BatchReader): void {
  const memory = new KernelMemory(newMemory(1, slotCapacity(size)));
  const kernel = new Kernel(memory, trie, plan.needles);
  for (const slot of slotsOf(1, slotCapacity(size)))
    for (const block of blocksInARow({ kernel, reader, size }, slot))
      for (const batch of batchesOf(kernel, slot, block)) batches.take(memory, batch);
}
