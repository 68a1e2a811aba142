// The disk as Node gives it: the only importer of node:fs below the entries.
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
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
  naming(file, () => {
    writeFileSync(file, text);
  });
}

function kindOf(file: string): 'file' | 'folder' | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return undefined;
  return stats.isDirectory() ? 'folder' : 'file';
}

function sizeOf(file: string): number {
  return naming(file, () => statSync(file).size);
}

function listFiles(folder: string): readonly string[] {
  const entries = naming(folder, () => readdirSync(folder, { withFileTypes: true }));
  const names = entries.map((entry) => entry.name).sort();
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return names.flatMap((name) => {
    const file = path.join(folder, name);
    const entry = byName.get(name);
    if (entry?.isFile()) return [file];
    if (!entry?.isDirectory() || name.startsWith('.') || name === 'node_modules') return [];
    return listFiles(file);
  });
}

function listFolder(folder: string): readonly string[] {
  return naming(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(folder, entry.name))
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
function naming<T>(file: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw new FileError(sentence(file, error));
  }
}

function sentence(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return `${file} does not exist`;
    case 'EISDIR':
      return `${file} is a folder, not a file`;
    case 'EACCES':
    case 'EPERM':
      return `${file} may not be read (permission denied)`;
    default:
      return `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
