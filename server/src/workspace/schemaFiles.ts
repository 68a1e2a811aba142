// Field types from the schema files of a detection-rules checkout, each file read when a field asks for it.
import { tableLayer } from '../engine/fieldTypeLayers';
import type { TypeLayer } from '../engine/fieldTypeLayers';
import type { JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { keptTable } from './schemas/keptTables';
import { pickMembers } from './schemas/pickMembers';
import { mayOverlap } from './schemas/ruleScope';
import type { RuleScope } from './schemas/ruleScope';
import { openSchemaFolder } from './schemas/schemaFolder';
import { beatsTable, ecsTable, flatTable, integrationTable } from './schemas/schemaTables';
import type { SchemaTable } from './schemas/schemaTables';
import { unpackedBytes } from './unpackedFile';

export interface SchemaLayers {
  /** Small files, stronger than what is built in: the workspace may be another version, or amended. */
  readonly strong: readonly TypeLayer[];
  /** Large files of single products, which only tell what is not built in. */
  readonly weak: readonly TypeLayer[];
}

/** `complain` hears, in one sentence, of a file that cannot be read; the next layer then answers. */
export function schemaLayers(
  folder: string,
  scope: RuleScope,
  { files, complain }: { readonly files: FileSystem; readonly complain: (text: string) => void },
): SchemaLayers {
  const found = openSchemaFolder(folder, files, scope.minStack);
  /** `chosen`: what decides which part of the file is taken. */
  const layer = (
    file: string | undefined,
    chosen: Iterable<string>,
    load: (file: string) => SchemaTable,
  ): readonly TypeLayer[] => {
    if (file === undefined) return [];
    const table = (): SchemaTable => keptTable(keyOf(file, chosen, files), () => load(file));
    return [tableLayer('schema', () => guarded(file, table, complain))];
  };
  const flat = (file: string): SchemaTable =>
    flatTable([readSchema(file, files)], shortName(file, folder));
  const reads = (pattern: string): boolean =>
    scope.indices.length === 0 || scope.indices.some((index) => mayOverlap(index, pattern));
  return {
    strong: [
      ...layer(found.nonEcs, scope.indices, (file) =>
        flatTable(partsFor(readSchema(file, files), reads), shortName(file, folder)),
      ),
      ...layer(found.ecs, [], (file) => ecsTable(readSchema(file, files), shortName(file, folder))),
    ],
    weak: [
      ...layer(
        scope.packages.size > 0 ? found.integrations : undefined,
        [...scope.packages, ...scope.streams],
        (file) => {
          const packages = pickMembers([unpackedBytes(file, files, maxUnpacked)], scope.packages);
          return integrationTable(packages, scope.streams, shortName(file, folder));
        },
      ),
      ...(reads('logs-endpoint.*') ? found.endpoint.flatMap((file) => layer(file, [], flat)) : []),
      ...layer(scope.beats.size > 0 ? found.beats : undefined, scope.beats, (file) =>
        beatsTable(readSchema(file, files), scope.beats, shortName(file, folder)),
      ),
      ...layer(reads('endgame-*') ? found.endgame : undefined, [], flat),
    ],
  };
}

/** Undefined for a file whose version cannot be told. Throws FileError. */
function keyOf(file: string, chosen: Iterable<string>, files: FileSystem): string | undefined {
  const { version } = files.openSample(file);
  return version === undefined ? undefined : JSON.stringify([file, version, ...chosen]);
}

/** Of `{index pattern: fields}` what a rule may read. */
function partsFor(json: JsonValue, reads: (pattern: string) => boolean): readonly JsonValue[] {
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([pattern, fields]) => (reads(pattern) ? [fields] : []));
}

/** One broken file must not stop a run. */
function guarded(
  file: string,
  load: () => SchemaTable,
  complain: (text: string) => void,
): SchemaTable {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof SyntaxError)) throw error;
    const reason = error instanceof FileError ? error.message : `${file} is not JSON`;
    complain(`${reason}: its field types are not used`);
    return new Map();
  }
}

/** The whole JSON of a file, packed or not. Throws FileError, and SyntaxError for what is no JSON. */
function readSchema(file: string, files: FileSystem): JsonValue {
  const text = unpackedBytes(file, files, maxUnpacked).toString('utf8');
  return JSON.parse(text.replace(/^\ufeff/, '')) as JsonValue;
}

/** More is no schema file. In bytes. */
const maxUnpacked = 1 << 30;

/** As it stands in the folder, without the endings that all have. */
function shortName(file: string, folder: string): string {
  return file
    .slice(folder.length + 1)
    .replaceAll('\\', '/')
    .replace(/\.json(\.gz)?$/, '');
}
