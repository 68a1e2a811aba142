// AssemblyScript: walks one JSON document, checks that it is valid JSON, and says where the values of wanted paths stand.
// A path is spelled with dots; a dot is also taken on entering an object, so dotted and nested spellings meet.

import { parseInstant } from './instant';
import { intern } from './intern';

/**
 * Layout of a trie node: 128 i16 transitions by ASCII byte, then i32 state on entering an object, path id or -1, stamp,
 * and what the values of the path are: 0 any, 1 ones that repeat and are given numbers, 2 times.
 */
const NODE_SIZE: usize = 272;
const NODE_ENTER: usize = 256;
const NODE_PATH: usize = 260;
const NODE_STAMP: usize = 264;
const NODE_VALUES: usize = 268;
const REPEATING: i32 = 1;
const TIMES: i32 = 2;

/** Verdicts of `walk` below zero: not JSON, or JSON that the host should parse itself. */
const INVALID: i32 = -1;
const UNUSUAL: i32 = -2;
export const FULL: i32 = -3;

/** Kinds of values in the output. */
const STRING: i32 = 0;
const STRING_ESCAPED: i32 = 1;
const STRING_NON_ASCII: i32 = 2;
const NUMBER: i32 = 3;
const TRUE: i32 = 4;
const FALSE: i32 = 5;
const NULL: i32 = 6;
/** Added to the kind of a value inside `_source`. */
const INSIDE_HIT: i32 = 16;
/** Above these bits of the kind stands the number of a repeating value, 0 for none. */
const NUMBER_SHIFT: i32 = 8;

/** Path id of the node `_source`. */
const SOURCE_PATH: i32 = -2;

/** The first paths are `_id` and `_index`; an array there is no id, which is the host's business. */
const META_PATHS: i32 = 2;

const MAX_DEPTH: i32 = 100;

/** Layout of a value: i32 path id, start, end, kind; f64 epoch milliseconds of a time, NaN of any other value. */
const VALUE_SIZE: usize = 24;

/** Layout of a stack entry: an open container as four i32: 1 for an object, trie state within it, object id, 1 for `_source`. */
const ENTRY_SIZE: usize = 16;

let trie: usize = 0;
let stack: usize = 0;
let lastObject: i32 = 0;
/** Kind of the string that `skipString` passed last. */
let stringKind: i32 = 0;
/** The document walked last has an object `_source`. */
export let isHitDocument: i32 = 0;
/** The line break behind it, where it is JSON. */
export let documentEnd: usize = 0;

export function setTrie(base: usize, stackBase: usize): void {
  trie = base;
  stack = stackBase;
}

/**
 * Walks the document of the line that begins at `start`. The line must have a line break, which no JSON document on it
 * goes past, with 32 readable bytes behind it. Writes
 * a record for every value of a wanted path up to `outEnd`; strings without their quotes. Returns the number of values,
 * or INVALID, or UNUSUAL: an escaped or repeated key on a wanted path, an object where a wanted path ends, an array of
 * ids, deep nesting, or a document that is no object; or FULL, where the values do not fit.
 */
