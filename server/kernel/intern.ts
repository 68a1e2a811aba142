// AssemblyScript: gives equal texts equal numbers, so that the host decodes and judges each distinct one once.

/** Slots of the hash table (i32 number each, 0: free), a power of two. */
const SLOT_BITS: u64 = 16;
const SLOTS: usize = 1 << 16;
const MAX_PROBES: i32 = 8;
/** Numbers begin at 1. Twice as many slots as numbers keep the rows of full slots short. */
const MAX_NUMBER: i32 = 32767;
/** An entry: i32 length, four unused bytes, then the bytes, filled up with zeros. */
const ENTRY_SIZE: usize = 72;
const LONGEST: usize = 64;

let slots: usize = 0;
let entries: usize = 0;
let count: i32 = 0;

/** `SLOTS` i32 of zeros at `slotBase`, room for `MAX_NUMBER` + 1 entries at `entryBase`. */
export function setInterns(slotBase: usize, entryBase: usize): void {
  slots = slotBase;
  entries = entryBase;
}

// @ts-ignore: decorator
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
    const at = slots + (slot << 2);
    const number = load<i32>(at);
    if (number == 0) {
      if (count == MAX_NUMBER) return 0;
      count++;
      store<i32>(at, count);
      write(entries + <usize>count * ENTRY_SIZE, start, length);
      return count;
    }
    if (isEqual(entries + <usize>number * ENTRY_SIZE, start, length)) return number;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return 0;
}

function write(entry: usize, start: usize, length: usize): void {
  store<u32>(entry, <u32>length);
  for (let at: usize = 0; at < length; at += 8) store<u64>(entry + 8 + at, word(start + at, length - at));
}

function isEqual(entry: usize, start: usize, length: usize): bool {
  if (<usize>load<u32>(entry) != length) return false;
  for (let at: usize = 0; at < length; at += 8)
    if (load<u64>(entry + 8 + at) != word(start + at, length - at)) return false;
  return true;
}
