// A folder of files that we can make again: results of long work, kept from one start to the next.

/** Any of it may vanish or break at any time. The implementation is in nodeFileSystem.ts. */
export interface CacheFolder {
  /** Undefined for what is not there or cannot be read. */
  read(name: string): Uint8Array | undefined;
  /**
   * All of it or nothing, even where others write the same at the same time. A disk that is full or not ours to write on
   * leaves the folder as it was. Of the files with the same beginning up to the first dot only the last few are kept.
   */
  write(name: string, bytes: Uint8Array): void;
}
