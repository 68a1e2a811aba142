// What a scan found, kept while its sample is unchanged: an edited query on the same sample need not read it again.
import type { Event, SkippedLine } from './event';
import type { EventScan } from './scanEvents';
import { eventOf, wholeRow } from './row';
import type { ScanCounts, ScanSink } from './scanNdjson';

export interface KeptScan {
  /** Paths whose values the events hold. */
  readonly paths: readonly string[];
  /** The needles that chose the lines; undefined: every line was looked into. */
  readonly needles: readonly string[] | undefined;
  /** In the order of the sample. */
  readonly found: readonly Found[];
  readonly counts: ScanCounts;
}

/** Where a sample keeps its last scan. */
export interface ScanSlot {
  kept: KeptScan | undefined;
}

type Found =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'skipped'; readonly skipped: SkippedLine };

/** More events are not kept: some hundred bytes each. */
const mostEvents = 250_000;

/** Whether the kept scan holds all that the new one would find. */
export function answers(kept: KeptScan, scan: EventScan, mayHaveSkipped: boolean): boolean {
  if (!scan.paths?.every((path) => kept.paths.includes(path))) return false;
  const { needles } = kept;
  if (needles === undefined) return true;
  return mayHaveSkipped && scan.needleSets.some((set) => isSame(set, needles));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((needle) => b.includes(needle));
}

export function replayScan({ found, counts }: KeptScan, sink: ScanSink): ScanCounts {
  for (const each of found)
    if (each.kind === 'event') sink.event(wholeRow(each.event));
    else sink.skip(each.skipped);
  return counts;
}

/** A sink that passes everything on and remembers it, up to a limit. */
export function recordingSink(sink: ScanSink): {
  readonly sink: ScanSink;
  /** Undefined where there was too much. */
  readonly found: () => readonly Found[] | undefined;
} {
  let found: Found[] | undefined = [];
  const add = (each: Found): void => {
    found?.push(each);
    if (found && found.length > mostEvents) found = undefined;
  };
  return {
    sink: {
      ...sink,
      event(row) {
        if (found) add({ kind: 'event', event: eventOf(row) });
        sink.event(row);
      },
      skip(skipped) {
        add({ kind: 'skipped', skipped });
        sink.skip(skipped);
      },
    },
    found: () => found,
  };
}
