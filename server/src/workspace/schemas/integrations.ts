// Gives the compact form of `integration-schemas.json`: kept in memory, from a cache, made here, or being made elsewhere.
import { gunzip } from '../../events/gunzip';
import type { CacheFolder } from '../cacheFolder';
import { contentHash } from '../contentHash';
import { FileError } from '../fileSystem';
import type { FileSystem } from '../fileSystem';
import { IntegrationIndex } from './integrationIndex';
import { IntegrationScanner } from './integrationScanner';
import { IntegrationTableBuilder, tableFormat } from './integrationTable';

/** How this thread gets at it. */
export interface IntegrationSetup {
  /** Keeps it from one start to the next. */
  readonly cache?: CacheFolder | undefined;
  /**
   * For a thread that must not wait a second: starts to make what no cache has, and hands it to `settleIntegrations`.
   * Without it the thread makes it itself.
   */
  readonly makeElsewhere?: (file: string) => void;
}

/** What became of a file. */
type Outcome =
  | { readonly kind: 'index'; readonly index: IntegrationIndex }
  | { readonly kind: 'failed'; readonly error: FileError }
  | { readonly kind: 'pending' };

let setup: IntegrationSetup = {};
/** By file, the last used last. */
const known = new Map<
  string,
  { readonly version: string | undefined; readonly outcome: Outcome }
>();
/** A megabyte or two each. */
const mostKnown = 4;

/** To be called once by the entry of a thread. */
export function setUpIntegrations(wanted: IntegrationSetup): void {
  setup = wanted;
  known.clear();
}

/** Undefined for as long as it is being made elsewhere. Throws FileError for a file that cannot be read or is broken. */
export function findIntegrations(file: string, files: FileSystem): IntegrationIndex | undefined {
  const { version } = files.openSample(file);
  const seen = known.get(file);
  const isSame = version !== undefined && seen?.version === version;
  const outcome = isSame ? seen.outcome : look(file, files);
  remember(file, version, outcome);
  if (outcome.kind === 'failed') throw outcome.error;
  return outcome.kind === 'index' ? outcome.index : undefined;
}

/** What was made elsewhere arrives: the bytes, or in one sentence what is wrong with the file. */
export function settleIntegrations(file: string, made: Uint8Array | string): void {
  const index = typeof made === 'string' ? undefined : IntegrationIndex.open(made);
  const message = typeof made === 'string' ? made : `${file} cannot be used`;
  const error = new FileError(message);
  const outcome: Outcome = index ? { kind: 'index', index } : { kind: 'failed', error };
  remember(file, known.get(file)?.version, outcome);
}

/** The compact form, from the cache or made and put there. Throws FileError. */
export function makeIntegrations(file: string, files: FileSystem, cache?: CacheFolder): Uint8Array {
  const source = contentHash(file, files);
  return fromCache(source, cache)?.bytes ?? make(file, { source, files, cache });
}

function remember(file: string, version: string | undefined, outcome: Outcome): void {
  known.delete(file);
  known.set(file, { version, outcome });
  for (const oldest of [...known.keys()].slice(0, -mostKnown)) known.delete(oldest);
}

function look(file: string, files: FileSystem): Outcome {
  const { cache, makeElsewhere } = setup;
  try {
    const source = contentHash(file, files);
    const cached = fromCache(source, cache);
    if (cached) return { kind: 'index', index: cached.index };
    if (makeElsewhere) {
      makeElsewhere(file);
      return { kind: 'pending' };
    }
    const index = IntegrationIndex.open(make(file, { source, files, cache }), source);
    if (index) return { kind: 'index', index };
    throw new FileError(`${file} cannot be used`);
  } catch (error) {
    if (error instanceof FileError) return { kind: 'failed', error };
    throw error;
  }
}

function fromCache(
  source: string,
  cache: CacheFolder | undefined,
): { readonly bytes: Uint8Array; readonly index: IntegrationIndex } | undefined {
  const bytes = cache?.read(nameOf(source));
  const index = bytes && IntegrationIndex.open(bytes, source);
  return bytes && index && { bytes, index };
}

function nameOf(source: string): string {
  return `integrations.${tableFormat}.${source.slice(0, 32)}`;
}

interface Making {
  readonly source: string;
  readonly files: FileSystem;
  readonly cache: CacheFolder | undefined;
}

function make(file: string, { source, files, cache }: Making): Uint8Array {
  const builder = new IntegrationTableBuilder();
  const scanner = new IntegrationScanner(builder);
  try {
    for (const block of unpacked(file, files)) scanner.scan(block);
    scanner.end();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FileError(`${file} is not JSON (${error.message})`);
  }
  const bytes = builder.finish(source);
  cache?.write(nameOf(source), bytes);
  return bytes;
}

/** More is no schema file. In bytes. */
const maxUnpacked = 1 << 30;

/** Block by block: all of it would be some sixty megabytes. */
function* unpacked(file: string, files: FileSystem): Iterable<Uint8Array> {
  const packed = files.openSample(file).blocks();
  const damaged = ({ reason }: { readonly reason: string }): never => {
    throw new FileError(`${file} is damaged (${reason})`);
  };
  let size = 0;
  for (const block of file.endsWith('.gz') ? gunzip(packed, damaged) : packed) {
    size += block.length;
    if (size > maxUnpacked) throw new FileError(`${file} holds more than ${maxUnpacked >> 20} MB`);
    yield block;
  }
}
