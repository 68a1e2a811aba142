// AssemblyScript: gives equal texts equal numbers, so that the host decodes and judges each distinct one once.

/** Slots of the hash table (u16 number each, 0: free), a power of two. */
const SLOT_BITS: u64 = 16;
const SLOTS: usize = 1 << 16;
const MAX_PROBES: i32 = 8;
/** Numbers begin at 1. Twice as many slots as numbers keep the rows of full slots short. */
const MAX_NUMBER: i32 = 32767;
const LONGEST: usize = 64;
/** Bytes of all texts, which stand close together so that a processor's cache holds them. */
const TEXTS: usize = 1 << 20;

let slots: usize = 0;
/** By number: u32 place and u32 length of the text. */
let places: usize = 0;
let texts: usize = 0;
let textsEnd: usize = 0;
let count: i32 = 0;

/** `SLOTS` u16 of zeros at `slotBase`, room for `MAX_NUMBER` + 1 places at `placeBase`, and for `TEXTS` bytes. */
export function setInterns(slotBase: usize, placeBase: usize, textBase: usize): void {
  slots = slotBase;
  places = placeBase;
  texts = textBase;
  textsEnd = textBase;
}

@inline
function word(at: usize, left: usize): u64 {
  const bytes = load<u64>(at);
  return left >= 8 ? bytes : bytes & ((<u64>1 << (<u64>left << 3)) - 1);
}

/** The number of the text in [start, end), 0 where it is too long or the table is full. 8 bytes behind it are read. */
export function intern(start: usize, end: usize): i32 {
  const length = end - start;
  if (length > LONGEST) return 0;
  let hash: u64 = <u64>length * 0x9e3779b97f4a7c15;
  for (let at: usize = 0; at < length; at += 8) {
    hash = (hash ^ word(start + at, length - at)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
  let slot = <usize>(hash >> (64 - SLOT_BITS));
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const at = slots + (slot << 1);
    const number = <i32>load<u16>(at);
    if (number == 0) return add(at, start, length);
    if (isEqual(places + (<usize>number << 3), start, length)) return number;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return 0;
}

/** Gives the text the next number; 0 where there is no room. */
function add(slot: usize, start: usize, length: usize): i32 {
  if (count == MAX_NUMBER || textsEnd + LONGEST > texts + TEXTS) return 0;
  count++;
  store<u16>(slot, <u16>count);
  store<u32>(places + (<usize>count << 3), <u32>textsEnd);
  store<u32>(places + (<usize>count << 3), <u32>length, 4);
  // Filled up with zeros.
  for (let at: usize = 0; at < length; at += 8) {
    store<u64>(textsEnd, word(start + at, length - at));
    textsEnd += 8;
  }
  return count;
}

function isEqual(place: usize, start: usize, length: usize): bool {
  if (<usize>load<u32>(place, 4) != length) return false;
  const text = <usize>load<u32>(place);
  for (let at: usize = 0; at < length; at += 8)
    if (load<u64>(text + at) != word(start + at, length - at)) return false;
  return true;
}
