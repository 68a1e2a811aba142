// AssemblyScript: remembers how lines are built, so that a line built like an earlier one need not be walked. What is
// remembered is a tree: runs of bytes that lines have in common, and between them values that differ. A line that goes
// along the tree has the keys, the brackets and the order of a line that was walked; only its values are read.

import { parseInstant } from './instant';
import { intern } from './intern';
import { skipScalar, skipSpace, skipText, stringKind, skipString, STRING } from './skip';
import {
  documentEnd,
  INSIDE_HIT,
  isHitDocument,
  kindOfScalar,
  NUMBER,
  NUMBER_SHIFT,
  REPEATING_VALUE,
  setDocument,
  TIME_VALUE,
  VALUE_SIZE,
  walk,
} from './walk';

/**
 * Layout of a node: u32 start and end of its run in the texts; start and end of the run's scalars, and of those of them
 * that are wanted; first child; next sibling; then the value behind the run: i32 path (NO_PATH, or END where the run
 * ends the line) and flags of its kind; for END 1 where the document is a hit.
 */
const NODE_SIZE: usize = 40;
const TEXT_END: usize = 4;
const SCALARS: usize = 8;
const SCALARS_END: usize = 12;
const WANTED: usize = 16;
const WANTED_END: usize = 20;
const CHILD: usize = 24;
const SIBLING: usize = 28;
const PATH: usize = 32;
const FLAGS: usize = 36;

const NO_PATH: i32 = -1;
const END: i32 = -2;

/** Layout of a scalar of a run: u32 start and end in the texts, quotes included; i32 path and flags as in a node. */
const SCALAR_SIZE: usize = 16;

/** Of a kind: what is the same for all values of a place. */
const FLAGS_MASK: i32 = INSIDE_HIT | REPEATING_VALUE | TIME_VALUE;

/** Bytes of the four stores. */
const NODES: usize = 1 << 17;
const SCALARS_SIZE: usize = 1 << 18;
const WANTED_SIZE: usize = 1 << 17;
const TEXTS: usize = 1 << 18;

/** Lines that go on differently at one place. More would be the names of things rather than of fields. */
const MOST_SIBLINGS: i32 = 24;

let root: usize = 0;
let nodes: usize = 0;
let nodesEnd: usize = 0;
let scalars: usize = 0;
let scalarsEnd: usize = 0;
let wanted: usize = 0;
let wantedEnd: usize = 0;
let texts: usize = 0;
let textsEnd: usize = 0;

/** Verdict of `follow`: the line is built like none before. */
const UNKNOWN: i32 = -4;

/** What remembering is worth: a line that is found adds 1, one that is not costs MISS. At 0 it is given up for a while. */
const MOST_CREDIT: i32 = 400;
const MISS: i32 = 2;
let credit: i32 = MOST_CREDIT;
/** Lines that are walked before the next try. */
const REST: i32 = 20_000;
let resting: i32 = 0;

/** Room for the tree: 768 KB, zeros. */
export function setShapes(base: usize): void {
  root = base;
  forget();
}

function forget(): void {
  store<u32>(root, 0);
  nodes = root + 16;
  nodesEnd = nodes;
  scalars = nodes + NODES;
  scalarsEnd = scalars;
  wanted = scalars + SCALARS_SIZE;
  wantedEnd = wanted;
  texts = wanted + WANTED_SIZE;
  textsEnd = texts;
}

/** As `walk`, whose result it gives; mostly in a part of the time. */
export function read(start: usize, output: usize, outEnd: usize): i32 {
  if (resting > 0) {
    resting--;
    return walk(start, output, outEnd);
  }
  const known = follow(start, output, outEnd);
  if (known != UNKNOWN) {
    if (credit < MOST_CREDIT) credit++;
    return known;
  }
  const verdict = walk(start, output, outEnd);
  credit -= MISS;
  if (credit <= 0) {
    forget();
    credit = MOST_CREDIT;
    resting = REST;
  } else if (verdict >= 0) learn(output, output + <usize>verdict * VALUE_SIZE);
  return verdict;
}

/** Where `follow` lost the line: the list that has no run for it (its place in memory), and the place in the line. */
let lostList: usize = 0;
let lostAt: usize = 0;

