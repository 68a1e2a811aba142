// `_config.yaml` of a rule repository and the test configuration it names: what they leave out, we leave out.
import path from 'node:path';
import { bypassSwitches, bypassedBySwitches } from '../checks/bypasses';
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
import { allTests, leavesOut, readTestConfig } from './testConfig';
import type { TestConfig } from './testConfig';

/** Besides tests and rules, switches of the configuration itself leave checks out. */
export interface RepositoryConfig extends TestConfig {
  /** Absent where no `_config.yaml` says where the rules are. */
  readonly layout?: RepositoryLayout;
}

const none: RepositoryConfig = allTests;

/** A folder of rules outside of its repository says nothing of it: this variable names one, as for its own tools. */
const ownRepository = 'CUSTOM_RULES_DIR';

/** Names the test configuration, whatever the repository's own configuration says. */
const ownTests = 'DETECTION_RULES_TEST_CONFIG';

/** Where the file stands, from the root of a repository: one of one's own, or the detection-rules repository. */
const places = ['_config.yaml', path.join('detection_rules', 'etc', '_config.yaml')];

/** Reads the configuration of the repository that a rule lies in; keeps what it read for the rules to come. */
export class RepositoryConfigs {
  private readonly read = new Map<string, { readonly stamp: string; readonly read: ReadConfig }>();
  /** Configurations of repositories that are known to be there, whose rules may lie elsewhere. */
  private readonly adopted = new Set<string>();
  private readonly testFile: string | undefined;

  /**
   * @param environment may leave out validations for all repositories and name one, as it does for the repository's own
   * tools
   */
  constructor(
    private readonly files: FileSystem,
    private readonly environment: Environment = {},
  ) {
    const tests = environment[ownTests] ?? '';
    this.testFile = tests === '' ? undefined : path.resolve(tests);
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
    const config = file === undefined && this.testFile === undefined ? none : this.readKept(file);
    return {
      ...config,
      severities: { ...config.severities, ...bypassedByEnvironment(this.environment) },
    };
  }

  private readKept(file: string | undefined): RepositoryConfig {
    const key = file ?? '';
    const known = this.read.get(key);
    if (known?.stamp === this.stampOf(known?.read.sources ?? [])) return known.read.config;
    const read = readConfig(file, this.testFile, this.files);
    this.read.set(key, { stamp: this.stampOf(read.sources), read });
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

/** Of a configuration and the tests that it, or the environment before it, names. */
function readConfig(
  file: string | undefined,
  ofEnvironment: string | undefined,
  files: FileSystem,
): ReadConfig {
  const yaml = (file === undefined ? undefined : readConfigYaml(file, files)?.value) ?? {};
  const testFile = ofEnvironment ?? (file === undefined ? undefined : testFileOf(file, yaml));
  const tests = testFile === undefined ? allTests : readTestConfig(testFile, files);
  const switches = bypassSwitches.filter((name) => yaml[name] === true);
  const fileName =
    yaml['no_tactic_filename'] === true ? { 'file-name-tactic': 'off' as const } : {};
  const layout = file === undefined ? undefined : readLayout(file, yaml, files);
  const config: RepositoryConfig = {
    ...tests,
    severities: { ...bypassedBySwitches(switches), ...tests.severities, ...fileName },
    ...(layout && { layout }),
  };
  const retired = file === undefined ? undefined : retiredFile(file, yaml);
  return { config, sources: [file, testFile, retired].filter(isNamed) };
}

function testFileOf(file: string, yaml: Readonly<Record<string, unknown>>): string | undefined {
  const testing = yaml['testing'];
  const named = isRecord(testing) ? testing['config'] : undefined;
  return typeof named === 'string' ? beside(file, named) : undefined;
}

function isNamed(file: string | undefined): file is string {
  return file !== undefined;
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
  const isBypassed = ruleId !== undefined && leavesOut(config, ruleId);
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
