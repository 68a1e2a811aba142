// `_config.yaml` of a rule repository and the test configuration it names: what they leave out, we leave out.
import path from 'node:path';
import { parse } from 'yaml';
import { bypassSwitches, bypassedBySwitches, bypassedByTests } from '../checks/bypasses';
import type { SeverityLevels } from '../checks/check';
import { checkCodes } from '../checks/index';
import { isRecord } from '../settings';
import type { Settings } from '../settings';
import { oncePer } from '../text/oncePer';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';

export interface RepositoryConfig {
  /** Checks that the repository does not want. */
  readonly severities: SeverityLevels;
  /** Ids of rules that the repository does not validate. */
  readonly bypassedRules: readonly string[];
}

const none: RepositoryConfig = { severities: {}, bypassedRules: [] };

/** Where the file stands, from the root of a repository: one of one's own, or the detection-rules repository. */
const places = ['_config.yaml', path.join('detection_rules', 'etc', '_config.yaml')];

/** Reads the configuration of the repository that a rule lies in; keeps what it read for the rules to come. */
export class RepositoryConfigs {
  private readonly read = new Map<string, { readonly stamp: string; readonly read: ReadConfig }>();

  /** @param environment may leave out validations for all repositories, as it does for the repository's own tools */
  constructor(
    private readonly files: FileSystem,
    private readonly environment: Environment = {},
  ) {}

  configFor(rulePath: string): RepositoryConfig {
    return this.configIn(path.dirname(path.resolve(rulePath)));
  }

  /**
   * Of all rules directly in a folder, given by its absolute path. Of no repository, and for a file that is no YAML:
   * nothing is left out.
   */
  configIn(ruleFolder: string): RepositoryConfig {
    const file = this.find(ruleFolder);
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

  private find(ruleFolder: string): string | undefined {
    for (let folder = ruleFolder; ; folder = path.dirname(folder)) {
      const file = places
        .map((place) => path.join(folder, place))
        .find((candidate) => this.files.kindOf(candidate) === 'file');
      if (file !== undefined) return file;
      if (folder === path.dirname(folder)) return undefined;
    }
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
  const yaml = readYaml(file, files);
  const testing = yaml['testing'];
  const named = isRecord(testing) ? testing['config'] : undefined;
  const testFile = typeof named === 'string' ? path.resolve(path.dirname(file), named) : undefined;
  const tests = testFile === undefined ? {} : readYaml(testFile, files);
  const switches = bypassSwitches.filter((name) => yaml[name] === true);
  const fileName =
    yaml['no_tactic_filename'] === true ? { 'file-name-tactic': 'off' as const } : {};
  const config: RepositoryConfig = {
    severities: {
      ...bypassedBySwitches(switches),
      ...bypassedByTests(listIn(tests, 'unit_tests')),
      ...fileName,
    },
    bypassedRules: listIn(tests, 'rule_validation'),
  };
  return { config, sources: testFile === undefined ? [file] : [file, testFile] };
}

/** The `bypass` list of a part of the test configuration. */
function listIn(tests: Readonly<Record<string, unknown>>, part: string): readonly string[] {
  const group = tests[part];
  const list = isRecord(group) ? group['bypass'] : undefined;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function readYaml(file: string, files: FileSystem): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(files.readText(file));
    return isRecord(value) ? value : {};
  } catch (error) {
    if (error instanceof FileError || error instanceof Error) return {};
    throw error;
  }
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