function follow(start: usize, output: usize, outEnd: usize): i32 {
  let out = output;
  let at = start;
  let list = root;
  while (true) {
    let node = <usize>load<u32>(list);
    let runEnd: usize = 0;
    let valueEnd: usize = 0;
    while (node != 0) {
      runEnd = behindRun(node, at);
      if (runEnd != 0) {
        const path = load<i32>(node, PATH);
        valueEnd = path == END ? runEnd : path < 0 ? behindAny(runEnd) : behindScalar(runEnd);
        if (valueEnd != 0) break;
      }
      node = <usize>load<u32>(node, SIBLING);
    }
    if (node == 0) {
      lostList = list;
      lostAt = at;
      return UNKNOWN;
    }
    const wantedFrom = <usize>load<u32>(node, WANTED);
    const wantedTo = <usize>load<u32>(node, WANTED_END);
    // One more than there may be.
    if (out + (wantedTo - wantedFrom) + VALUE_SIZE > outEnd) {
      lostList = 0;
      return UNKNOWN;
    }
    const shift = <u32>(at - <usize>load<u32>(node));
    for (let value = wantedFrom; value < wantedTo; value += VALUE_SIZE) {
      copyValue(out, value, shift);
      out += VALUE_SIZE;
    }
    const path = load<i32>(node, PATH);
    if (path == END) {
      setDocument(runEnd - 1, load<i32>(node, FLAGS));
      return <i32>((out - output) / VALUE_SIZE);
    }
    if (path >= 0) {
      writeValue(out, runEnd, valueEnd, path, load<i32>(node, FLAGS));
      out += VALUE_SIZE;
    }
    at = valueEnd;
    list = node + CHILD;
  }
  return UNKNOWN;
}

/** Copies a value whose text stands `shift` bytes further. */
@inline
function copyValue(out: usize, value: usize, shift: u32): void {
  store<i32>(out, load<i32>(value));
  store<u32>(out, load<u32>(value, 4) + shift, 4);
  store<u32>(out, load<u32>(value, 8) + shift, 8);
  store<i32>(out, load<i32>(value, 12), 12);
  store<u64>(out, load<u64>(value, 16), 16);
}

/** Writes the value of a place, quotes included in [start, end). */
function writeValue(out: usize, start: usize, end: usize, path: i32, flags: i32): void {
  const byte = load<u8>(start);
  const kind = byte == 34 ? stringKind : kindOfScalar(byte);
  const quoted = <usize>(kind < NUMBER);
  const number = flags & REPEATING_VALUE ? intern(start, end) : 0;
  const isTime = (flags & TIME_VALUE) != 0 && kind == STRING;
  store<i32>(out, path);
  store<u32>(out, <u32>(start + quoted), 4);
  store<u32>(out, <u32>(end - quoted), 8);
  store<i32>(out, kind | flags | (number << NUMBER_SHIFT), 12);
  store<f64>(out, isTime ? parseInstant(start + 1, end - 1) : NaN, 16);
}

/** Behind the string, number, true, false or null at `start`, 0 where there is none. */
@inline
function behindScalar(start: usize): usize {
  const byte = load<u8>(start);
  return byte == 34 ? skipString(start + 1) : skipScalar(start, byte);
}

/** The same where nobody asks what it is. */
@inline
function behindAny(start: usize): usize {
  const byte = load<u8>(start);
  return byte == 34 ? skipText(start + 1) : skipScalar(start, byte);
}

/** Behind the node's run where the line has it at `at`, else 0. A value of the run that differs ends it from now on. */
@inline
function behindRun(node: usize, at: usize): usize {
  const text = <usize>load<u32>(node);
  const length = <usize>load<u32>(node, TEXT_END) - text;
  let k: usize = 0;
  while (k + 16 <= length) {
    if (v128.any_true(v128.xor(v128.load(text + k), v128.load(at + k)))) return behindPart(node, at, k);
    k += 16;
  }
  if (k == length) return at + length;
  const mask = <u32>i8x16.bitmask(i8x16.ne(v128.load(text + k), v128.load(at + k)));
  return (mask & ((<u32>1 << <u32>(length - k)) - 1)) == 0 ? at + length : behindPart(node, at, k);
}

/** The line differs from the node's run, and first behind the `k`-th byte. */
function behindPart(node: usize, at: usize, k: usize): usize {
  const text = <usize>load<u32>(node);
  let place = text + k;
  while (load<u8>(place) == load<u8>(place + (at - text))) place++;
  const to = <usize>load<u32>(node, SCALARS_END);
  for (let scalar = <usize>load<u32>(node, SCALARS); scalar < to; scalar += SCALAR_SIZE) {
    const start = <usize>load<u32>(scalar);
    if (start > place) return 0;
    // A number may go on where that of the run ends.
    if (place <= <usize>load<u32>(scalar, 4)) return split(node, scalar) ? at + (start - text) : 0;
  }
  return 0;
}

