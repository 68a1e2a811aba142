// What the checks of a file on disk may know: one way for the server and for its worker thread.
import { dirname } from 'node:path';
import type { AttackCatalog } from './catalog/attackCatalog';
import type { CheckContext } from './checks/check';
import type { RuleDocument } from './rule/ruleDocument';
import { memoize } from './engine/memoize';
import { checkContext } from './services/checkContext';
import type { RuleCollection } from './services/otherRules';
import type { Settings } from './settings';
import { oncePer } from './text/oncePer';
import { loadCheckTypes } from './workspace/checkTypes';
import { FileError } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { RepositoryConfigs, folderIn, settingsInRepository } from './workspace/repositoryConfig';
import { configProblems } from './workspace/repositoryProblems';
import type { FileProblems } from './workspace/repositoryProblems';
import { foldersOf, isWithin, placeOf, repositoryOf } from './workspace/repositoryLayout';

export interface CheckedRule {
  readonly document: RuleDocument;
  /** On disk. */
  readonly path: string;
  /** Those of the workspace, this one included. */
  readonly rules: RuleCollection;
  /** ATT&CK as it is in force for the file. */
  readonly attack: AttackCatalog;
}

const configs = new RepositoryConfigs(nodeFileSystem);

/** Types of a file that the settings name and that cannot be used count as none; a run says what is wrong. */
export function fileCheckContext(
  settings: Settings,
  { document, path, rules, attack }: CheckedRule,
): CheckContext {
  adopt(rules);
  const config = configs.configFor(path);
  const own = settingsInRepository(settings, config, document.rule.id?.value);
  const shown = slashed(path);
  const around = placeOf(config.layout, path, rules);
  return {
    ...typedContext(own, { document, path, shown, attack }),
    ...folderIn(config, path),
    others: rules.without(shown, around),
  };
}

/** The configurations of the folders hold for rules elsewhere too. */
const adopt = oncePer(({ folders }: RuleCollection) => outerFolders(folders.roots));

/** Folders of rules that the repositories in these folders keep elsewhere. */
export function outerFolders(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => {
      const { layout } = configs.adopt(folder);
      return layout ? foldersOf(layout) : [];
    })
    .filter((outer) => !folders.some((folder) => isWithin(outer, folder)));
}

/** What is wrong with the configurations of the repositories that files and folders lie in. */
export function repositoryProblems(paths: Iterable<string>): readonly FileProblems[] {
  const folders = new Set([...paths].map((path) => dirname(path)));
  const found = new Set([...folders].flatMap((folder) => configs.fileFor(folder) ?? []));
  return [...found].flatMap((file) => configProblems(file, nodeFileSystem));
}

/** Names the repository of rules by their paths, for a comparison of all of them. */
export function repositoryNames(): (rulePath: string) => string {
  const nameIn = memoize((folder) => repositoryOf(configs.configIn(folder).layout, folder));
  return (rulePath) => nameIn(dirname(rulePath));
}

function typedContext(
  settings: Settings,
  {
    document,
    path,
    shown,
    attack,
  }: Pick<CheckedRule, 'document' | 'path' | 'attack'> & { readonly shown: string },
): CheckContext {
  try {
    const rule = { document, rulePath: path };
    const types = loadCheckTypes(settings.fieldTypes, rule, nodeFileSystem);
    return checkContext(settings, shown, { types, attack });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return checkContext(settings, shown, { attack });
  }
}

/** As paths are shown. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
