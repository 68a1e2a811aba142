// One source document of a sample, with where it was found.

import type { ScanSlot } from './keptScan';
import type { ScanJob } from './scanPieces';
import type { SpelledNumber } from './spelledNumber';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | SpelledNumber
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A document of a sample file. */
export interface Event {
  /** Name of the sample file, as the caller named it. */
  readonly file: string;
  /** 1-based line at which the document starts. */
  readonly line: number;
  /** Byte at which the document starts (in the unpacked sample): with `file` it names the document. */
  readonly offset: number;
  /** `_id`, where the sample carries one (on the hit or in the document). */
  readonly id: string | undefined;
  /** `_index` of a hit. */
  readonly index: string | undefined;
  readonly source: JsonObject;
}

/** A place of a sample that holds no document; the run goes on. */
export interface SkippedLine {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** A sample as bytes. `blocks()` starts from the beginning each time; a block is valid until the next is asked for. */
export interface Sample {
  readonly name: string;
  /** In bytes, where it is known before reading. */
  readonly size?: number;
  /** Changes when the contents do, where that can be told. */
  readonly version?: string;
  /** Where its last scan is kept, if anywhere. */
  readonly slot?: ScanSlot;
  blocks(): Iterable<Uint8Array>;
  /** The same bytes, read into the caller's memory; only where that saves a copy. */
  readonly open?: () => SampleReader;
  /** Threads to share a scan with; only of samples that can be opened. */
  readonly threads?: SampleThreads;
}

export interface SampleThreads {
  /** How many may be started. */
  readonly helpers: number;
  /** Bytes of the pieces in which the work is shared; without it those that are read at a time. */
  readonly piece?: number;
  /** Starts a thread that does `helpScan` with the job on the same sample. The caller may block. */
  start(job: ScanJob): void;
  /** Hears of the bytes that a helper has worked through. */
  onPiece(bytes: number): void;
}

/** An open sample. */
export interface SampleReader {
  /**
   * Fills `target` from its start; the number of bytes, 0 only at the end. Reads at `position` if that is given and
   * otherwise where the last such read ended.
   */
  read(target: Uint8Array, position?: number): number;
  close(): void;
}