export function walk(start: usize, output: usize, outEnd: usize): i32 {
  let out = output;
  if (lastObject > 1_000_000_000) return UNUSUAL;
  const firstObject = lastObject + 1;
  let unusual = false;
  isHitDocument = 0;
  let insideHit = 0;
  // The innermost open container; its outer ones lie on the stack below `top`.
  let top = stack;
  let isObject = true;
  let state = 1;
  let object = firstObject;
  let isHit = 0;
  lastObject = object;

  let at = skipSpace(start);
  if (load<u8>(at) != 123) return UNUSUAL;
  at = skipSpace(at + 1);
  let wantKey = true;
  let mayClose = true;
  // The document itself is an entry of the stack, so that depth 1 is the object at the top.
  let depth = 1;

  while (true) {
    let next = isObject ? 0 : state;
    let byte = load<u8>(at);
    if (mayClose && byte == (isObject ? 125 : 93)) {
      // An empty container: closed below like any other.
    } else {
      if (wantKey) {
        if (byte != 34) return INVALID;
        const keyStart = at + 1;
        at = state != 0 ? skipString(keyStart) : skipText(keyStart);
        if (at == 0) return INVALID;
        if (state != 0) {
          if (stringKind == STRING_ESCAPED) unusual = true;
          else {
            next = keyState(state, keyStart, at - 1);
            if (next != 0) {
              const node = nodeOf(next);
              const stamp = load<i32>(node, NODE_STAMP);
              if (stamp == object || (stamp >= firstObject && isOpen(stamp, top))) unusual = true;
              store<i32>(node, object, NODE_STAMP);
            }
          }
        }
        at = skipSpace(at);
        if (load<u8>(at) != 58) return INVALID;
        at = skipSpace(at + 1);
        byte = load<u8>(at);
      }
      const isContainer = byte == 123 || byte == 91;
      if (isContainer && next == 0) {
        // Nothing in it is wanted.
        at = skipContainer(at);
        if (at == 0) return INVALID;
        if (at == TOO_DEEP) return UNUSUAL;
      } else if (isContainer) {
        if (depth == MAX_DEPTH) return UNUSUAL;
        store<i32>(top, <i32>isObject);
        store<i32>(top, state, 4);
        store<i32>(top, object, 8);
        store<i32>(top, isHit, 12);
        top += ENTRY_SIZE;
        isObject = byte == 123;
        isHit = 0;
        object = 0;
        state = next;
        if (next != 0 && !isObject) {
          const path = load<i32>(nodeOf(next), NODE_PATH);
          if (path >= 0 && path < META_PATHS) unusual = true;
        }
        if (isObject && next != 0) {
          const node = nodeOf(next);
          const path = load<i32>(node, NODE_PATH);
          state = load<i32>(node, NODE_ENTER);
          if (path == SOURCE_PATH) {
            state = 0;
            if (depth == 1) {
              isHitDocument = 1;
              insideHit = INSIDE_HIT;
              isHit = 1;
              state = 1;
            }
          } else if (path >= 0) unusual = true;
          if (state != 0) object = ++lastObject;
        }
        depth++;
        wantKey = isObject;
        mayClose = true;
        at = skipSpace(at + 1);
        continue;
      } else if (next == 0) {
        at = byte == 34 ? skipText(at + 1) : skipScalar(at, byte);
        if (at == 0) return INVALID;
      } else {
        const valueStart = at;
        let kind: i32;
        if (byte == 34) {
          at = skipString(at + 1);
          if (at == 0) return INVALID;
          kind = stringKind;
        } else {
          at = skipScalar(at, byte);
          if (at == 0) return INVALID;
          kind = byte == 116 ? TRUE : byte == 102 ? FALSE : byte == 110 ? NULL : NUMBER;
        }
        const path = load<i32>(nodeOf(next), NODE_PATH);
        if (path >= 0) {
          if (out + VALUE_SIZE > outEnd) return FULL;
          const quoted = <usize>(kind < NUMBER);
          const values = load<i32>(nodeOf(next), NODE_VALUES);
          // A value goes by its text, quotes included: 1 and "1" are two.
          const number = values == REPEATING ? intern(valueStart, at) : 0;
          store<i32>(out, path);
          store<u32>(out, <u32>(valueStart + quoted), 4);
          store<u32>(out, <u32>(at - quoted), 8);
          store<i32>(out, kind | insideHit | (number << NUMBER_SHIFT), 12);
          store<f64>(out, values == TIMES && kind == STRING ? parseInstant(valueStart + 1, at - 1) : NaN, 16);
          out += VALUE_SIZE;
        }
      }
      at = skipSpace(at);
      byte = load<u8>(at);
    }
    mayClose = false;
    // Behind a value (or in front of the end of an empty container): close what ends here.
    while (byte == (isObject ? 125 : 93)) {
      at++;
      if (isHit != 0) insideHit = 0;
      depth--;
      if (depth == 0) {
        at = skipSpace(at);
        if (load<u8>(at) != 10) return INVALID;
        documentEnd = at;
        return unusual ? UNUSUAL : <i32>((out - output) / VALUE_SIZE);
      }
      top -= ENTRY_SIZE;
      isObject = load<i32>(top) != 0;
      state = load<i32>(top, 4);
      object = load<i32>(top, 8);
      isHit = load<i32>(top, 12);
      at = skipSpace(at);
      byte = load<u8>(at);
    }
    if (byte != 44) return INVALID;
    at = skipSpace(at + 1);
    wantKey = isObject;
  }
}

