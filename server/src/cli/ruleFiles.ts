// The rule files that the arguments of a subcommand name.
import path from 'node:path';
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { FileError, readSource } from '../workspace/fileSystem';
import type { FileSystem } from '../workspace/fileSystem';
import { isTomlFile } from '../workspace/ruleIndex';

/**
 * The files that paths name and the TOML files below folders that they name, each once under its first name, without
 * `./` and the like. Throws FileError.
 */
export function ruleFiles(paths: readonly string[], files: FileSystem): readonly string[] {
  const all = paths.flatMap((one) => filesAt(tidied(one), files));
  const first = new Map<string, string>();
  for (const file of all) {
    const full = path.resolve(file);
    if (!first.has(full)) first.set(full, file);
  }
  return [...first.values()];
}

/** The path as it stands in reports: what reads them compares it with the names that a repository has. */
export function tidied(named: string): string {
  if (named === '') throw new FileError('an empty path names no file');
  return path.normalize(named);
}

function filesAt(named: string, files: FileSystem): readonly string[] {
  switch (files.kindOf(named)) {
    case undefined:
      files.sizeOf(named); // throws, and says why
      return [];
    case 'file':
      return [named];
    case 'folder':
      return files.listFiles(named).filter(isTomlFile);
  }
}

/** The detection rules among the files that paths name, each once. Throws FileError. */
export function readRules(
  paths: readonly string[],
  files: FileSystem,
): readonly { readonly file: string; readonly document: RuleDocument }[] {
  return ruleFiles(paths, files)
    .map((file) => ({ file, document: parseRule(readSource(file, files)) }))
    .filter(({ document }) => document.isRule);
}
