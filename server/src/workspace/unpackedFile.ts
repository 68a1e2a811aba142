// The whole content of a file, unpacked where it is packed with gzip.
import { gunzipSync } from 'node:zlib';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';

/**
 * Node's zlib is several times as fast as our own unpacking, which streams. Throws FileError for a file that cannot be
 * read, is damaged, or has more than `most` bytes.
 */
export function unpackedBytes(file: string, files: FileSystem, most: number): Buffer {
  if (files.sizeOf(file) > most) throw tooLarge(file, most);
  const parts = Array.from(files.openSample(file).blocks(), (part) => Buffer.from(part));
  const bytes = Buffer.concat(parts);
  if (!file.endsWith('.gz')) return bytes;
  // In one piece: pieces would be copied together, and all be in memory twice.
  const chunkSize = Math.min(most, Math.max(smallestChunk, statedSize(bytes) + 1));
  try {
    return gunzipSync(bytes, { maxOutputLength: most, chunkSize });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(file, most);
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(`${file} is damaged (${reason})`);
  }
}

const smallestChunk = 1 << 16;

/** What gzip data says at its end of its size unpacked (RFC 1952); no more than a hint. */
function statedSize(packed: Buffer): number {
  return packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4);
}

function tooLarge(file: string, most: number): FileError {
  return new FileError(`${file} holds more than ${most >> 20} MB`);
}
