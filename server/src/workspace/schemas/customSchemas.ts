// Finds the schemas that a rule repository of one's own declares its fields in: those that its map of stacks names
// beside the schemas of Elastic's.
import path from 'node:path';
import { isRecord } from '../../settings';
import { readConfigYaml } from '../configYaml';
import type { FileSystem } from '../fileSystem';
import { KeptTables } from './keptTables';

/** Names in the map of stacks that are not one's own. */
const elastics: ReadonlySet<string> = new Set(['beats', 'ecs', 'endgame']);

/** A workspace has few repositories. */
const kept = new KeptTables<readonly string[]>(8);

/**
 * Paths of the files, of any stack; layout as of `non-ecs-schema.json`. Source: the `files` of `_config.yaml`, which
 * names the map of stacks from where it stands.
 */
export function findCustomSchemas(ruleFile: string, files: FileSystem): readonly string[] {
  for (let folder = path.dirname(path.resolve(ruleFile)); ; folder = path.dirname(folder)) {
    const config = path.join(folder, '_config.yaml');
    if (files.kindOf(config) === 'file') return customSchemasOf(config, files);
    if (folder === path.dirname(folder)) return [];
  }
}

function customSchemasOf(config: string, files: FileSystem): readonly string[] {
  const [map] = kept.get(keyOf(config, files), () => mapIn(config, files));
  if (map === undefined || files.kindOf(map) !== 'file') return [];
  const named = kept.get(keyOf(map, files), () => schemasIn(map, files));
  return named.flatMap((name) => {
    // The map may be in a folder below the configuration, and both are taken for the place to start from.
    const found = [map, config].map((file) => path.resolve(path.dirname(file), name));
    return found.find((file) => files.kindOf(file) === 'file') ?? [];
  });
}

function mapIn(config: string, files: FileSystem): readonly string[] {
  const named = readConfigYaml(config, files)?.value['files'];
  const map = isRecord(named) ? named['stack_schema_map'] : undefined;
  return typeof map === 'string' ? [path.resolve(path.dirname(config), map)] : [];
}

function schemasIn(map: string, files: FileSystem): readonly string[] {
  const stacks = Object.values(readConfigYaml(map, files)?.value ?? {}).filter(isRecord);
  const own = stacks
    .flatMap((stack) => Object.entries(stack))
    .flatMap(([name, value]) => (elastics.has(name) || typeof value !== 'string' ? [] : [value]));
  return [...new Set(own)];
}

/** Undefined for a file whose version cannot be told. */
function keyOf(file: string, files: FileSystem): string | undefined {
  const { version } = files.openSample(file);
  return version === undefined ? undefined : JSON.stringify([file, version]);
}
