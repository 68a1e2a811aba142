// Names the content of a file: what was made of it once need not be made again.
import { createHash } from 'node:crypto';
import type { FileSystem } from './fileSystem';

/** Hexadecimal; `more`: texts that the result depends on as well. Throws FileError. */
export function contentHash(file: string, files: FileSystem, ...more: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of more) hash.update(`${text}\0`);
  for (const block of files.openSample(file).blocks()) hash.update(block);
  return hash.digest('hex');
}
