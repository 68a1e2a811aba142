// Newline-delimited JSON at the speed of the disk: the kernel finds candidate lines and the wanted values in them. Gives
// the events that `readNdjson` would give, but with the wanted values alone, and without the lines that hold no needle.
import type { Event, JsonValue, Sample, SampleReader, SkippedLine } from './event';
import { Kernel } from './kernel/kernel';
import { area, insideHit, kind, numberShift } from './kernel/layout';
import { metaPaths, pathTrie } from './kernel/pathTrie';
import type { PathTrie } from './kernel/pathTrie';
import { isBlank } from './lines';
import { openReader } from './sampleReader';
import type { ScanPlan } from './scanPlan';
import { toEvent } from './toEvent';

/** What a scan tells as it goes. */
export interface ScanSink {
  event(event: Event): void;
  skip(skipped: SkippedLine): void;
}

export interface ScanCounts {
  /** Lines of the sample, the last one without a line break included. */
  readonly lines: number;
  /** Of them, how many were looked into. */
  readonly candidates: number;
}

/** Bytes asked for at a time. */
const readSize = 1 << 20;

/** The paths of a plan as the kernel can look for them; undefined where whole documents must be parsed. */
export function scanTrie(plan: ScanPlan): PathTrie | undefined {
  return plan.paths && pathTrie(plan.paths, plan.distinct);
}

/**
 * Scans the sample. `plan.paths` must have a trie (`scanTrie`). A line that cannot be walked is parsed as a whole, so a
 * hostile line costs time but never changes what is found.
 */
export function scanNdjson(
  sample: Sample,
  plan: ScanPlan,
  sink: ScanSink,
  blockSize = readSize,
): ScanCounts {
  const trie = scanTrie(plan);
  if (!trie) throw new Error('the plan needs whole documents');
  const scan: Scan = {
    file: sample.name,
    kernel: new Kernel(trie, plan.needles, 2 * blockSize),
    paths: trie.paths,
    strings: [],
    sink,
    candidates: 0,
  };
  const reader = openReader(sample);
  try {
    readBlocks(scan, reader, blockSize);
  } finally {
    reader.close();
  }
  return { lines: scan.kernel.lineBreaks, candidates: scan.candidates };
}

interface Scan {
  readonly file: string;
  readonly kernel: Kernel;
  readonly paths: readonly string[];
  /** Decoded strings by the kernel's number. */
  readonly strings: string[];
  readonly sink: ScanSink;
  candidates: number;
}

/** Reads behind what is left of the last line; hands on whole lines. */
function readBlocks(scan: Scan, reader: SampleReader, blockSize: number): void {
  const { kernel } = scan;
  const start = area.block;
  let carried = 0;
  let offset = 0;
  for (;;) {
    kernel.grow(carried + blockSize);
    const target = kernel.buffer.subarray(start + carried, start + carried + blockSize);
    const length = reader.read(target);
    let end = start + carried + length;
    const isLast = length === 0;
    if (isLast && carried === 0) return;
    // The kernel wants whole lines; the file's last one may lack its break.
    if (isLast) kernel.buffer[end++] = lineBreak;
    // What is carried holds no line break.
    const whole = isLast ? end : kernel.lastLineBreak(start + carried, end) + 1;
    if (!isLast && whole === start + carried) {
      carried = end - start;
      continue;
    }
    scanLines(scan, whole, offset);
    if (isLast) return;
    kernel.buffer.copyWithin(start, whole, end);
    carried = end - whole;
    offset += whole - start;
  }
}

const lineBreak = 10;

/** @param offset file offset of the block's first byte */
function scanLines(scan: Scan, end: number, offset: number): void {
  const { kernel } = scan;
  let from: number = area.block;
  while (from < end) {
    const count = kernel.nextLines(from, end);
    from = kernel.resume;
    for (let i = 0; i < count; i++) {
      const at = (area.lines >> 2) + 3 * i;
      const start = kernel.words[at] ?? 0;
      scan.candidates++;
      takeLine(scan, start, kernel.words[at + 1] ?? 0, {
        file: scan.file,
        line: (kernel.words[at + 2] ?? 0) + 1,
        offset: offset + (start - area.block),
      });
    }
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
}

function takeLine(scan: Scan, lineStart: number, end: number, place: Place): void {
  const { kernel, sink } = scan;
  const start = place.offset === 0 ? behindBom(kernel.buffer, lineStart) : lineStart;
  const count = kernel.walk(start, end);
  if (count >= 0) {
    sink.event(readValues(scan, count, place));
    return;
  }
  const bytes = kernel.buffer.subarray(start, end);
  if (isBlank(bytes)) return;
  const event = toEvent(bytes, place);
  if (typeof event === 'string') sink.skip({ ...place, message: event });
  else sink.event(event);
}

function behindBom(buffer: Buffer, start: number): number {
  const isBom = buffer[start] === 0xef && buffer[start + 1] === 0xbb && buffer[start + 2] === 0xbf;
  return isBom ? start + 3 : start;
}

/** The walked values as a document of dotted keys, which every reader of documents understands. */
function readValues(scan: Scan, count: number, place: Place): Event {
  const { kernel, paths } = scan;
  const { words } = kernel;
  const first = area.values >> 2;
  const inside = kernel.isHit ? insideHit : 0;
  const source: Record<string, JsonValue> = {};
  let id: string | undefined;
  let index: string | undefined;
  for (let at = first; at < first + 4 * count; at += 4) {
    const path = words[at] ?? 0;
    const isInside = (words[at + 3] ?? 0) & insideHit;
    if (path < metaPaths.length) {
      if (isInside) continue;
      const text = metaText(readValue(scan, at));
      if (path === 0) id = text;
      else index = text;
    } else if (isInside === inside) add(source, paths[path] ?? '', readValue(scan, at));
  }
  const { file, line, offset } = place;
  return { file, line, offset, id, index, source };
}

function metaText(value: JsonValue): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** Several values of one path become an array, as elements of arrays do. */
function add(source: Record<string, JsonValue>, path: string, value: JsonValue): void {
  const before = source[path];
  if (before === undefined) source[path] = value;
  else if (Array.isArray(before)) (before as JsonValue[]).push(value);
  else source[path] = [before, value];
}

function readValue({ kernel, strings }: Scan, at: number): JsonValue {
  const flags = kernel.words[at + 3] ?? 0;
  const number = flags >>> numberShift;
  if (number === 0) return decode(kernel, at, flags & kindMask);
  const known = strings[number];
  if (known !== undefined) return known;
  const text = decode(kernel, at, flags & kindMask) as string;
  strings[number] = text;
  return text;
}

const kindMask = insideHit - 1;

function decode({ buffer, words }: Kernel, at: number, valueKind: number): JsonValue {
  const start = words[at + 1] ?? 0;
  const end = words[at + 2] ?? 0;
  switch (valueKind) {
    case kind.string:
      return buffer.toString('latin1', start, end);
    case kind.nonAsciiString:
      return buffer.toString('utf8', start, end);
    case kind.escapedString:
      return JSON.parse(`"${buffer.toString('utf8', start, end)}"`) as string;
    case kind.number:
      return Number(buffer.toString('latin1', start, end));
    case kind.true:
      return true;
    case kind.false:
      return false;
    default:
      return null;
  }
}
