// Numbers for the values that scans find, and for rows of values: what is equal is judged once.
import type { JsonValue } from './event';
import { internLimit, area } from './kernel/layout';
import type { KernelMemory } from './kernel/memory';
import { parseScalar } from './spelledNumber';

/** More combinations are not numbered: those would be of values that hardly repeat. */
const mostNumbers = 1 << 18;

/** Number of "no value". */
export const absent = 1;

/** Good for all scans of a run. */
export interface Terms {
  /** The numbers of the values that have a number of their own in a kernel's memory; 0 where it is not known yet. */
  numbersIn(memory: KernelMemory): Int32Array;
  /** Makes the number of such a value known. */
  learn(memory: KernelMemory, own: number): number;
  valueOf(number: number): JsonValue;
  /** The number of two numbers in a row; 0 where one is, or where there are too many. */
  pair(first: number, second: number): number;
}

export function newTerms(): Terms {
  const values: JsonValue[] = [null, null];
  const byText = new Map<string, number>();
  const known = new WeakMap<KernelMemory, Int32Array>();
  const pairs = pairTable(() => (values.length < mostNumbers ? values.push(null) - 1 : 0));
  const numbersIn = (memory: KernelMemory): Int32Array => {
    const numbers = known.get(memory) ?? new Int32Array(internLimit);
    known.set(memory, numbers);
    return numbers;
  };
  const decode = (memory: KernelMemory, own: number): number => {
    const place = (area.internPlaces >> 2) + 2 * own;
    const start = memory.words[place] ?? 0;
    const end = start + (memory.words[place + 1] ?? 0);
    const text = memory.buffer.toString('latin1', start, end);
    const before = byText.get(text);
    if (before !== undefined) return before;
    const value = parseScalar(memory.buffer.toString('utf8', start, end));
    const number = values.push(value) - 1;
    byText.set(text, number);
    return number;
  };
  return {
    numbersIn,
    learn: (memory, own) => (numbersIn(memory)[own] = decode(memory, own)),
    valueOf: (number) => values[number] ?? null,
    pair: (first, second) => (first === 0 || second === 0 ? 0 : pairs(first, second)),
  };
}

/** Open addressing over pairs of positive numbers; `create` gives a new pair's number, 0 for none. */
function pairTable(create: () => number): (first: number, second: number) => number {
  let size = 1024;
  let count = 0;
  let table = new Int32Array(3 * size);
  const slotOf = (first: number, second: number): number => {
    let slot = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    while (table[3 * slot] !== 0 && (table[3 * slot] !== first || table[3 * slot + 1] !== second))
      slot = (slot + 1) & (size - 1);
    return 3 * slot;
  };
  const enlarge = (): void => {
    const old = table;
    size *= 2;
    table = new Int32Array(3 * size);
    for (let at = 0; at < old.length; at += 3)
      if (old[at] !== 0)
        table.set(old.subarray(at, at + 3), slotOf(old[at] ?? 0, old[at + 1] ?? 0));
  };
  return (first, second) => {
    const at = slotOf(first, second);
    if (table[at] !== 0) return table[at + 2] ?? 0;
    const number = create();
    if (number === 0) return 0;
    table.set([first, second, number], at);
    if (2 * ++count > size) enlarge();
    return number;
  };
}
