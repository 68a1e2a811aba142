// The rule files that the arguments of a subcommand name.
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { FileError, readSource } from '../workspace/fileSystem';
import type { FileSystem } from '../workspace/fileSystem';

/** The file itself, or the TOML files below the folder. Throws FileError. */
export function ruleFiles(path: string, files: FileSystem): readonly string[] {
  switch (files.kindOf(path)) {
    case undefined:
      throw new FileError(`${path} does not exist`);
    case 'file':
      return [path];
    case 'folder':
      return files.listFiles(path).filter((file) => file.endsWith('.toml'));
  }
}

/** The detection rules among the files that paths name, each once. Throws FileError. */
export function readRules(
  paths: readonly string[],
  files: FileSystem,
): readonly { readonly file: string; readonly document: RuleDocument }[] {
  return [...new Set(paths.flatMap((path) => ruleFiles(path, files)))]
    .map((file) => ({ file, document: parseRule(readSource(file, files)) }))
    .filter(({ document }) => document.isRule);
}
