// Finds the places that name a field in exceptions as Kibana exports them: JSON, which the index of rules does not hold.
import { lineStarts, positionAt } from '../text/lineIndex';
import { findExceptionPaths, readExceptionFiles } from './exceptionFiles';
import type { FilePlace } from './exceptionLists';
import { readEditorText } from './fileSystem';
import type { FileSystem } from './fileSystem';

/** Only a key is followed by a colon: what looks the same within a text has its quotes escaped. */
const namedField = /"field"\s*:\s*"((?:\\.|[^"\\])*)"/g;

/** `names`: the setting `rulewright.exceptions`. */
export function findExceptionFields(
  field: string,
  { rulePath, names }: { readonly rulePath: string; readonly names: readonly string[] },
  files: FileSystem,
): readonly FilePlace[] {
  return readExceptionFiles(findExceptionPaths(names, rulePath, files), files)
    .filter(({ path, items }) => items.length > 0 && !/\.toml$/i.test(path))
    .flatMap(({ path }) => placesIn(path, field, files));
}

function placesIn(path: string, field: string, files: FileSystem): readonly FilePlace[] {
  const text = readEditorText(path, files);
  const starts = lineStarts(text);
  return [...text.matchAll(namedField)]
    .filter(([, name]) => name === field)
    .map(({ 0: pair, index }) => {
      const end = index + pair.length - 1;
      const range = { start: positionAt(starts, end - field.length), end: positionAt(starts, end) };
      return { path, range };
    });
}
