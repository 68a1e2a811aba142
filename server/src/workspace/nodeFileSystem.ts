// The disk as Node gives it: the only importer of node:fs below the entries.
import type { Dirent } from 'node:fs';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Sample, SampleReader } from '../events/event';
import type { CacheFolder } from './cacheFolder';
import { FileError, ifReadable } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { isWithin } from './repositoryLayout';

/** Large enough that system calls do not count, small enough to stay in the cache. */
const blockSize = 1 << 20;

export const nodeFileSystem: FileSystem = {
  readText,
  readBytes,
  writeText,
  kindOf,
  listFiles,
  listFolder,
  openSample,
  sizeOf,
};

function readText(file: string): string {
  return naming(file, () => readFileSync(file, 'utf8'));
}

function readBytes(file: string): Uint8Array {
  return naming(file, () => readFileSync(file));
}

function writeText(file: string, text: string): void {
  naming(
    file,
    () => {
      writeFileSync(file, text);
    },
    'written',
  );
}

function kindOf(file: string): 'file' | 'folder' | undefined {
  const stats = ifReadable(() => naming(file, () => statSync(file, { throwIfNoEntry: false })));
  if (!stats) return undefined;
  return stats.isDirectory() ? 'folder' : 'file';
}

function sizeOf(file: string): number {
  return naming(file, () => statSync(file).size);
}

function listFiles(folder: string, unreadable: 'fail' | 'skip' = 'fail'): readonly string[] {
  const roots = [naming(folder, () => realpathSync(folder))];
  const list = (inner: string, entries: readonly Dirent[]): readonly string[] => {
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    return [...byName.keys()].sort().flatMap((name) => {
      const file = path.join(inner, name);
      const entry = byName.get(name);
      const kind = entry?.isSymbolicLink() ? followed(file, roots) : entry && kindOfEntry(entry);
      if (kind === 'file') return [file];
      if (kind !== 'folder' || name.startsWith('.') || name === 'node_modules') return [];
      const below =
        unreadable === 'fail' ? entriesOf(file) : (ifReadable(() => entriesOf(file)) ?? []);
      return list(file, below);
    });
  };
  return list(folder, entriesOf(folder));
}

function entriesOf(folder: string): readonly Dirent[] {
  return naming(folder, () => readdirSync(folder, { withFileTypes: true }));
}

function kindOfEntry(entry: Dirent): 'file' | 'folder' | undefined {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : undefined;
}

/** What a link leads to, which is one of the roots then; undefined for nothing, and for what lies in a root or around it. */
function followed(link: string, roots: string[]): 'file' | 'folder' | undefined {
  const kind = kindOf(link);
  const target = kind && ifReadable(() => naming(link, () => realpathSync(link)));
  if (target === undefined) return undefined;
  if (roots.some((root) => isWithin(target, root) || isWithin(root, target))) return undefined;
  roots.push(target);
  return kind;
}

function listFolder(folder: string): readonly string[] {
  return entriesOf(folder)
    .map((entry) => ({ entry, file: path.join(folder, entry.name) }))
    .filter(
      ({ entry, file }) => entry.isFile() || (entry.isSymbolicLink() && kindOf(file) === 'file'),
    )
    .map(({ file }) => file)
    .sort();
}

function openSample(file: string, onBlock?: (bytes: number) => void): Sample {
  const stats = naming(file, () => statSync(file));
  if (stats.isDirectory()) throw new FileError(`${file} is a folder, not a file`);
  if (stats.isFile())
    return {
      name: file,
      size: stats.size,
      version: `${stats.ino} ${stats.size} ${stats.mtimeMs}`,
      blocks: () => readBlocks(file, onBlock),
      open: () => openReader(file, onBlock),
    };
  // A pipe can be read only once, a sample several times.
  let kept: readonly Uint8Array[] | undefined;
  return {
    name: file,
    blocks: () => (kept ??= Array.from(readBlocks(file, onBlock), (block) => Buffer.from(block))),
  };
}

function openReader(file: string, onBlock: ((bytes: number) => void) | undefined): SampleReader {
  const descriptor = naming(file, () => openSync(file, 'r'));
  return {
    read(target, position) {
      const at = position ?? null;
      const length = naming(file, () => readSync(descriptor, target, 0, target.length, at));
      onBlock?.(length);
      return length;
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

/** One buffer for all blocks of a file. */
function* readBlocks(
  file: string,
  onBlock: ((bytes: number) => void) | undefined,
): Generator<Uint8Array> {
  const descriptor = naming(file, () => openSync(file, 'r'));
  try {
    const buffer = Buffer.allocUnsafeSlow(blockSize);
    for (;;) {
      const length = naming(file, () => readSync(descriptor, buffer, 0, blockSize, null));
      if (length === 0) return;
      yield buffer.subarray(0, length);
      onBlock?.(length);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A folder on disk that is made with its first file. */
export function openCacheFolder(folder: string): CacheFolder {
  return {
    read: (name) => ifReadable(() => readBytes(path.join(folder, name))),
    write(name, bytes) {
      const file = path.join(folder, name);
      // Another process that writes the same has another name for it until both are done.
      const draft = `${file}.${process.pid}.${threadId}.tmp`;
      ifReadable(() => {
        naming(file, () => {
          mkdirSync(folder, { recursive: true });
          try {
            writeFileSync(draft, bytes);
            renameSync(draft, file);
          } finally {
            rmSync(draft, { force: true });
          }
          dropOldest(folder, name);
        });
      });
    },
  };
}

/** A few workspaces in turn, not every version that there ever was. */
const keptInCache = 4;

function dropOldest(folder: string, name: string): void {
  const beginning = name.slice(0, name.indexOf('.') + 1);
  const alike = readdirSync(folder)
    .filter((other) => other.startsWith(beginning) && other !== name)
    .map((other) => path.join(folder, other))
    .flatMap((file) => {
      const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
      return time === undefined ? [] : [{ file, time }];
    })
    .sort((a, b) => b.time - a.time);
  for (const { file } of alike.slice(keptInCache - 1)) rmSync(file, { force: true });
}

/** Runs a file operation; its error becomes one sentence about the file. */
function naming<T>(file: string, operation: () => T, what: 'read' | 'written' = 'read'): T {
  try {
    return operation();
  } catch (error) {
    throw new FileError(sentence(file, error, what));
  }
}

function sentence(file: string, error: unknown, what: 'read' | 'written'): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${file} does not exist`;
    case 'EISDIR':
      return `${file} is a folder, not a file`;
    case 'EACCES':
    case 'EPERM':
      return `${file} may not be ${what} (permission denied)`;
    default:
      return `${file} cannot be ${what}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
