// AssemblyScript: finds the lines of a block that may matter, by needles, and counts line breaks on the way.
// The host puts needles and blocks into memory; nothing is allocated here.

/** Layout of one needle in memory: i32 length, i32 offsets of two probes in ascending order, i32 kind, then up to 64 bytes. */
const NEEDLE_SIZE: usize = 80;
const NEEDLE_BYTES: usize = 16;
/** Kind 1: the needle is `\u00`, followed by two hex digits of a character that some needle holds. */
const KIND_ESCAPE: i32 = 1;

let needles: usize = 0;
let needleCount: i32 = 0;
/** 128 bytes: 1 where the character occurs in a needle. */
let needleCharacters: usize = 0;

/** Line breaks passed since the host last set it to 0. */
export let lineBreaks: i32 = 0;
/** Start of the line that `findLine` found. */
export let foundLine: usize = 0;

export function resetLineBreaks(value: i32): void {
  lineBreaks = value;
}

/** At least two needles; the host adds the one for escapes to its own. */
export function setNeedles(base: usize, count: i32, characters: usize): void {
  needles = base;
  needleCount = count;
  needleCharacters = characters;
}

/**
 * Looks for the next line in [from, end) that holds a needle; false where there is none. `lineBreaks` then stands at the
 * line, or at the end. The range must consist of whole lines, and 80 bytes behind it must be readable.
 */
export function findLine(from: usize, end: usize): bool {
  const hit = needleCount == 2 ? nextHitOfTwo(from, end) : nextHitOfMany(from, end);
  if (hit >= end) return false;
  foundLine = startOfLine(hit, from);
  return true;
}

/** Counts the line break of a line that is done. */
export function passLine(): void {
  lineBreaks++;
}

/** Position of the first line break in [from, end), or `end` where there is none. */
export function firstLineBreak(from: usize, end: usize): usize {
  return endOfLine(from, end);
}

/** Position of the last line break in [from, end), or `from - 1` where there is none. */
export function lastLineBreak(from: usize, end: usize): usize {
  let at = end;
  while (at > from) {
    at--;
    if (load<u8>(at) == 10) return at;
  }
  return from - 1;
}

@inline
function equal(vector: v128, other: v128): v128 {
  return i8x16.eq(vector, other);
}

@inline
function mask64(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (<u64>(<u32>i8x16.bitmask(a))) |
    ((<u64>(<u32>i8x16.bitmask(b))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(c))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(d))) << 48)
  );
}

/** Candidates where the bytes of a needle's two probes meet: those from `chunk` on, and those so many bytes further. */
@inline
function meeting(chunk: v128, first: v128, further: usize, second: v128): v128 {
  return v128.and(equal(chunk, first), equal(v128.load(further), second));
}

/** Two needles, one of which is usually the escape: two probes each, 64 bytes a step. */
function nextHitOfTwo(from: usize, end: usize): usize {
  const other = needles + NEEDLE_SIZE;
  const first = <usize>load<i32>(needles, 4);
  const second = <usize>load<i32>(needles, 8);
  const third = <usize>load<i32>(other, 4);
  const fourth = <usize>load<i32>(other, 8);
  const firstByte = i8x16.splat(load<i8>(needles + NEEDLE_BYTES + first));
  const secondByte = i8x16.splat(load<i8>(needles + NEEDLE_BYTES + second));
  const thirdByte = i8x16.splat(load<i8>(other + NEEDLE_BYTES + third));
  const fourthByte = i8x16.splat(load<i8>(other + NEEDLE_BYTES + fourth));
  const gap = second - first;
  const otherGap = fourth - third;
  const lineBreak = i8x16.splat(10);
  let at = from;
  let breaks = 0;
  while (at < end) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    let lines = mask64(equal(a, lineBreak), equal(b, lineBreak), equal(c, lineBreak), equal(d, lineBreak));
    const ha = v128.or(meeting(a, firstByte, at + gap, secondByte), meeting(a, thirdByte, at + otherGap, fourthByte));
    const hb = v128.or(meeting(b, firstByte, at + gap + 16, secondByte), meeting(b, thirdByte, at + otherGap + 16, fourthByte));
    const hc = v128.or(meeting(c, firstByte, at + gap + 32, secondByte), meeting(c, thirdByte, at + otherGap + 32, fourthByte));
    const hd = v128.or(meeting(d, firstByte, at + gap + 48, secondByte), meeting(d, thirdByte, at + otherGap + 48, fourthByte));
    if (v128.any_true(v128.or(v128.or(ha, hb), v128.or(hc, hd)))) {
      let hits = mask64(ha, hb, hc, hd);
      while (hits != 0) {
        const bit = ctz(hits);
        const position = at + <usize>bit;
        if (position >= end) break;
        if (begins(needles, position - first, from) || begins(other, position - third, from)) {
          lineBreaks += breaks + <i32>popcnt(lines & ((<u64>1 << bit) - 1));
          return position;
        }
        hits &= hits - 1;
      }
    }
    if (at + 64 > end) lines &= (<u64>1 << <u64>(end - at)) - 1;
    breaks += <i32>popcnt(lines);
    at += 64;
  }
  lineBreaks += breaks;
  return end;
}

