// The rule repositories that the files of a run lie in: what they leave out, and where their rules are.
import path from 'node:path';
import type { CheckContext } from '../checks/check';
import { memoize } from '../engine/memoize';
import type { KnownFolders, RuleCollection, Surroundings } from '../services/otherRules';
import { folderIn, RepositoryConfigs } from '../workspace/repositoryConfig';
import type { RepositoryConfig } from '../workspace/repositoryConfig';
import { foldersOf, isWithin, placeOf, repositoryOf } from '../workspace/repositoryLayout';
import { configProblems } from '../workspace/repositoryProblems';
import type { FileProblems } from '../workspace/repositoryProblems';
import type { Io } from './command';

export interface RuleFolderFacts {
  readonly config: RepositoryConfig;
  /** A name for the rules that a rule is compared with. */
  readonly name: string;
  readonly context: Pick<CheckContext, 'folder'>;
}

/** Lives as long as a run. */
export class Repositories {
  private readonly configs: RepositoryConfigs;
  /** What holds for all rules of a folder is found out once. */
  private readonly inFolder: (folder: string) => RuleFolderFacts;
  /** Folders of rules that the named repositories keep outside of what is named. */
  readonly outside: readonly string[];
  readonly folders: KnownFolders;

  /** `named`: files and folders. What lies below the present folder as a whole may be a repository on its own. */
  constructor(
    named: readonly string[],
    private readonly io: Io,
  ) {
    const { files, environment } = io;
    this.configs = new RepositoryConfigs(files, environment);
    this.inFolder = memoize((folder) => this.factsOf(path.resolve(folder, 'rule.toml')));
    const folders = named
      .filter((one) => files.kindOf(one) === 'folder')
      .map((one) => path.resolve(one));
    this.outside = folders
      .flatMap((folder) => {
        const { layout } = this.configs.adopt(folder);
        return layout ? foldersOf(layout) : [];
      })
      .filter((folder) => files.kindOf(folder) === 'folder')
      .filter((folder) => !folders.some((other) => isWithin(folder, other)));
    const here = path.resolve('.');
    this.folders = {
      read: [...folders, ...this.outside],
      roots: folders.filter((folder) => isWithin(here, folder)),
    };
  }

  /** What is wrong with the configurations of the repositories that the files lie in. */
  problemsFor(files: readonly string[]): readonly FileProblems[] {
    const folders = new Set(files.map((file) => path.dirname(path.resolve(file))));
    const configs = new Set([...folders].flatMap((folder) => this.configs.fileFor(folder) ?? []));
    return [...configs].flatMap((file) => configProblems(file, this.io.files));
  }

  factsFor(file: string): RuleFolderFacts {
    return this.inFolder(path.dirname(file));
  }

  surroundingsOf(file: string, rules: RuleCollection): Surroundings {
    return placeOf(this.factsFor(file).config.layout, path.resolve(file), rules);
  }

  private factsOf(file: string): RuleFolderFacts {
    const config = this.configs.configIn(path.dirname(file));
    return { config, name: repositoryOf(config.layout, file), context: folderIn(config, file) };
  }
}
