// Needles in the kernel's memory: which bytes to probe first, and the nibble tables for many needles.
import { area, escapeKind, needleBytes, needleSize } from './layout';

/** A text that a line must hold to matter: ASCII without quotes, backslashes and slashes. */
export type Needle = string;

/** How common a byte is in JSON of events, roughly: the probes go to the rarest. Higher is more common. */
function commonness(byte: number): number {
  const text = String.fromCharCode(byte);
  if ('etaionsrlcd0"'.includes(text)) return 4;
  if ('umpghbyfv12-.:'.includes(text)) return 3;
  if (/[a-z3-9_ ,]/.test(text)) return 2;
  return /[A-Z]/.test(text) ? 1 : 0;
}

/** The needle that finds `\u00HH` spellings of needle characters: such a line may hold a needle in disguise. */
const escapeNeedle = '\\u00';

/**
 * Places the needles, and behind them the one for escapes. The caller passes at most `needleLimit - 1`, none empty and
 * none longer than `longestNeedle`. Returns how many stand in memory.
 */
export function placeNeedles(memory: SharedArrayBuffer, needles: readonly Needle[]): number {
  const bytes = new Uint8Array(memory);
  const words = new Int32Array(memory);
  for (const needle of needles)
    for (let i = 0; i < needle.length; i++) bytes[area.characters + needle.charCodeAt(i)] = 1;
  const all = [...needles, escapeNeedle];
  for (const [number, needle] of all.entries()) {
    const base = area.needles + needleSize * number;
    const [first, second] = needle === escapeNeedle ? [1, 2] : probes(needle);
    words.set([needle.length, first, second, needle === escapeNeedle ? escapeKind : 0], base >> 2);
    for (let i = 0; i < needle.length; i++) bytes[base + needleBytes + i] = needle.charCodeAt(i);
    placeTeddy(bytes, words, { needle, number });
  }
  return all.length;
}

/** Offsets of the two rarest bytes, ascending; one and the same in a needle of one byte. */
function probes(needle: Needle): readonly [number, number] {
  const order = Array.from({ length: needle.length }, (_, i) => i).sort(
    (a, b) => commonness(needle.charCodeAt(a)) - commonness(needle.charCodeAt(b)),
  );
  const [rarest = 0, next = rarest] = order;
  return [Math.min(rarest, next), Math.max(rarest, next)];
}

/** The kernel compares three bytes in a row; shorter needles let the rest of the window pass. */
function placeTeddy(
  bytes: Uint8Array,
  words: Int32Array,
  { needle, number }: { readonly needle: Needle; readonly number: number },
): void {
  const window = rarestWindow(needle);
  const bucket = 1 << (number % 8);
  words[(area.teddyWindows >> 2) + number] = window;
  for (let i = 0; i < 3; i++) {
    const low = area.teddyTables + 32 * i;
    const code = window + i < needle.length ? needle.charCodeAt(window + i) : undefined;
    for (let nibble = 0; nibble < 16; nibble++) {
      if (code === undefined || nibble === (code & 15)) setBits(bytes, low + nibble, bucket);
      if (code === undefined || nibble === code >> 4) setBits(bytes, low + 16 + nibble, bucket);
    }
  }
}

function setBits(bytes: Uint8Array, at: number, bits: number): void {
  bytes[at] = (bytes[at] ?? 0) | bits;
}

function rarestWindow(needle: Needle): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i + 3 <= needle.length; i++) {
    const sum = [0, 1, 2].reduce((total, k) => total + commonness(needle.charCodeAt(i + k)), 0);
    if (sum < least) [best, least] = [i, sum];
  }
  return best;
}
