// What the rest of the program may ask of a disk. The one implementation is nodeFileSystem.ts; tests bring their own.
import type { Sample } from '../events/event';

export interface FileSystem {
  /** UTF-8 text, a byte order mark included. Throws FileError. */
  readText(path: string): string;
  /** The content as it is: what a parser needs that tells bytes that are no text. Throws FileError. */
  readBytes(path: string): Uint8Array;
  /** Replaces what is there. Throws FileError. */
  writeText(path: string, text: string): void;
  /** `undefined` where nothing is. */
  kindOf(path: string): 'file' | 'folder' | undefined;
  /**
   * Paths of the files below a folder, sorted; folders whose name begins with a dot and `node_modules` are left out.
   * Links are followed, unless what they lead to is met anyway. `unreadable`: what to do about folders below it that
   * cannot be read. Throws FileError.
   */
  listFiles(folder: string, unreadable?: 'fail' | 'skip'): readonly string[];
  /** Paths of the files directly in a folder, sorted. */
  listFolder(folder: string): readonly string[];
  /** A file as a sample under the name that the caller gave it. Throws FileError, at once or while it is read. */
  openSample(path: string, onBlock?: (bytes: number) => void): Sample;
  /** In bytes; 0 for a pipe. Throws FileError. */
  sizeOf(path: string): number;
}

/**
 * What `parseRule` takes: the text of a file, or its bytes where they may be no text; most are, and text is read faster.
 * Throws FileError.
 */
export function readSource(path: string, files: FileSystem): string | Uint8Array {
  const text = files.readText(path);
  return text.includes('\ufffd') ? files.readBytes(path) : text;
}

/** The text as an editor holds it, for places in it: without a byte order mark. Throws FileError. */
export function readEditorText(path: string, files: Pick<FileSystem, 'readText'>): string {
  return withoutMark(files.readText(path));
}

export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** A path that cannot be read. The message is one sentence with the path in it. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** Undefined where what is read cannot be. */
export function ifReadable<R>(read: () => R): R | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
