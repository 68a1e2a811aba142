// Finds the schema files of a detection-rules checkout, and which version of each belongs to its newest stack.
import path from 'node:path';
import type { FileSystem } from '../fileSystem';
import { compareVersions } from './schemaTables';

/** Absolute paths; undefined for what the checkout does not have. */
export interface SchemaFolder {
  readonly folder: string;
  readonly ecs: string | undefined;
  readonly beats: string | undefined;
  readonly endgame: string | undefined;
  readonly endpoint: readonly string[];
  readonly nonEcs: string | undefined;
  readonly integrations: string | undefined;
  /** What stack each version of an integration needs. */
  readonly manifests: string | undefined;
  /** The version for which versions of integrations are chosen: the rule's oldest, else the one being worked on. */
  readonly stack: string | undefined;
}

const etc = path.join('detection_rules', 'etc');

/** The schema folder of the checkout that a rule file lies in; undefined where it lies in none. */
export function findSchemaFolder(ruleFile: string, files: FileSystem): string | undefined {
  for (let folder = path.dirname(ruleFile); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, etc);
    if (isSchemaFolder(candidate, files)) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** A folder that the user names: the schema folder itself or the checkout around it. */
export function namedSchemaFolder(named: string, files: FileSystem): string | undefined {
  return [named, path.join(named, etc)].find((folder) => isSchemaFolder(folder, files));
}

const landmarks = [
  'stack-schema-map.yaml',
  'non-ecs-schema.json',
  'integration-schemas.json.gz',
  'packages.yaml',
  '_config.yaml',
];

function isSchemaFolder(folder: string, files: FileSystem): boolean {
  if (files.kindOf(folder) !== 'folder') return false;
  const has = (name: string): boolean => files.kindOf(path.join(folder, name)) !== undefined;
  return has('ecs_schemas') || landmarks.some(has);
}

/** `minStack`: the oldest stack that the rule is for; its schemas are taken, without it those of the newest stack. */
export function openSchemaFolder(
  folder: string,
  files: FileSystem,
  minStack?: string,
): SchemaFolder {
  const inFolder = (name: string): readonly string[] => {
    const inner = path.join(folder, name);
    return files.kindOf(inner) === 'folder' ? files.listFiles(inner) : [];
  };
  const single = (name: string): string | undefined => {
    const file = path.join(folder, name);
    return files.kindOf(file) === 'file' ? file : undefined;
  };
  const map = single('stack-schema-map.yaml');
  const stacks = map === undefined ? [] : stacksIn(files.readText(map));
  const schemas = schemasOfStack(stacks, minStack);
  const release = single('packages.yaml');
  return {
    folder,
    ecs: pick(named(inFolder('ecs_schemas'), 'ecs_flat.json.gz'), schemas['ecs'], folderOf),
    beats: pick(inFolder('beats_schemas').filter(isSchema), schemas['beats'], (file) => file),
    endgame: pick(
      named(inFolder('endgame_schemas'), 'endgame_ecs_mapping.json.gz'),
      schemas['endgame'],
      folderOf,
    ),
    endpoint: inFolder('endpoint_schemas').filter(isSchema),
    nonEcs: single('non-ecs-schema.json'),
    integrations: single('integration-schemas.json.gz') ?? single('integration-schemas.json'),
    manifests: single('integration-manifests.json.gz') ?? single('integration-manifests.json'),
    stack:
      minStack ??
      (release === undefined ? undefined : releaseIn(files.readText(release))) ??
      stacks[0]?.version,
  };
}

function named(files: readonly string[], name: string): readonly string[] {
  return files.filter((file) => path.basename(file) === name);
}

function folderOf(file: string): string {
  return path.dirname(file);
}

function isSchema(file: string): boolean {
  return /\.json(\.gz)?$/.test(file);
}

/** The file of the wanted version, else the newest; `place` gives the part of the path that ends in the version. */
function pick(
  candidates: readonly string[],
  wanted: string | undefined,
  place: (file: string) => string,
): string | undefined {
  const versionOf = (file: string): string =>
    path.basename(place(file)).replace(/\.json(\.gz)?$/, '');
  const exact = candidates.find((file) => versionOf(file).replace(/^v/, '') === wanted);
  return exact ?? [...candidates].sort((a, b) => compareVersions(versionOf(b), versionOf(a)))[0];
}

interface Stack {
  readonly version: string;
  /** Versions of its schemas, by `beats`, `ecs` and `endgame`. */
  readonly schemas: Readonly<Record<string, string>>;
}

/** `"9.5.0":` and below it `beats:`, `ecs:`, `endgame:` lines; the newest first. */
function stacksIn(yaml: string): readonly Stack[] {
  const stacks: { readonly version: string; readonly schemas: Record<string, string> }[] = [];
  for (const line of yaml.split(/\r?\n/)) {
    const stack = /^["']?(\d[\w.-]*)["']?\s*:/.exec(line)?.[1];
    if (stack !== undefined) stacks.push({ version: stack, schemas: {} });
    const [, name, version] = /^\s+(\w+)\s*:\s*["']?([\w.-]+)["']?/.exec(line) ?? [];
    const last = stacks[stacks.length - 1];
    if (last && name !== undefined && version !== undefined) last.schemas[name] = version;
  }
  return stacks.sort((a, b) => compareVersions(b.version, a.version));
}

function schemasOfStack(stacks: readonly Stack[], minStack: string | undefined): Stack['schemas'] {
  const oldest =
    minStack === undefined
      ? undefined
      : stacks.filter(({ version }) => compareVersions(version, minStack) >= 0).at(-1);
  return (oldest ?? stacks[0])?.schemas ?? {};
}

/** The stack that the rules of a `packages.yaml` are being written for: `package:` and below it `name: '9.6'`. */
function releaseIn(yaml: string): string | undefined {
  return /^ {2}name:\s*["']?(\d+(?:\.\d+)*)/m.exec(yaml)?.[1];
}