/** Whether the needle stands at `start`, which may lie before the range. */
function begins(needle: usize, start: usize, from: usize): bool {
  return start >= from && verify(needle, start);
}

let teddyTables: usize = 0;
/** Offset of the three-byte window within each needle, as i32, by needle; needle k belongs to bucket k % 8. */
let teddyWindows: usize = 0;

/** Six 16-byte tables (low and high nibble of window byte 0, 1, 2), a bit per bucket. Filled by the host. */
export function setTeddy(tables: usize, windows: usize): void {
  teddyTables = tables;
  teddyWindows = windows;
}

@inline
function nibbles(chunk: v128, low: v128, high: v128, mask: v128): v128 {
  return v128.and(
    i8x16.swizzle(low, v128.and(chunk, mask)),
    i8x16.swizzle(high, v128.and(i16x8.shr_u(chunk, 4), mask)),
  );
}

/** Many needles: a byte triple is a candidate where all three nibble tables share a bucket; candidates are verified. */
function nextHitOfMany(from: usize, end: usize): usize {
  const low0 = v128.load(teddyTables);
  const high0 = v128.load(teddyTables, 16);
  const low1 = v128.load(teddyTables, 32);
  const high1 = v128.load(teddyTables, 48);
  const low2 = v128.load(teddyTables, 64);
  const high2 = v128.load(teddyTables, 80);
  const mask = i8x16.splat(15);
  const lineBreak = i8x16.splat(10);
  const zero = i8x16.splat(0);
  let at = from;
  let breaks = 0;
  while (at < end) {
    const chunk = v128.load(at);
    let lines = <u32>i8x16.bitmask(equal(chunk, lineBreak));
    const buckets = v128.and(
      v128.and(nibbles(chunk, low0, high0, mask), nibbles(v128.load(at, 1), low1, high1, mask)),
      nibbles(v128.load(at, 2), low2, high2, mask),
    );
    if (v128.any_true(buckets)) {
      let hits = <u32>i8x16.bitmask(i8x16.ne(buckets, zero));
      while (hits != 0) {
        const bit = ctz(hits);
        const position = at + <usize>bit;
        if (position >= end) break;
        if (verifyAny(position, from)) {
          lineBreaks += breaks + <i32>popcnt(lines & ((<u32>1 << bit) - 1));
          return position;
        }
        hits &= hits - 1;
      }
    }
    if (at + 16 > end) lines &= (<u32>1 << <u32>(end - at)) - 1;
    breaks += <i32>popcnt(lines);
    at += 16;
  }
  lineBreaks += breaks;
  return end;
}

function verifyAny(position: usize, from: usize): bool {
  for (let k = 0; k < needleCount; k++) {
    const start = position - <usize>load<i32>(teddyWindows + (<usize>k << 2));
    if (start >= from && start <= position && verify(needles + <usize>k * NEEDLE_SIZE, start)) return true;
  }
  return false;
}

function verify(needle: usize, position: usize): bool {
  const length = load<i32>(needle);
  const bytes = needle + NEEDLE_BYTES;
  for (let k = 0; k < length; k++) if (load<u8>(bytes + k) != load<u8>(position + k)) return false;
  if (load<i32>(needle, 12) != KIND_ESCAPE) return true;
  const high = hexDigit(load<u8>(position, 4));
  const low = hexDigit(load<u8>(position, 5));
  return high >= 0 && high < 8 && low >= 0 && load<u8>(needleCharacters + <usize>(high * 16 + low)) != 0;
}

@inline
function hexDigit(byte: u8): i32 {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function startOfLine(position: usize, from: usize): usize {
  const lineBreak = i8x16.splat(10);
  let at = position;
  while (at >= from + 16) {
    const breaks = <u32>i8x16.bitmask(equal(v128.load(at - 16), lineBreak));
    if (breaks != 0) return at - 16 + <usize>(32 - clz(breaks));
    at -= 16;
  }
  while (at > from) {
    if (load<u8>(at - 1) == 10) return at;
    at--;
  }
  return from;
}

function endOfLine(position: usize, end: usize): usize {
  const lineBreak = i8x16.splat(10);
  let at = position;
  while (at < end) {
    const breaks = <u32>i8x16.bitmask(equal(v128.load(at), lineBreak));
    if (breaks != 0) return min(at + <usize>ctz(breaks), end);
    at += 16;
  }
  return end;
}
