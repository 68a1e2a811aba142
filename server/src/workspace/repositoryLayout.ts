// Where a rule repository keeps its rules, and which files its `_config.yaml` names.
import path from 'node:path';
import type { RuleFolder } from '../checks/check';
import { isRecord } from '../settings';
import { ifReadable } from './fileSystem';
import type { FileSystem } from './fileSystem';

export interface RepositoryLayout {
  /** The `_config.yaml`, which tells one repository from another. */
  readonly file: string;
  /** Absolute, like the next; rules are in the folders below as well. */
  readonly ruleFolders: readonly string[];
  readonly blockFolders: readonly string[];
  /** Rules that the repository had once. */
  readonly retiredIds: readonly string[];
}

type Yaml = Readonly<Record<string, unknown>>;

/** Undefined for a configuration that names no folder of rules. */
export function readLayout(
  file: string,
  yaml: Yaml,
  files: FileSystem,
): RepositoryLayout | undefined {
  const ruleFolders = foldersIn(file, yaml['rule_dirs']);
  if (ruleFolders.length === 0) return undefined;
  return {
    file,
    ruleFolders,
    blockFolders: foldersIn(file, yaml['bbr_rules_dirs']),
    retiredIds: retiredIds(retiredFile(file, yaml), files),
  };
}

function foldersIn(file: string, list: unknown): readonly string[] {
  const names = Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  return names.map((name) => beside(file, name));
}

/** Names in the file are relative to where it stands. */
export function beside(file: string, name: string): string {
  return path.resolve(path.dirname(file), name);
}

/** The list of rules that were retired; undefined where none is named. */
export function retiredFile(file: string, yaml: Yaml): string | undefined {
  const named = isRecord(yaml['files']) ? yaml['files']['deprecated_rules'] : undefined;
  return typeof named === 'string' ? beside(file, named) : undefined;
}

function retiredIds(file: string | undefined, files: FileSystem): readonly string[] {
  const text = file === undefined ? undefined : ifReadable(() => files.readText(file));
  const list = text === undefined ? undefined : parseJson(text);
  return isRecord(list) ? Object.keys(list) : [];
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** All folders that hold rules. */
export function foldersOf({ ruleFolders, blockFolders }: RepositoryLayout): readonly string[] {
  return [...ruleFolders, ...blockFolders];
}

/** The folder of rules that a file lies in, the innermost; undefined outside of them. */
export function ruleFolderOf(layout: RepositoryLayout, rulePath: string): RuleFolder | undefined {
  const found = foldersOf(layout)
    .filter((folder) => isWithin(rulePath, folder))
    .sort((a, b) => b.length - a.length)[0];
  if (found === undefined) return undefined;
  return {
    name: path.basename(found),
    holds: layout.blockFolders.includes(found) ? 'blocks' : 'rules',
    below: path.relative(found, path.dirname(rulePath)).split(path.sep).filter(Boolean),
    blocks: layout.blockFolders.map((folder) => path.basename(folder)),
  };
}

/** The path is the folder or lies below it. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative === '' ||
    (relative !== '..' && !/^\.\.[\\/]/.test(relative) && !path.isAbsolute(relative))
  );
}

/** Among which rules a file stands, as its path and the configuration of its repository tell. */
export interface RulePlace {
  readonly repository: string;
  /** The repository whose rules it may name, if all of them are known. */
  readonly whole: string | undefined;
  readonly retiredIds: readonly string[];
}

/** What is known of rules. */
interface KnownRules {
  /** Whose rules are all read, and those of them that are a repository where no configuration says what is one. */
  readonly folders: { readonly read: readonly string[]; readonly roots: readonly string[] };
  /** Rules of a repository. */
  countIn(repository: string): number;
}

/** What lies beside a repository's folders of rules is compared with its like only. A single rule is no repository. */
export function placeOf(
  layout: RepositoryLayout | undefined,
  rulePath: string,
  known: KnownRules,
): RulePlace {
  const repository = repositoryOf(layout, rulePath);
  const isIn = (folders: readonly string[], file: string): boolean =>
    folders.some((folder) => isWithin(file, folder));
  const { read, roots } = known.folders;
  if (!layout) {
    const isWhole = isIn(roots, rulePath) && known.countIn(repository) > 1;
    return { repository, whole: isWhole ? repository : undefined, retiredIds: [] };
  }
  const isWhole = foldersOf(layout).every((folder) => isIn(read, folder));
  return { repository, whole: isWhole ? layout.file : undefined, retiredIds: layout.retiredIds };
}

/** A name for the rules that a rule is compared with; `place` is its path, or its folder. */
export function repositoryOf(layout: RepositoryLayout | undefined, place: string): string {
  if (!layout) return '';
  return ruleFolderOf(layout, place) ? layout.file : `${layout.file} beside`;
}
