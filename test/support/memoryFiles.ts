// A disk in memory, for tests of what works on files.
import { FileError } from '../../server/src/workspace/fileSystem';
import type { FileSystem } from '../../server/src/workspace/fileSystem';
import { sampleOf } from './samples';

/** Files by path; folders are what lies before a slash. */
export function memoryFiles(files: Readonly<Record<string, string>>): FileSystem {
  const paths = Object.keys(files).sort();
  const readText = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new FileError(`${path} does not exist`);
    return text;
  };
  return {
    readText,
    readBytes: (path) => Buffer.from(readText(path)),
    writeText: (path) => {
      throw new FileError(`${path} cannot be written`);
    },
    kindOf(path) {
      if (path in files) return 'file';
      return paths.some((file) => file.startsWith(`${path}/`)) ? 'folder' : undefined;
    },
    listFolder: (folder) =>
      paths.filter(
        (file) => file.startsWith(`${folder}/`) && !file.slice(folder.length + 1).includes('/'),
      ),
    listFiles: (folder) => paths.filter((file) => file.startsWith(`${folder}/`)),
    openSample: (path) => sampleOf(readText(path), 1 << 16, path),
    sizeOf: (path) => Buffer.byteLength(readText(path)),
  };
}
