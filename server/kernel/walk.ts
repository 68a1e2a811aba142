// AssemblyScript: walks one JSON document, checks that it is valid JSON, and says where the values of wanted paths stand.
// A path is spelled with dots; a dot is also taken on entering an object, so dotted and nested spellings meet.

import { parseInstant } from './instant';
import { intern } from './intern';
import {
  skipContainer,
  skipScalar,
  skipSpace,
  skipString,
  skipText,
  STRING,
  STRING_ESCAPED,
  stringKind,
  TOO_DEEP,
} from './skip';

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

/** Kinds of values in the output, behind those of strings. */
export const NUMBER: i32 = 3;
const TRUE: i32 = 4;
const FALSE: i32 = 5;
const NULL: i32 = 6;
/** Added to the kind of a value inside `_source`. */
export const INSIDE_HIT: i32 = 16;
/** Added to the kind of a value at a path of repeating values, or of times. */
export const REPEATING_VALUE: i32 = 32;
export const TIME_VALUE: i32 = 64;
const VALUES_SHIFT: i32 = 5;
/** Above these bits of the kind stands the number of a repeating value, 0 for none. */
export const NUMBER_SHIFT: i32 = 8;

/** Path id of the node `_source`. */
const SOURCE_PATH: i32 = -2;

/** The first paths are `_id` and `_index`; an array there is no id, which is the host's business. */
const META_PATHS: i32 = 2;

const MAX_DEPTH: i32 = 100;

/** Layout of a value: i32 path id, start, end, kind; f64 epoch milliseconds of a time, NaN of any other value. */
export const VALUE_SIZE: usize = 24;

/** Layout of a stack entry: an open container as four i32: 1 for an object, trie state within it, object id, 1 for `_source`. */
const ENTRY_SIZE: usize = 16;

let trie: usize = 0;
let stack: usize = 0;
let lastObject: i32 = 0;
/** The document walked last has an object `_source`. */
export let isHitDocument: i32 = 0;
/** The line break behind it, where it is JSON. */
export let documentEnd: usize = 0;

export function setTrie(base: usize, stackBase: usize): void {
  trie = base;
  stack = stackBase;
}

/** The document of the line that ends at `end` is known without a walk. */
export function setDocument(end: usize, isHit: i32): void {
  documentEnd = end;
  isHitDocument = isHit;
}

/** The kind of what begins with a byte other than a quote. */
export function kindOfScalar(byte: u8): i32 {
  return byte == 116 ? TRUE : byte == 102 ? FALSE : byte == 110 ? NULL : NUMBER;
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
          kind = kindOfScalar(byte);
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
          store<i32>(out, kind | insideHit | (values << VALUES_SHIFT) | (number << NUMBER_SHIFT), 12);
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

@inline
function nodeOf(state: i32): usize {
  return trie + <usize>state * NODE_SIZE;
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
