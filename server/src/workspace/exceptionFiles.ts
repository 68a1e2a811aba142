// Finds the exception items of a rule: in files that are named, and in folders by the rule's id and its lists.
import path from 'node:path';
import type { ExceptionInput } from '../engine/exceptions/ruleExceptions';
import type { RunWarning } from '../engine/runResult';
import { exceptionListsOf } from '../rule/exceptionLists';
import type { ExceptionFile, ExceptionItem } from '../rule/exceptions';
import { readExceptions } from '../rule/readExceptions';
import type { RuleDocument } from '../rule/ruleDocument';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';

export interface ExceptionSource {
  /** Files and folders. All items of a file count; of a folder those that belong to the rule. */
  readonly paths: readonly string[];
  /** Folder of value lists: a text file per list, named by its id (`.txt` may follow), one value on a line. */
  readonly valueLists: string | undefined;
}

type ExceptionRule = Pick<RuleDocument, 'rule' | 'toml'>;

const exceptionFile = /\.(?:toml|ndjson|json)$/i;
/** A folder may hold samples as well; item files are small. */
const largestFile = 16_000_000;

/** Throws FileError for a path that is not there and for items that cannot be read. */
export function loadExceptions(
  source: ExceptionSource,
  { rule, toml }: ExceptionRule,
  files: FileSystem,
): ExceptionInput {
  const lists = new Set(exceptionListsOf(toml).map(({ listId }) => listId));
  const isOwn = ({ ruleIds, listId }: ExceptionItem): boolean =>
    (rule.id !== undefined && ruleIds.includes(rule.id.value)) ||
    (listId !== undefined && lists.has(listId));
  const items: ExceptionItem[] = [];
  const warnings: RunWarning[] = [];
  const listIds: string[] = [];
  for (const given of source.paths) {
    const isFolder = files.kindOf(given) === 'folder';
    for (const file of isFolder ? filesIn(given, files) : [given]) {
      const read = readFile(file, isFolder, files);
      listIds.push(...read.listIds);
      items.push(...(isFolder ? read.items.filter(isOwn) : read.items));
      if (!isFolder) warnings.push(...unlinked(read.items, isOwn));
    }
  }
  return { items, listIds, warnings, valueLists: valueListsOf(source, items, files) };
}

function filesIn(folder: string, files: FileSystem): readonly string[] {
  return files
    .listFiles(folder)
    .filter((file) => exceptionFile.test(file) && files.sizeOf(file) <= largestFile);
}

/** All items files among files and folders, whichever rule they are for; those that cannot be read are left out. */
export function readExceptionFiles(
  paths: readonly string[],
  files: FileSystem,
): readonly (ExceptionFile & { readonly path: string })[] {
  return paths
    .flatMap((given) => (files.kindOf(given) === 'folder' ? filesIn(given, files) : [given]))
    .filter((file) => files.kindOf(file) === 'file')
    .map((file) => ({ ...readExceptions(files.readText(file), file), path: file }));
}

/** A folder holds other files too, which need not be JSON. */
function readFile(file: string, isFolder: boolean, files: FileSystem): ExceptionFile {
  const read = readExceptions(files.readText(file), file);
  const isEmpty = read.items.length === 0 && read.listIds.length === 0;
  const isOther = isFolder && isEmpty && read.problems.every((one) => one.endsWith('not JSON'));
  const [problem] = read.problems;
  if (problem !== undefined && !isOther) throw new FileError(problem);
  if (isEmpty && !isFolder) throw new FileError(`${file} holds no exception items`);
  return read;
}

function unlinked(
  items: readonly ExceptionItem[],
  isOwn: (item: ExceptionItem) => boolean,
): readonly RunWarning[] {
  const stray = items.find((item) => item.ruleIds.length > 0 && !isOwn(item));
  if (stray === undefined) return [];
  const message = `the file names other rules; its items are applied because it was named itself`;
  return [{ code: 'exceptions-of-other-rules', message, file: stray.file, line: stray.line }];
}

/** In the folder given, else beside the items. */
function valueListsOf(
  { valueLists }: ExceptionSource,
  items: readonly ExceptionItem[],
  files: FileSystem,
): (id: string) => readonly string[] | undefined {
  const folders = new Set([
    ...(valueLists === undefined ? [] : [valueLists]),
    ...items.map(({ file }) => path.dirname(file)),
  ]);
  return (id) => {
    // An id is a name, never a path.
    if (path.basename(id) !== id) return undefined;
    const file = [...folders]
      .flatMap((folder) => [path.join(folder, id), path.join(folder, `${id}.txt`)])
      .find((candidate) => files.kindOf(candidate) === 'file');
    return file === undefined ? undefined : linesOf(files.readText(file));
  };
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * The files and folders of the setting `rulewright.exceptions`: absolute paths as they are, other names where they are
 * found beside the rule file or, going outwards, beside a folder around it.
 */
export function findExceptionPaths(
  names: readonly string[],
  rule: string,
  files: FileSystem,
): readonly string[] {
  const around = foldersAround(rule);
  return names.flatMap((name) => {
    if (path.isAbsolute(name)) return [name];
    const found = around.map((folder) => path.join(folder, name));
    return found.find((candidate) => files.kindOf(candidate) !== undefined) ?? [];
  });
}

/** From the inside out. */
function foldersAround(file: string): readonly string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAround(folder)];
}
