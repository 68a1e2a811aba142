// The compiled kernel with its memory: finds lines by needles and walks JSON, many times faster than plain JavaScript.
import type { Needle } from './needles';
import { placeNeedles } from './needles';
import type { PathTrie } from './pathTrie';
import bytes from './kernel.wasm';
import { area } from './layout';
import type { KernelMemory } from './memory';

/** What server/kernel/index.ts exports. */
interface KernelExports {
  readonly rowsResume: { readonly value: number };
  readonly lineBreaks: { readonly value: number };
  resetLineBreaks(value: number): void;
  setNeedles(base: number, count: number, characters: number): void;
  setTeddy(tables: number, windows: number): void;
  firstLineBreak(from: number, end: number): number;
  lastLineBreak(from: number, end: number): number;
  setInterns(slots: number, places: number, texts: number): void;
  setTrie(base: number, stack: number): void;
  setShapes(base: number): void;
  scanRows(from: number, end: number, filtered: number, out: number, outEnd: number): number;
}

/** One kernel for one scan in one thread: memory, needles and paths are its state. */
export class Kernel {
  private readonly code: KernelExports;
  private readonly filtered: number;

  /** @param needles undefined: every line becomes a row */
  constructor(
    readonly memory: KernelMemory,
    trie: PathTrie,
    needles: readonly Needle[] | undefined,
  ) {
    const module = new WebAssembly.Module(bytes);
    const instance = new WebAssembly.Instance(module, { env: { memory: memory.shared } });
    this.code = instance.exports as KernelExports;
    const { buffer } = memory.shared;
    trie.place(buffer, area.trie);
    this.code.setTrie(area.trie, area.stack);
    this.code.setShapes(area.shapes);
    this.code.setInterns(area.internSlots, area.internPlaces, area.internTexts);
    this.filtered = needles ? 1 : 0;
    if (!needles) return;
    const count = placeNeedles(buffer, needles);
    this.code.setNeedles(area.needles, count, area.characters);
    this.code.setTeddy(area.teddyTables, area.teddyWindows);
  }

  /**
   * Writes rows of the lines in [from, end) to [rows, rowsEnd) and returns where they end; `resume` tells how far it
   * came. `lineBreaks` goes on from where it stands.
   */
  scanRows(from: number, end: number, rows: number, rowsEnd: number): number {
    return this.code.scanRows(from, end, this.filtered, rows, rowsEnd);
  }

  get resume(): number {
    return this.code.rowsResume.value;
  }

  /** Line breaks passed. */
  get lineBreaks(): number {
    return this.code.lineBreaks.value;
  }

  set lineBreaks(value: number) {
    this.code.resetLineBreaks(value);
  }

  /** Position of the first line break in [from, end), or `end`. */
  firstLineBreak(from: number, end: number): number {
    return this.code.firstLineBreak(from, end);
  }

  /** Position of the last line break in [from, end), or `from - 1`. */
  lastLineBreak(from: number, end: number): number {
    return this.code.lastLineBreak(from, end);
  }
}

let isSupported: boolean | undefined;

/** Whether this machine runs the kernel (WebAssembly with SIMD and shared memory). */
export function canRunKernel(): boolean {
  isSupported ??=
    typeof WebAssembly === 'object' &&
    typeof SharedArrayBuffer === 'function' &&
    WebAssembly.validate(bytes);
  return isSupported;
}
