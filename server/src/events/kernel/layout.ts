// Where things stand in the kernel's memory, and the numbers it shares with server/kernel/*.ts.

/** Bytes of one needle record: four i32 (length, two probes, kind), then the needle. */
export const needleSize = 80;
export const needleBytes = 16;
export const longestNeedle = 64;
export const needleLimit = 64;
/** Kind of the needle `\u00`, which the kernel follows by two hex digits of a needle's character. */
export const escapeKind = 1;

/** Bytes of a trie node: 128 u16 transitions, then i32 state on entering an object, path id, stamp, kind of values. */
export const nodeSize = 272;
export const nodeEnter = 256;
export const nodePath = 260;
export const nodeValues = 268;
/** Kinds of values of a node: they repeat and are numbered, or they are times. */
export const repeatingValues = 1;
export const timeValues = 2;
/** Path id of no path, and of the `_source` object of a hit. */
export const noPath = -1;
export const sourcePath = -2;
export const nodeLimit = 4096;

/** Verdicts on a row below zero: not JSON, JSON to be parsed by the host, more values than there is room for. */
export const invalid = -1;
export const unusual = -2;
export const full = -3;

/**
 * i32 words of a row's head: line start, line end, line breaks before it, number of values or verdict, 1 for a hit, 0 for
 * ASCII.
 */
export const headWords = 6;
/** i32 words of a value (path id, start, end, kind, then an f64: epoch milliseconds of a time, else NaN). */
export const valueWords = 6;

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
/** Bits of the kind below the number of a repeating value. */
export const numberShift = 8;

/** Numbers of repeating values are below this; by number there are two u32: place and length of the text. */
export const internLimit = 32_768;

const needles = 1024;
const characters = needles + needleSize * needleLimit;
const teddyTables = characters + 128;
const teddyWindows = teddyTables + 96;
const stack = teddyWindows + 4 * needleLimit;
const internSlots = stack + 16 * 128;
const internPlaces = internSlots + 2 * 65_536;
const internTexts = internPlaces + 8 * internLimit;
const trie = internTexts + (1 << 20);
const shapes = (trie + nodeSize * nodeLimit + 63) & ~63;
/** As server/kernel/shapes.ts divides it. */
const shapesSize = 16 + 768 * 1024;
const slots = (shapes + shapesSize + 63) & ~63;

/** Byte offsets of the areas; the slots for blocks are the last and may grow. */
export const area = {
  needles,
  characters,
  teddyTables,
  teddyWindows,
  stack,
  internSlots,
  internPlaces,
  internTexts,
  trie,
  shapes,
  slots,
} as const;

/** The kernel reads this far behind a block. */
export const slack = 512;
