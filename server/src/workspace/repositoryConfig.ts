// `_config.yaml` of a rule repository and the test configuration it names: what they leave out, we leave out.
import path from 'node:path';
import { bypassSwitches, bypassedBySwitches, bypassedByTests } from '../checks/bypasses';
import type { CheckContext, SeverityLevels } from '../checks/check';
import { checkCodes } from '../checks/index';
import { isRecord } from '../settings';
import type { Settings } from '../settings';
import { oncePer } from '../text/oncePer';
import { readConfigYaml } from './configYaml';
import type { FileSystem } from './fileSystem';
import {
  beside,
  foldersOf,
  isWithin,
  readLayout,
  retiredFile,
  ruleFolderOf,
} from './repositoryLayout';
import type { RepositoryLayout } from './repositoryLayout';

export interface RepositoryConfig {
  /** Checks that the repository does not want. */
  readonly severities: SeverityLevels;
  /** Ids of rules that the repository does not validate. */
  readonly bypassedRules: readonly string[];
  /** Absent where no `_config.yaml` says where the rules are. */
  readonly layout?: RepositoryLayout;
}

const none: RepositoryConfig = { severities: {}, bypassedRules: [] };

/** A folder of rules outside of its repository says nothing of it: this variable names one, as for its own tools. */
const ownRepository = 'CUSTOM_RULES_DIR';

/** Where the file stands, from the root of a repository: one of one's own, or the detection-rules repository. */
const places = ['_config.yaml', path.join('detection_rules', 'etc', '_config.yaml')];

/** Reads the configuration of the repository that a rule lies in; keeps what it read for the rules to come. */
export class RepositoryConfigs {
  private readonly read = new Map<string, { readonly stamp: string; readonly read: ReadConfig }>();
  /** Configurations of repositories that are known to be there, whose rules may lie elsewhere. */
  private readonly adopted = new Set<string>();

  /**
   * @param environment may leave out validations for all repositories and name one, as it does for the repository's own
   * tools
   */
  constructor(
    private readonly files: FileSystem,
    private readonly environment: Environment = {},
  ) {
    const named = environment[ownRepository];
    if (named !== undefined && named !== '') this.adopt(path.resolve(named));
  }

  /** The configuration that stands in a folder, given by its absolute path, holds from now on for all that it names. */
  adopt(folder: string): RepositoryConfig {
    const file = this.fileIn(folder);
    if (file === undefined) return none;
    this.adopted.add(file);
    return this.readKept(file);
  }

  configFor(rulePath: string): RepositoryConfig {
    return this.configIn(path.dirname(path.resolve(rulePath)));
  }

  /**
   * Of all rules directly in a folder, given by its absolute path. Of no repository, and for a file that is no YAML:
   * nothing is left out.
   */
  configIn(ruleFolder: string): RepositoryConfig {
    const file = this.fileFor(ruleFolder);
    const config = file === undefined ? none : this.readKept(file);
    return {
      ...config,
      severities: { ...config.severities, ...bypassedByEnvironment(this.environment) },
    };
  }

  private readKept(file: string): RepositoryConfig {
    const known = this.read.get(file);
    if (known?.stamp === this.stampOf(known?.read.sources ?? [])) return known.read.config;
    const read = readConfig(file, this.files);
    this.read.set(file, { stamp: this.stampOf(read.sources), read });
    return read.config;
  }

  /** The configuration of rules in a folder, given by its absolute path: around them, else one that names the folder. */
  fileFor(ruleFolder: string): string | undefined {
    for (let folder = ruleFolder; ; folder = path.dirname(folder)) {
      const file = this.fileIn(folder);
      if (file !== undefined) return file;
      if (folder === path.dirname(folder)) return this.fileNaming(ruleFolder);
    }
  }

  private fileIn(folder: string): string | undefined {
    return places
      .map((place) => path.join(folder, place))
      .find((candidate) => this.files.kindOf(candidate) === 'file');
  }

  private fileNaming(ruleFolder: string): string | undefined {
    return [...this.adopted].find((file) => {
      const { layout } = this.readKept(file);
      return layout && foldersOf(layout).some((folder) => isWithin(ruleFolder, folder));
    });
  }

  private stampOf(sources: readonly string[]): string {
    return sources
      .map((source) =>
        this.files.kindOf(source) === 'file'
          ? (this.files.openSample(source).version ?? this.files.sizeOf(source))
          : 'absent',
      )
      .join(' ');
  }
}

/** Variables of the process. */
type Environment = Readonly<Record<string, string | undefined>>;

/** `DR_BYPASS_TAGS_VALIDATION` and the like: any text switches them on. */
function bypassedByEnvironment(environment: Environment): SeverityLevels {
  const isOn = (name: string): boolean => (environment[`DR_${name.toUpperCase()}`] ?? '') !== '';
  return bypassedBySwitches(bypassSwitches.filter(isOn));
}

interface ReadConfig {
  readonly config: RepositoryConfig;
  /** The files it was read from, or would be. */
  readonly sources: readonly string[];
}

function readConfig(file: string, files: FileSystem): ReadConfig {
  const yaml = readConfigYaml(file, files)?.value ?? {};
  const testing = yaml['testing'];
  const named = isRecord(testing) ? testing['config'] : undefined;
  const testFile = typeof named === 'string' ? beside(file, named) : undefined;
  const tests = testFile === undefined ? {} : (readConfigYaml(testFile, files)?.value ?? {});
  const switches = bypassSwitches.filter((name) => yaml[name] === true);
  const fileName =
    yaml['no_tactic_filename'] === true ? { 'file-name-tactic': 'off' as const } : {};
  const layout = readLayout(file, yaml, files);
  const config: RepositoryConfig = {
    severities: {
      ...bypassedBySwitches(switches),
      ...bypassedByTests(listIn(tests, 'unit_tests')),
      ...fileName,
    },
    bypassedRules: listIn(tests, 'rule_validation'),
    ...(layout && { layout }),
  };
  return { config, sources: [file, testFile, retiredFile(file, yaml)].filter(isNamed) };
}

function isNamed(file: string | undefined): file is string {
  return file !== undefined;
}

/** The `bypass` list of a part of the test configuration. */
function listIn(tests: Readonly<Record<string, unknown>>, part: string): readonly string[] {
  const group = tests[part];
  const list = isRecord(group) ? group['bypass'] : undefined;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The folder of rules that a rule lies in, for its checks; nothing where no configuration tells. */
export function folderIn(
  { layout }: RepositoryConfig,
  rulePath: string,
): Pick<CheckContext, 'folder'> {
  return layout ? { folder: ruleFolderOf(layout, rulePath) ?? 'none' } : {};
}

/** The settings as they hold for a rule in its repository; levels that the user sets win. */
export function settingsInRepository(
  settings: Settings,
  config: RepositoryConfig,
  ruleId: string | undefined,
): Settings {
  const isBypassed = ruleId !== undefined && config.bypassedRules.includes(ruleId);
  return isBypassed ? withLevels(settings, allOff()) : settingsIn(config)(settings);
}

/** One object for all rules of a repository: much is remembered for it. */
const settingsIn = oncePer((config: RepositoryConfig) =>
  oncePer((settings: Settings) => withLevels(settings, config.severities)),
);

function withLevels(settings: Settings, levels: SeverityLevels): Settings {
  return { ...settings, checks: { severity: { ...levels, ...settings.checks.severity } } };
}

function allOff(): SeverityLevels {
  return Object.fromEntries(checkCodes.map((code) => [code, 'off'] as const));
}