/** The node's run ends before the scalar now; a child of its own goes on behind it. False where there is no room. */
function split(node: usize, scalar: usize): bool {
  const child = nodesEnd;
  if (child + NODE_SIZE > nodes + NODES) return false;
  nodesEnd += NODE_SIZE;
  memory.copy(child, node, NODE_SIZE);
  const start = load<u32>(scalar);
  const path = load<i32>(scalar, 8);
  let value = load<u32>(node, WANTED);
  // The text of a value begins behind its quote.
  while (value < load<u32>(node, WANTED_END) && load<u32>(value, 4) < start) value += <u32>VALUE_SIZE;
  store<u32>(node, start, TEXT_END);
  store<u32>(node, <u32>scalar, SCALARS_END);
  store<u32>(node, value, WANTED_END);
  store<u32>(node, <u32>child, CHILD);
  store<i32>(node, path, PATH);
  store<i32>(node, load<i32>(scalar, 12), FLAGS);
  store<u32>(child, load<u32>(scalar, 4));
  store<u32>(child, <u32>(scalar + SCALAR_SIZE), SCALARS);
  store<u32>(child, path >= 0 ? value + <u32>VALUE_SIZE : value, WANTED);
  store<u32>(child, 0, SIBLING);
  return true;
}

/** Adds the rest of the line that was lost and has been walked since; its values stand in [values, valuesEnd). */
function learn(values: usize, valuesEnd: usize): void {
  if (lostList == 0) return;
  let link = lostList;
  let siblings = 0;
  while (load<u32>(link) != 0) {
    if (++siblings == MOST_SIBLINGS) return;
    link = <usize>load<u32>(link) + SIBLING;
  }
  const end = documentEnd + 1;
  const length = end - lostAt;
  // 16 bytes are read at a time.
  if (textsEnd + length + 16 > texts + TEXTS || nodesEnd + NODE_SIZE > nodes + NODES) return;
  let value = values;
  while (value < valuesEnd && load<u32>(value, 4) < <u32>lostAt) value += VALUE_SIZE;
  if (wantedEnd + (valuesEnd - value) > wanted + WANTED_SIZE) return;
  const node = nodesEnd;
  store<u32>(node, <u32>scalarsEnd, SCALARS);
  store<u32>(node, <u32>wantedEnd, WANTED);
  if (!note(end, value, valuesEnd)) return;
  memory.copy(textsEnd, lostAt, length);
  store<u32>(node, <u32>textsEnd);
  textsEnd += length;
  store<u32>(node, <u32>textsEnd, TEXT_END);
  store<u32>(node, <u32>scalarsEnd, SCALARS_END);
  store<u32>(node, <u32>wantedEnd, WANTED_END);
  store<u32>(node, 0, CHILD);
  store<u32>(node, 0, SIBLING);
  store<i32>(node, END, PATH);
  store<i32>(node, isHitDocument, FLAGS);
  nodesEnd += NODE_SIZE;
  store<u32>(link, <u32>node);
}

/** Notes all scalars that are no keys of the JSON in [lostAt, end), whose wanted ones are in [firstValue, valuesEnd); false if there is no room. */
function note(end: usize, firstValue: usize, valuesEnd: usize): bool {
  const shift = textsEnd - lostAt;
  let value = firstValue;
  let scalar = scalarsEnd;
  let noted = wantedEnd;
  let at = skipSpace(lostAt);
  while (at + 1 < end) {
    const byte = load<u8>(at);
    const isText = byte == 34;
    if (!isText && (byte == 123 || byte == 125 || byte == 91 || byte == 93 || byte == 44 || byte == 58)) {
      at = skipSpace(at + 1);
      continue;
    }
    const behind = isText ? skipText(at + 1) : skipScalar(at, byte);
    if (isText && load<u8>(skipSpace(behind)) == 58) {
      at = skipSpace(behind);
      continue;
    }
    if (scalar + SCALAR_SIZE > scalars + SCALARS_SIZE) return false;
    store<u32>(scalar, <u32>(at + shift));
    store<u32>(scalar, <u32>(behind + shift), 4);
    store<i32>(scalar, NO_PATH, 8);
    store<i32>(scalar, 0, 12);
    if (value < valuesEnd && <usize>load<u32>(value, 4) == at + <usize>isText) {
      copyValue(noted, value, <u32>shift);
      store<i32>(scalar, load<i32>(value), 8);
      store<i32>(scalar, load<i32>(value, 12) & FLAGS_MASK, 12);
      noted += VALUE_SIZE;
      value += VALUE_SIZE;
    }
    scalar += SCALAR_SIZE;
    at = skipSpace(behind);
  }
  scalarsEnd = scalar;
  wantedEnd = noted;
  return true;
}
