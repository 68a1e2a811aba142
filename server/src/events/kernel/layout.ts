// Where things stand in the kernel's memory, and the numbers it shares with server/kernel/*.ts.

/** Bytes of one needle record: four i32 (length, two probes, kind), then the needle. */
export const needleSize = 80;
export const needleBytes = 16;
export const longestNeedle = 64;
export const needleLimit = 64;
/** Kind of the needle `\u00`, which the kernel follows by two hex digits of a needle's character. */
export const escapeKind = 1;

/** Bytes of a trie node: 128 u16 transitions, then i32 state on entering an object, path id, stamp, "values repeat". */
export const nodeSize = 272;
export const nodeEnter = 256;
export const nodePath = 260;
export const nodeRepeats = 268;
/** Path id of no path, and of the `_source` object of a hit. */
export const noPath = -1;
export const sourcePath = -2;
export const nodeLimit = 4096;

/** Verdicts of `walk` below zero: not JSON, or JSON to be parsed by the host. */
export const invalid = -1;
export const unusual = -2;

/** Kinds of values that `walk` writes; `insideHit` is added within `_source`. */
export const kind = {
  string: 0,
  escapedString: 1,
  nonAsciiString: 2,
  number: 3,
  true: 4,
  false: 5,
  null: 6,
} as const;
export const insideHit = 16;
/** Bits of the kind below the number of a repeating string. */
export const numberShift = 8;

/** Lines and values the kernel writes at a time. */
export const lineCapacity = 4096;
export const valueCapacity = 4096;

const needles = 1024;
const characters = needles + needleSize * needleLimit;
const teddyTables = characters + 128;
const teddyWindows = teddyTables + 96;
const stack = teddyWindows + 4 * needleLimit;
const lines = stack + 16 * 128;
const values = lines + 12 * lineCapacity;
const internSlots = values + 16 * valueCapacity;
const internEntries = internSlots + 4 * 16_384;
const trie = internEntries + 72 * 8192;
const block = (trie + nodeSize * nodeLimit + 63) & ~63;

/** Byte offsets of the areas; the block is the last and may grow. */
export const area = {
  needles,
  characters,
  teddyTables,
  teddyWindows,
  stack,
  lines,
  values,
  internSlots,
  internEntries,
  trie,
  block,
} as const;

/** The kernel reads this far behind a block. */
export const slack = 512;
