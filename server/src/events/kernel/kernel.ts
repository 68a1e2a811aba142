// The compiled kernel with its memory: finds lines by needles and walks JSON, many times faster than plain JavaScript.
import type { Needle } from './needles';
import { placeNeedles } from './needles';
import type { PathTrie } from './pathTrie';
import bytes from './kernel.wasm';
import { area, lineCapacity, slack, valueCapacity } from './layout';

/** What server/kernel/index.ts exports. */
interface KernelExports {
  readonly resume: { readonly value: number };
  readonly lineBreaks: { readonly value: number };
  readonly isHitDocument: { readonly value: number };
  resetLineBreaks(value: number): void;
  setNeedles(base: number, count: number, characters: number): void;
  setTeddy(tables: number, windows: number): void;
  findLines(from: number, end: number, out: number, capacity: number): number;
  splitLines(from: number, end: number, out: number, capacity: number): number;
  lastLineBreak(from: number, end: number): number;
  setInterns(slots: number, entries: number): void;
  setTrie(base: number, stack: number): void;
  walk(start: number, end: number, out: number, capacity: number): number;
}

const pageSize = 65_536;

/** One kernel for one scan: memory, needles and paths are its state. */
export class Kernel {
  private readonly memory: WebAssembly.Memory;
  private readonly code: KernelExports;
  /** Views of the memory; replaced when it grows. */
  buffer: Buffer;
  words: Int32Array;
  private readonly hasNeedles: boolean;

  /** @param capacity room for a block, in bytes */
  constructor(trie: PathTrie, needles: readonly Needle[] | undefined, capacity: number) {
    const pages = Math.ceil((area.block + capacity + slack) / pageSize);
    this.memory = new WebAssembly.Memory({ initial: pages });
    const module = new WebAssembly.Module(bytes);
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.code = instance.exports as KernelExports;
    this.buffer = Buffer.from(this.memory.buffer);
    this.words = new Int32Array(this.memory.buffer);
    trie.place(this.memory.buffer, area.trie);
    this.code.setTrie(area.trie, area.stack);
    this.code.setInterns(area.internSlots, area.internEntries);
    this.hasNeedles = needles !== undefined;
    if (needles) {
      const count = placeNeedles(this.memory.buffer, needles);
      this.code.setNeedles(area.needles, count, area.characters);
      this.code.setTeddy(area.teddyTables, area.teddyWindows);
    }
    this.code.resetLineBreaks(0);
  }

  /** Bytes that fit behind `area.block`, slack not counted. */
  get capacity(): number {
    return this.buffer.length - area.block - slack;
  }

  /** Makes room for a block of at least `capacity` bytes; what stands there stays. */
  grow(capacity: number): void {
    const missing = capacity - this.capacity;
    if (missing <= 0) return;
    this.memory.grow(Math.ceil(missing / pageSize));
    this.buffer = Buffer.from(this.memory.buffer);
    this.words = new Int32Array(this.memory.buffer);
  }

  /** Candidate lines of [from, end) from the needles, or every line without them; written to `area.lines`. */
  nextLines(from: number, end: number): number {
    return this.hasNeedles
      ? this.code.findLines(from, end, area.lines, lineCapacity)
      : this.code.splitLines(from, end, area.lines, lineCapacity);
  }

  /** Where `nextLines` left off. */
  get resume(): number {
    return this.code.resume.value;
  }

  /** Line breaks passed since the start. */
  get lineBreaks(): number {
    return this.code.lineBreaks.value;
  }

  lastLineBreak(from: number, end: number): number {
    return this.code.lastLineBreak(from, end);
  }

  /** The document walked last has an object `_source`, as hits do. */
  get isHit(): boolean {
    return this.code.isHitDocument.value !== 0;
  }

  /** Number of values written to `area.values`, or `invalid` or `unusual` (layout.ts). */
  walk(start: number, end: number): number {
    return this.code.walk(start, end, area.values, valueCapacity);
  }
}

let isSupported: boolean | undefined;

/** Whether this machine runs the kernel (WebAssembly with SIMD). */
export function canRunKernel(): boolean {
  isSupported ??= typeof WebAssembly === 'object' && WebAssembly.validate(bytes);
  return isSupported;
}
