// AssemblyScript: goes past values of JSON and checks them on the way. A position of 0 says that there is no JSON.

/** Kinds of strings, as `skipString` tells them. */
export const STRING: i32 = 0;
export const STRING_ESCAPED: i32 = 1;
export const STRING_NON_ASCII: i32 = 2;

/** Kind of the string that `skipString` passed last. */
export let stringKind: i32 = 0;

/** Behind blanks, of which there mostly are none. */
@inline
export function skipSpace(from: usize): usize {
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

/** In place of a position: containers nested deeper than there are bits. */
export const TOO_DEEP: usize = 1;
const MAX_INNER: i32 = 60;

/** Behind the object or array that begins at `start`, 0 where it is no JSON, or TOO_DEEP. */
export function skipContainer(start: usize): usize {
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
@inline
function skipKey(start: usize): usize {
  if (load<u8>(start) != 34) return 0;
  let at = skipText(start + 1);
  if (at == 0) return 0;
  at = skipSpace(at);
  return load<u8>(at) == 58 ? skipSpace(at + 1) : 0;
}

/** `skipString` for a string that nobody wants. */
@inline
export function skipText(start: usize): usize {
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

@inline
function stopsOf(chunk: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(chunk, i8x16.splat(34)), i8x16.eq(chunk, i8x16.splat(92))),
    i8x16.le_u(chunk, i8x16.splat(31)),
  );
}

/** From behind the opening quote to behind the closing one, 0 where it is no JSON string; sets `stringKind`. */
@inline
export function skipString(start: usize): usize {
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
export function skipScalar(at: usize, byte: u8): usize {
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
