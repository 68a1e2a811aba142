// What is wrong with the `_config.yaml` of a rule repository, and with the files it names.
import path from 'node:path';
import { bypassSwitches } from '../checks/bypasses';
import { isRecord } from '../settings';
import { lineStarts } from '../text/lineIndex';
import type { Problem, Severity } from '../text/problem';
import type { Span } from '../text/span';
import { readConfigYaml } from './configYaml';
import type { ConfigYaml } from './configYaml';
import { ifReadable } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { beside, parseJson } from './repositoryLayout';

export const repositoryCode = 'repository-config';

export interface FileProblems {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly problems: readonly Problem[];
}

interface NamedKey {
  readonly keys: readonly string[];
  readonly kind: 'file' | 'folder';
  /** Several names. */
  readonly isList?: true;
  /** What we read it for; absent for what only the repository's own tools read. */
  readonly use?: string;
}

/** Keys whose values name files. Source: the comments of the detection-rules repository's own `_config.yaml`. */
const namedKeys: readonly NamedKey[] = [
  { keys: ['rule_dirs'], kind: 'folder', isList: true, use: 'its rules are not known' },
  { keys: ['bbr_rules_dirs'], kind: 'folder', isList: true, use: 'its rules are not known' },
  { keys: ['testing', 'config'], kind: 'file', use: 'nothing is left out for it' },
  { keys: ['files', 'deprecated_rules'], kind: 'file', use: 'no retired rule is known' },
  { keys: ['files', 'stack_schema_map'], kind: 'file' },
  { keys: ['files', 'packages'], kind: 'file' },
  { keys: ['files', 'version_lock'], kind: 'file' },
  { keys: ['directories', 'action_dir'], kind: 'folder' },
  { keys: ['directories', 'exception_dir'], kind: 'folder' },
  { keys: ['directories', 'action_connector_dir'], kind: 'folder' },
];

/** Of the configuration, then of the test configuration. */
export function configProblems(file: string, files: FileSystem): readonly FileProblems[] {
  const yaml = readConfigYaml(file, files);
  if (!yaml) return [];
  const problems = yaml.broken ? [brokenYaml(yaml.broken)] : valueProblems(file, yaml, files);
  return [toFile(file, yaml.text, problems), ...testConfig(file, yaml, files)];
}

function toFile(file: string, text: string, problems: readonly Problem[]): FileProblems {
  return { file, text, lineStarts: lineStarts(text), problems };
}

function brokenYaml(span: Span): Problem {
  return problem(
    'error',
    'The file is no table in YAML at this place: nothing in it counts.',
    span,
  );
}

function problem(severity: Severity, message: string, span: Span): Problem {
  return { code: repositoryCode, severity, message, span };
}

function valueProblems(file: string, yaml: ConfigYaml, files: FileSystem): readonly Problem[] {
  const found = [
    ...namedKeys.flatMap((named) => namedProblems(named, { file, yaml, files })),
    ...[...bypassSwitches, 'no_tactic_filename'].flatMap((name) => switchProblem(name, yaml)),
    ...retiredProblem(file, yaml, files),
  ];
  return found.sort((a, b) => a.span.start - b.span.start);
}

function switchProblem(name: string, { value, spanOf }: ConfigYaml): readonly Problem[] {
  const given = value[name];
  return given === undefined || given === null || typeof given === 'boolean'
    ? []
    : [
        problem(
          'warning',
          `\`${name}\` must be true or false: it counts as false.`,
          spanOf([name]),
        ),
      ];
}

interface Reading {
  readonly file: string;
  readonly yaml: ConfigYaml;
  readonly files: FileSystem;
}

function namedProblems(named: NamedKey, reading: Reading): readonly Problem[] {
  const { keys, kind, isList } = named;
  const { value, spanOf } = reading.yaml;
  const given = valueAt(value, keys);
  if (given === undefined || given === null) return [];
  if (!isList) return nameProblem(given, keys, named, reading);
  return Array.isArray(given)
    ? given.flatMap((item: unknown, at) => nameProblem(item, [...keys, at], named, reading))
    : [problem('warning', `\`${keys.join('.')}\` must be a list of ${kind}s.`, spanOf(keys))];
}

function nameProblem(
  given: unknown,
  place: readonly (string | number)[],
  { keys, kind, use }: NamedKey,
  { file, yaml, files }: Reading,
): readonly Problem[] {
  const span = yaml.spanOf(place);
  if (typeof given !== 'string')
    return [problem('warning', `\`${keys.join('.')}\` must name a ${kind}.`, span)];
  if (files.kindOf(beside(file, given)) === kind) return [];
  const [severity, result] =
    use === undefined ? (['information', ''] as const) : (['warning', `: ${use}`] as const);
  return [problem(severity, `There is no ${kind} \`${given}\`${result}.`, span)];
}

function valueAt(value: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function retiredProblem(file: string, yaml: ConfigYaml, files: FileSystem): readonly Problem[] {
  const keys = ['files', 'deprecated_rules'];
  const name = valueAt(yaml.value, keys);
  if (typeof name !== 'string') return [];
  const text = ifReadable(() => files.readText(beside(file, name)));
  return text === undefined || isRecord(parseJson(text))
    ? []
    : [
        problem(
          'warning',
          `\`${name}\` is no JSON object: no retired rule is known.`,
          yaml.spanOf(keys),
        ),
      ];
}

function testConfig(
  file: string,
  { value }: ConfigYaml,
  files: FileSystem,
): readonly FileProblems[] {
  const name = valueAt(value, ['testing', 'config']);
  const target = typeof name === 'string' ? beside(file, name) : undefined;
  const yaml = target === undefined ? undefined : readConfigYaml(target, files);
  if (target === undefined || !yaml) return [];
  const problems = yaml.broken
    ? [brokenYaml(yaml.broken)]
    : ['unit_tests', 'rule_validation'].flatMap((part) => listProblems(part, yaml));
  return problems.length > 0 ? [toFile(path.normalize(target), yaml.text, problems)] : [];
}

/** A part of the test configuration has one list of names. Source: the repository's own example of the file. */
function listProblems(part: string, { value, spanOf }: ConfigYaml): readonly Problem[] {
  const given = ['bypass', 'test_only'].filter(
    (key) => (valueAt(value, [part, key]) ?? null) !== null,
  );
  const wrong = given.filter((key) => !Array.isArray(valueAt(value, [part, key])));
  if (given.length > 1)
    return [
      problem(
        'error',
        '`bypass` and `test_only` exclude each other: the tests of the repository refuse both.',
        spanOf([part, 'test_only']),
      ),
    ];
  return wrong.map((key) =>
    problem(
      'warning',
      `\`${part}.${key}\` must be a list: nothing is left out for it.`,
      spanOf([part, key]),
    ),
  );
}