/** In place of a position: containers nested deeper than there are bits. */
const TOO_DEEP: usize = 1;
const MAX_INNER: i32 = 60;

/** Behind the object or array that begins at `start`, 0 where it is no JSON, or TOO_DEEP. */
function skipContainer(start: usize): usize {
  // A bit per open container, the innermost lowest: 1 for an object.
  let kinds: u64 = 0;
  let depth = 0;
  let at = start;
  let byte = load<u8>(at);
  while (true) {
    // At the start of a value.
    if (byte == 34) {
      at = skipText(at + 1);
      if (at == 0) return 0;
      at = skipSpace(at);
    } else if (byte == 123 || byte == 91) {
      if (depth == MAX_INNER) return TOO_DEEP;
      depth++;
      kinds = (kinds << 1) | <u64>(byte == 123);
      at = skipSpace(at + 1);
      const first = load<u8>(at);
      if (first != (byte == 123 ? 125 : 93)) {
        if (byte == 123) {
          at = skipKey(at);
          if (at == 0) return 0;
        }
        byte = load<u8>(at);
        continue;
      }
    } else {
      at = skipScalar(at, byte);
      if (at == 0) return 0;
      at = skipSpace(at);
    }
    // Behind a value, or in front of the end of an empty container.
    byte = load<u8>(at);
    while (byte == (kinds & 1 ? 125 : 93)) {
      at++;
      kinds >>= 1;
      if (--depth == 0) return at;
      at = skipSpace(at);
      byte = load<u8>(at);
    }
    if (byte != 44) return 0;
    at = skipSpace(at + 1);
    if (kinds & 1) {
      at = skipKey(at);
      if (at == 0) return 0;
    }
    byte = load<u8>(at);
  }
}

/** From a key to the value behind its colon, 0 where there is none. */
// @ts-ignore: decorator
@inline
function skipKey(start: usize): usize {
  if (load<u8>(start) != 34) return 0;
  let at = skipText(start + 1);
  if (at == 0) return 0;
  at = skipSpace(at);
  return load<u8>(at) == 58 ? skipSpace(at + 1) : 0;
}

/** `skipString` for a string that nobody wants. */
// @ts-ignore: decorator
@inline
function skipText(start: usize): usize {
  const mask = <u32>i8x16.bitmask(stopsOf(v128.load(start)));
  if (mask == 0) return skipLongText(start + 16);
  const end = start + <usize>ctz(mask);
  return load<u8>(end) == 34 ? end + 1 : skipLongText(end);
}

function skipLongText(start: usize): usize {
  let at = start;
  while (true) {
    const mask = <u32>i8x16.bitmask(stopsOf(v128.load(at)));
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += <usize>ctz(mask);
    const byte = load<u8>(at);
    if (byte == 34) return at + 1;
    if (byte != 92) return 0;
    at = skipEscape(at);
    if (at == 0) return 0;
  }
}

// @ts-ignore: decorator
@inline
function nodeOf(state: i32): usize {
  return trie + <usize>state * NODE_SIZE;
}

/** Behind blanks, of which there mostly are none. */
// @ts-ignore: decorator
@inline
function skipSpace(from: usize): usize {
  return load<u8>(from) > 32 ? from : skipBlanks(from);
}

function skipBlanks(from: usize): usize {
  let at = from;
  let byte = load<u8>(at);
  while (byte == 32 || byte == 9 || byte == 13) {
    at++;
    byte = load<u8>(at);
  }
  return at;
}

/** The state behind the key in [start, end), 0 where no wanted path goes on. */
function keyState(from: i32, start: usize, end: usize): i32 {
  let state = from;
  for (let k = start; k < end; k++) {
    const byte = load<u8>(k);
    if (byte >= 128) return 0;
    state = <i32>load<u16>(nodeOf(state) + (<usize>byte << 1));
    if (state == 0) return 0;
  }
  return state;
}

