// The rule repositories that the files of a run lie in: what they leave out, and where their rules are.
import path from 'node:path';
import { memoize } from '../engine/memoize';
import type { KnownFolders, RuleCollection, Surroundings } from '../services/otherRules';
import { RepositoryConfigs } from '../workspace/repositoryConfig';
import type { RepositoryConfig } from '../workspace/repositoryConfig';
import { foldersOf, isWithin, placeOf, repositoryOf } from '../workspace/repositoryLayout';
import { configProblems } from '../workspace/repositoryProblems';
import type { FileProblems } from '../workspace/repositoryProblems';
import type { Io } from './command';

/** Lives as long as a run. */
export class Repositories {
  private readonly configs: RepositoryConfigs;
  private readonly configIn: (folder: string) => RepositoryConfig;
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
    this.configIn = memoize((folder) => this.configs.configIn(folder));
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

  /** What holds for a folder is found out once. */
  configOf(file: string): RepositoryConfig {
    return this.configIn(path.dirname(path.resolve(file)));
  }

  /** A name for the rules that a rule is compared with. */
  nameFor(file: string): string {
    return repositoryOf(this.configOf(file).layout, path.resolve(file));
  }

  surroundingsOf(file: string, rules: RuleCollection): Surroundings {
    return placeOf(this.configOf(file).layout, path.resolve(file), rules);
  }
}
