// Field types from the schema files of a detection-rules checkout and of a repository of one's own, each file read when a
// field asks for it.
import path from 'node:path';
import { tableLayer } from '../engine/fieldTypeLayers';
import type { TypeLayer } from '../engine/fieldTypeLayers';
import type { JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { KeptTables } from './schemas/keptTables';
import { findIntegrations } from './schemas/integrations';
import { integrationLayer, integrationTypes, noIntegrations } from './schemas/integrationTypes';
import type { IntegrationTypes } from './schemas/integrationTypes';
import { packageConditions } from './schemas/packageVersions';
import type { PackageConditions } from './schemas/packageVersions';
import { mayOverlap } from './schemas/ruleScope';
import type { RuleScope } from './schemas/ruleScope';
import { openSchemaFolder } from './schemas/schemaFolder';
import type { SchemaFolder } from './schemas/schemaFolder';
import { beatsTable, ecsTable, flatTable } from './schemas/schemaTables';
import type { SchemaTable } from './schemas/schemaTables';
import { unpackedBytes } from './unpackedFile';

/** A rule uses up to seven; the tables of single products are small. */
const tables = new KeptTables<SchemaTable>(32);
/** Rules of a folder are often about the same integrations. */
const integrationTables = new KeptTables<IntegrationTypes>(8);
const conditionTables = new KeptTables<PackageConditions>(1);

export interface SchemaLayers {
  /** Stronger than what is built in: the workspace may be another version, or amended. */
  readonly strong: readonly TypeLayer[];
  /** Files of single products and shippers, which only tell what is not built in. */
  readonly weak: readonly TypeLayer[];
}

/** Where the schemas of a rule are. */
export interface SchemaPlaces {
  /** Of a detection-rules checkout. */
  readonly folder: string | undefined;
  /** Files of a repository of one's own. */
  readonly custom: readonly string[];
}

/** `complain` hears, in one sentence, of a file that cannot be read; the next layer then answers. */
export function schemaLayers(
  { folder, custom }: SchemaPlaces,
  scope: RuleScope,
  reading: Reading,
): SchemaLayers {
  const own = custom.map((file) =>
    indexedLayer(file, path.basename(file, '.json'), scope, reading),
  );
  if (folder === undefined) return { strong: own, weak: [] };
  const { strong, weak } = checkoutLayers(folder, scope, reading);
  return { strong: [...own, ...strong], weak };
}

/** `{index pattern: fields}`: those that the rule reads. */
function indexedLayer(
  file: string,
  origin: string,
  scope: RuleScope,
  { files, complain }: Reading,
): TypeLayer {
  const table = (): SchemaTable =>
    tables.get(keyOf(file, scope.indices, files), () =>
      flatTable(
        partsFor(readSchema(file, files), (pattern) => mayRead(scope, pattern)),
        origin,
      ),
    );
  return tableLayer('schema', () => guarded(file, table, { or: new Map(), complain }));
}

function mayRead({ indices }: RuleScope, pattern: string): boolean {
  return indices.length === 0 || indices.some((index) => mayOverlap(index, pattern));
}

function checkoutLayers(
  folder: string,
  scope: RuleScope,
  { files, complain }: Reading,
): SchemaLayers {
  const found = openSchemaFolder(folder, files, scope.minStack);
  /** `chosen`: what decides which part of the file is taken. */
  const layer = (
    file: string | undefined,
    chosen: Iterable<string>,
    load: (file: string) => SchemaTable,
  ): readonly TypeLayer[] => {
    if (file === undefined) return [];
    const table = (): SchemaTable => tables.get(keyOf(file, chosen, files), () => load(file));
    return [tableLayer('schema', () => guarded(file, table, { or: new Map(), complain }))];
  };
  const flat = (file: string): SchemaTable =>
    flatTable([readSchema(file, files)], shortName(file, folder));
  const reads = (pattern: string): boolean => mayRead(scope, pattern);
  const { nonEcs } = found;
  return {
    strong: [
      ...(nonEcs === undefined
        ? []
        : [indexedLayer(nonEcs, shortName(nonEcs, folder), scope, { files, complain })]),
      ...layer(found.ecs, [], (file) => ecsTable(readSchema(file, files), shortName(file, folder))),
      ...integrationLayers(found, scope, { files, complain }),
    ],
    weak: [
      ...(reads('logs-endpoint.*') ? found.endpoint.flatMap((file) => layer(file, [], flat)) : []),
      ...layer(scope.beats.size > 0 ? found.beats : undefined, scope.beats, (file) =>
        beatsTable(readSchema(file, files), scope.beats, shortName(file, folder)),
      ),
      ...layer(reads('endgame-*') ? found.endgame : undefined, [], flat),
    ],
  };
}

interface Reading {
  readonly files: FileSystem;
  readonly complain: (text: string) => void;
}

function integrationLayers(
  found: SchemaFolder,
  scope: RuleScope,
  { files, complain }: Reading,
): readonly TypeLayer[] {
  const { folder, integrations: file, stack = '' } = found;
  if (file === undefined || scope.packages.size === 0) return [];
  const load = (): IntegrationTypes | undefined => {
    const index = findIntegrations(file, files);
    if (!index) return undefined;
    const versions = found.manifests === undefined ? '' : keyOf(found.manifests, [], files);
    const chosen = [stack, versions ?? '', ...scope.packages, '', ...scope.streams];
    return integrationTables.get(keyOf(file, chosen, files), () => {
      const conditions = conditionsIn(found, { files, complain });
      return integrationTypes(index, scope, { conditions, stack, origin: shortName(file, folder) });
    });
  };
  return [integrationLayer(() => guarded(file, load, { or: noIntegrations, complain }))];
}

function conditionsIn(
  { manifests: file }: SchemaFolder,
  { files, complain }: Reading,
): PackageConditions {
  if (file === undefined) return new Map();
  const load = (): PackageConditions => packageConditions(readSchema(file, files));
  return guarded(file, () => conditionTables.get(keyOf(file, [], files), load), {
    or: new Map(),
    complain,
    lost: 'the newest versions of integrations are taken',
  });
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

interface Fallback<T> {
  readonly or: T;
  readonly complain: (text: string) => void;
  /** What follows from it. */
  readonly lost?: string;
}

/** One broken file must not stop a run. */
function guarded<T>(
  file: string,
  load: () => T,
  { or, complain, lost = 'its field types are not used' }: Fallback<T>,
): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof SyntaxError)) throw error;
    const reason = error instanceof FileError ? error.message : `${file} is not JSON`;
    complain(`${reason}: ${lost}`);
    return or;
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
