// Finds the places where an exception list is kept.
import { lineStarts, positionAt } from '../text/lineIndex';
import type { LinePosition } from '../text/lineIndex';
import { findExceptionPaths, readExceptionFiles } from './exceptionFiles';
import { readEditorText } from './fileSystem';
import type { FileSystem } from './fileSystem';

/** A place in a file that need not be open. */
export interface FilePlace {
  readonly path: string;
  readonly range: { readonly start: LinePosition; readonly end: LinePosition };
}

/** The first mention of the list in each file that holds it. `names`: the setting `rulewright.exceptions`. */
export function findListPlaces(
  listId: string,
  { rulePath, names }: { readonly rulePath: string; readonly names: readonly string[] },
  files: FileSystem,
): readonly FilePlace[] {
  return readExceptionFiles(findExceptionPaths(names, rulePath, files), files).flatMap((file) => {
    const isThere =
      file.listIds.includes(listId) || file.items.some((item) => item.listId === listId);
    return isThere ? [placeIn(file.path, listId, files)] : [];
  });
}

function placeIn(path: string, listId: string, files: FileSystem): FilePlace {
  const text = readEditorText(path, files);
  const quoted = text.indexOf(JSON.stringify(listId));
  const start = quoted < 0 ? Math.max(0, text.indexOf(listId)) : quoted + 1;
  const end = start + (text.startsWith(listId, start) ? listId.length : 0);
  const starts = lineStarts(text);
  return { path, range: { start: positionAt(starts, start), end: positionAt(starts, end) } };
}
