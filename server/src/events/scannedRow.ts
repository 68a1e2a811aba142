// The cursor over the rows that the kernel writes: values are decoded only where somebody asks for them.
import type { JsonObject, JsonValue } from './event';
import { headWords, insideHit, kind, numberShift, valueWords } from './kernel/layout';
import type { KernelMemory } from './kernel/memory';
import { metaPaths } from './kernel/pathTrie';
import type { Row } from './row';
import { readNumber } from './spelledNumber';
import { absent } from './terms';
import type { Terms } from './terms';
import { textOf } from './toEvent';

const kindMask = insideHit - 1;

export class ScannedRow implements Row {
  readonly isExtract = true;
  line = 0;
  offset = 0;
  private built: JsonObject | undefined;
  /** Words of the row's values. */
  private first = 0;
  private end = 0;
  /** Flag of the values that count: those in `_source` where the document is a hit. */
  private inside = 0;
  /** Of the values that have a number of their own in the memory. */
  private numbers: Int32Array;
  /** By path: how many values there are, and the word of the first. */
  private readonly counts: Int32Array;
  private readonly firsts: Int32Array;

  /** @param paths of the trie: those of ids, then those of the scan */
  constructor(
    readonly file: string,
    private memory: KernelMemory,
    private readonly paths: readonly string[],
    private readonly terms: Terms,
  ) {
    this.numbers = terms.numbersIn(memory);
    this.counts = new Int32Array(paths.length);
    this.firsts = new Int32Array(paths.length);
  }

  /** Moves to the row whose head stands at a word of the memory and that has so many values. */
  load(memory: KernelMemory, head: number, count: number): void {
    const { counts, firsts } = this;
    const { words } = memory;
    const inside = words[head + 4] === 0 ? 0 : insideHit;
    const first = head + headWords;
    const end = first + count * valueWords;
    if (memory !== this.memory) this.numbers = this.terms.numbersIn(memory);
    this.memory = memory;
    this.built = undefined;
    this.first = first;
    this.end = end;
    this.inside = inside;
    counts.fill(0);
    for (let at = first; at < end; at += valueWords) {
      const path = words[at] ?? 0;
      const isInside = (words[at + 3] ?? 0) & insideHit;
      if (isInside !== (path < metaPaths.length ? 0 : inside)) continue;
      const before = counts[path] ?? 0;
      if (before === 0) firsts[path] = at;
      counts[path] = before + 1;
    }
  }

  get id(): string | undefined {
    return this.meta(0);
  }

  get index(): string | undefined {
    return this.meta(1);
  }

  get source(): JsonObject {
    return (this.built ??= this.build());
  }

  key(paths: readonly number[]): number {
    let key = this.keyAt(paths[0] ?? 0);
    for (let i = 1; i < paths.length; i++) key = this.terms.pair(key, this.keyAt(paths[i] ?? 0));
    return key;
  }

  instant(path: number): number | undefined {
    const place = path + metaPaths.length;
    const count = this.counts[place] ?? 0;
    if (count === 0) return undefined;
    return count === 1 ? this.memory.floats[((this.firsts[place] ?? 0) + 4) >> 1] : NaN;
  }

  /** A repeated id is left to `toEvent`, which parses such a document. */
  private meta(path: number): string | undefined {
    const at = this.firsts[path] ?? 0;
    return this.counts[path] === 0 ? undefined : textOf(this.valueAt(at));
  }

  /** The number of the value, or of the row of values, at a path of the scan. */
  private keyAt(path: number): number {
    const place = path + metaPaths.length;
    const count = this.counts[place] ?? 0;
    if (count === 0) return absent;
    const first = this.firsts[place] ?? 0;
    let key = this.numberAt(first);
    if (count === 1) return key;
    const { words } = this.memory;
    for (let at = first + valueWords; at < this.end && key > 0; at += valueWords)
      if (words[at] === place && ((words[at + 3] ?? 0) & insideHit) === this.inside)
        key = this.terms.pair(key, this.numberAt(at));
    return key;
  }

  /** Of a value; 0 where it has none. */
  private numberAt(at: number): number {
    const own = (this.memory.words[at + 3] ?? 0) >>> numberShift;
    if (own === 0) return 0;
    const number = this.numbers[own] ?? 0;
    return number > 0 ? number : this.terms.learn(this.memory, own);
  }

  /** The values as a document of dotted keys, which every reader of documents understands. */
  private build(): JsonObject {
    const { words } = this.memory;
    const source: Record<string, JsonValue> = {};
    for (let at = this.first; at < this.end; at += valueWords) {
      const path = words[at] ?? 0;
      if (path < metaPaths.length || ((words[at + 3] ?? 0) & insideHit) !== this.inside) continue;
      add(source, this.paths[path] ?? '', this.valueAt(at));
    }
    return source;
  }

  private valueAt(at: number): JsonValue {
    const number = this.numberAt(at);
    return number === 0 ? decode(this.memory, at) : this.terms.valueOf(number);
  }
}

/** Several values of one path become an array, as elements of arrays do. */
function add(source: Record<string, JsonValue>, path: string, value: JsonValue): void {
  const before = source[path];
  if (before === undefined) source[path] = value;
  else if (Array.isArray(before)) (before as JsonValue[]).push(value);
  else source[path] = [before, value];
}

function decode({ buffer, words }: KernelMemory, at: number): JsonValue {
  const start = words[at + 1] ?? 0;
  const end = words[at + 2] ?? 0;
  switch ((words[at + 3] ?? 0) & kindMask) {
    case kind.string:
      return buffer.toString('latin1', start, end);
    case kind.nonAsciiString:
      return buffer.toString('utf8', start, end);
    case kind.escapedString:
      return JSON.parse(`"${buffer.toString('utf8', start, end)}"`) as string;
    case kind.number:
      return readNumber(buffer.toString('latin1', start, end));
    case kind.true:
      return true;
    case kind.false:
      return false;
    default:
      return null;
  }
}
