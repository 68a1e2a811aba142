// Reads a sample for a query: only the values it asks for, only the lines that may match, by the fastest way that gives
// the same answer. Formats and machines the kernel does not serve are read document by document.
import type { Sample } from './event';
import { canRunKernel } from './kernel/kernel';
import { formatOf, readEvents } from './readEvents';
import { scanNdjson } from './scanNdjson';
import type { ScanCounts, ScanSink } from './scanNdjson';
import { answers, recordingSink, replayScan } from './keptScan';
import { wholeRow } from './row';
import { chooseNeedles, scanTrie } from './scanPlan';
import { unpack } from './unpack';

export interface EventScan {
  /** Paths of all values that will be asked for; undefined: whole documents. */
  readonly paths: readonly string[] | undefined;
  /** Of the paths those that hold times. */
  readonly times?: readonly string[];
  /** A document that matters holds at least one text of each set. */
  readonly needleSets: readonly (readonly string[])[];
  /**
   * Samples of at least this many bytes are read without parsing lines that hold no needle. Below it every line is
   * parsed, so that all counts are exact and every broken line is reported.
   */
  readonly skipFrom: number;
}

/** 32 MB: parsed in a few hundredths of a second. */
export const defaultSkipFrom = 32 << 20;

/** Gives the sample's events to the sink; they hold at least the values at `scan.paths`. */
export function scanEvents(sample: Sample, scan: EventScan, sink: ScanSink): ScanCounts {
  const unpacked = unpack(sample);
  const counts = scanUnpacked(unpacked.sample, scan, sink);
  const damage = unpacked.damage();
  if (damage) sink.skip(damage);
  return counts;
}

function scanUnpacked(sample: Sample, scan: EventScan, sink: ScanSink): ScanCounts {
  const { times = [] } = scan;
  const mayHaveSkipped = (sample.size ?? 0) >= scan.skipFrom;
  const kept = sample.slot?.kept;
  if (kept && answers(kept, scan, mayHaveSkipped)) return replayScan(kept, sink);
  // What the last query asked for, the next one is likely to ask for again.
  const paths = scan.paths && kept ? [...new Set([...scan.paths, ...kept.paths])] : scan.paths;
  const plan = { paths, times, needles: undefined };
  const detected = canRunKernel() && scanTrie(plan) ? formatOf(sample) : undefined;
  if (!paths || detected?.kind !== 'format' || detected.format !== 'ndjson')
    return readAll(sample, sink);
  const needles = mayHaveSkipped ? chooseNeedles(scan.needleSets, headOf(sample)) : undefined;
  if (!sample.slot) return scanNdjson(sample, { ...plan, needles }, sink);
  const recording = recordingSink(sink);
  const counts = scanNdjson(sample, { ...plan, needles }, recording.sink);
  const found = recording.found();
  sample.slot.kept = found && { paths, needles, found, counts };
  return counts;
}

function readAll(sample: Sample, sink: ScanSink): ScanCounts {
  let read = 0;
  const onSkip: ScanSink['skip'] = (skipped) => {
    read++;
    sink.skip(skipped);
  };
  for (const event of readEvents(sample, onSkip)) {
    read++;
    sink.event(wholeRow(event));
  }
  return { lines: read, candidates: read };
}

function headOf(sample: Sample): Buffer {
  for (const block of sample.blocks()) return Buffer.from(block.subarray(0, 1 << 18));
  return Buffer.alloc(0);
}