/** Whether the object is one of the open containers below `top`. */
function isOpen(object: i32, top: usize): bool {
  for (let entry = stack; entry < top; entry += ENTRY_SIZE) if (load<i32>(entry, 8) == object) return true;
  return false;
}

// @ts-ignore: decorator
@inline
function stopsOf(chunk: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(chunk, i8x16.splat(34)), i8x16.eq(chunk, i8x16.splat(92))),
    i8x16.lt_u(chunk, i8x16.splat(32)),
  );
}

/** From behind the opening quote to behind the closing one, 0 where it is no JSON string; sets `stringKind`. */
// @ts-ignore: decorator
@inline
function skipString(start: usize): usize {
  const chunk = v128.load(start);
  const mask = <u32>i8x16.bitmask(stopsOf(chunk));
  if (mask != 0) {
    const bit = ctz(mask);
    if (load<u8>(start + <usize>bit) == 34) {
      const nonAscii = <u32>i8x16.bitmask(chunk) & ((<u32>1 << bit) - 1);
      stringKind = nonAscii != 0 ? STRING_NON_ASCII : STRING;
      return start + <usize>bit + 1;
    }
  }
  return skipLongString(start);
}

function skipLongString(start: usize): usize {
  let at = start;
  let escaped = false;
  let high: u32 = 0;
  while (true) {
    const chunk = v128.load(at);
    let mask = <u32>i8x16.bitmask(stopsOf(chunk));
    if (mask == 0) {
      high |= <u32>i8x16.bitmask(chunk);
      at += 16;
      continue;
    }
    const bit = ctz(mask);
    high |= <u32>i8x16.bitmask(chunk) & ((<u32>1 << bit) - 1);
    at += <usize>bit;
    const byte = load<u8>(at);
    if (byte == 34) {
      stringKind = escaped ? STRING_ESCAPED : high != 0 ? STRING_NON_ASCII : STRING;
      return at + 1;
    }
    if (byte != 92) return 0;
    escaped = true;
    at = skipEscape(at);
    if (at == 0) return 0;
  }
}

/** Of the characters from 64 on, a bit each: \\ b f n r t. */
const LETTER_ESCAPES: u64 = (1 << 28) | (1 << 34) | (1 << 38) | (1 << 46) | (1 << 50) | (1 << 52);

/** Behind the escape that starts at the backslash, 0 where JSON knows no such escape. */
function skipEscape(at: usize): usize {
  const byte = load<u8>(at, 1);
  if (byte != 117) {
    const known = byte >= 64 ? byte < 128 && ((LETTER_ESCAPES >> (byte - 64)) & 1) != 0 : byte == 34 || byte == 47;
    return known ? at + 2 : 0;
  }
  for (let k: usize = 2; k < 6; k++) {
    const digit = load<u8>(at + k);
    const lower = digit | 32;
    if (!((digit >= 48 && digit <= 57) || (lower >= 97 && lower <= 102))) return 0;
  }
  return at + 6;
}

/** Behind a number, true, false or null; 0 where it is none of them. */
function skipScalar(at: usize, byte: u8): usize {
  if (byte == 116) return load<u32>(at) == 0x65757274 ? at + 4 : 0;
  if (byte == 110) return load<u32>(at) == 0x6c6c756e ? at + 4 : 0;
  if (byte == 102) return load<u32>(at) == 0x736c6166 && load<u8>(at, 4) == 101 ? at + 5 : 0;
  return skipNumber(at);
}

function skipNumber(start: usize): usize {
  let at = start;
  if (load<u8>(at) == 45) at++;
  if (load<u8>(at) == 48) at++;
  else {
    at = skipDigits(at);
    if (at == 0) return 0;
  }
  if (load<u8>(at) == 46) {
    at = skipDigits(at + 1);
    if (at == 0) return 0;
  }
  if ((load<u8>(at) | 32) == 101) {
    at++;
    const sign = load<u8>(at);
    if (sign == 43 || sign == 45) at++;
    at = skipDigits(at);
  }
  return at;
}

/** Behind at least one digit, 0 where there is none. */
function skipDigits(start: usize): usize {
  let at = start;
  let byte = load<u8>(at);
  while (byte >= 48 && byte <= 57) {
    at++;
    byte = load<u8>(at);
  }
  return at > start ? at : 0;
}
