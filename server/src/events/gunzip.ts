// Unpacks gzip data (RFC 1952), several members included, and says where it is damaged.
import { BitReader, DamagedInput } from './bitReader';
import { crc32 } from './crc32';
import { inflate } from './inflate';

/** Where and why unpacking ended early. */
export interface GzipDamage {
  /** Bytes of the packed data before the damage. */
  readonly offset: number;
  /** A few words with `it` for the packed data. */
  readonly reason: string;
}

/** The unpacked bytes, a part valid until the next is asked for. Damage goes to `onDamage`; what came before was given. */
export function* gunzip(
  blocks: Iterable<Uint8Array>,
  onDamage: (damage: GzipDamage) => void,
): Generator<Uint8Array, void> {
  const input = new BitReader(blocks);
  try {
    for (let isFirst = true; findMember(input, isFirst); isFirst = false) yield* readMember(input);
  } catch (error) {
    if (!(error instanceof DamagedInput)) throw error;
    onDamage({ offset: input.position, reason: error.message });
  } finally {
    input.close();
  }
}

/** Reads the two magic bytes of a member; false at the end. Tapes and disks pad with zeros. */
function findMember(input: BitReader, isFirst: boolean): boolean {
  let byte = input.byte();
  while (byte === 0 && !isFirst) byte = input.byte();
  if (byte === undefined) return false;
  if (byte !== 0x1f || input.byte() !== 0x8b)
    throw new DamagedInput('other data follows the packed data');
  return true;
}

function* readMember(input: BitReader): Generator<Uint8Array, void> {
  readHeader(input);
  let check = 0;
  let length = 0;
  for (const part of inflate(input)) {
    check = crc32(part, check);
    length += part.length;
    yield part;
  }
  input.alignToByte();
  if (readWord(input) !== check) throw new DamagedInput('its check sum is wrong');
  if (readWord(input) !== length >>> 0) throw new DamagedInput('its length is wrong');
}

const flag = { headerCheck: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

function readHeader(input: BitReader): void {
  if (input.take(8) !== 8) throw new DamagedInput('its method is not deflate');
  const flags = input.take(8);
  if (flags & flag.reserved) throw new DamagedInput('its header has unknown flags');
  for (let i = 0; i < 6; i++) input.take(8);
  if (flags & flag.extra) for (let left = input.take(16); left > 0; left--) input.take(8);
  if (flags & flag.name) skipText(input);
  if (flags & flag.comment) skipText(input);
  if (flags & flag.headerCheck) input.take(16);
}

function skipText(input: BitReader): void {
  while (input.take(8) !== 0);
}

/** 32 bits, lowest byte first. */
function readWord(input: BitReader): number {
  const low = input.take(16);
  return (low | (input.take(16) << 16)) >>> 0;
}
