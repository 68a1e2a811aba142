// Reads a bundle by way of a cache: some hundred kilobytes instead of its forty megabytes.
import { attackSummaryTable } from '../../catalog/attackTables';
import type { AttackTables } from '../../catalog/catalogTypes';
import type { CacheFolder } from '../cacheFolder';
import { contentHash } from '../contentHash';
import type { FileSystem } from '../fileSystem';
import { versionOfName } from './findBundle';
import { readBundle } from './readBundle';

/** Another layout of the tables, or another way to make them, needs another. */
const format = 1;

/** As `readBundle`. Throws FileError. */
export function cachedBundle(file: string, files: FileSystem, cache: CacheFolder): AttackTables {
  // Our summaries stand in the tables, and the version of a bundle that does not tell is that of its name.
  const hash = contentHash(file, files, attackSummaryTable, versionOfName(file));
  const name = `attack.${format}.${hash.slice(0, 32)}`;
  const known = parseTables(cache.read(name));
  if (known) return { ...known, source: { ...known.source, name: file } };
  const tables = readBundle(file, files);
  cache.write(name, Buffer.from(JSON.stringify(tables)));
  return tables;
}

/** Undefined for what is not there or was not written to its end. */
function parseTables(bytes: Uint8Array | undefined): AttackTables | undefined {
  if (!bytes) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as AttackTables;
  } catch {
    return undefined;
  }
}
