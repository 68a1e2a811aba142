// Where a run's field types come from: what the user says, mappings, the schemas of the workspace, the catalogue.
import path from 'node:path';
import * as fieldCatalog from '../catalog/fieldCatalog';
import {
  catalogLayer,
  explicitLayer,
  parseFieldTypes,
  tableLayer,
  typesOfLayers,
} from '../engine/fieldTypeLayers';
import type { TypeLayer } from '../engine/fieldTypeLayers';
import { parseMappingFile } from '../engine/mappingFile';
import type { FieldTypes } from '../engine/matcher';
import type { RunWarning } from '../engine/runResult';
import type { JsonValue } from '../events/event';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { schemaLayers } from './schemaFiles';
import type { SchemaPlaces } from './schemaFiles';
import { findCustomSchemas } from './schemas/customSchemas';
import { findSchemaFolder, namedSchemaFolder } from './schemas/schemaFolder';
import { scopeOf, wholeScope } from './schemas/ruleScope';
import type { ScopedRule } from './schemas/ruleScope';

export interface TypeSources {
  /** Types that win: `{"field": "type"}` or `{"field": {"type": ...}}` as JSON gives it, or a file of that or a mapping. */
  readonly fieldTypes?: unknown;
  /** Files of mappings or templates, the first wins. */
  readonly mappings?: readonly string[];
  /** Schema folder, or the detection-rules checkout around it; without it the checkout of the rule file is looked for. */
  readonly schemas?: string;
  /** No schemas of a checkout, which take a while to read. */
  readonly isBuiltInOnly?: boolean;
  /** The rule file, where it is on disk. */
  readonly rulePath?: string;
}

export interface LoadedTypes {
  readonly types: FieldTypes;
  /** Names of the fields that the user or the workspace declares; large schemas of single products left out. */
  readonly ownNames: () => readonly string[];
  /** What could not be used; complete once the types were asked for. */
  readonly warnings: () => readonly RunWarning[];
}

/** Throws FileError for a file or types that the user names and that cannot be used. */
export function loadTypes(
  sources: TypeSources,
  document: ScopedRule | undefined,
  files: FileSystem,
): LoadedTypes {
  const notes: string[] = [];
  const complain = (text: string): void => {
    notes.push(text);
  };
  const scope = document ? scopeOf(document) : wholeScope;
  const schemas = schemaLayers(schemaPlaces(sources, files), scope, { files, complain });
  const own = [
    userLayer(sources, files, complain),
    ...(sources.mappings ?? []).map((file) => mappingLayer(file, files, complain)),
    ...schemas.strong,
  ];
  const types = typesOfLayers([...own, catalogLayer(fieldCatalog), ...schemas.weak]);
  let names: readonly string[] | undefined;
  const ownNames = (): readonly string[] =>
    (names ??= [...new Set(own.flatMap((layer) => layer.names()))]);
  return {
    types,
    ownNames,
    warnings: () => notes.map((message) => ({ code: 'field-types', message })),
  };
}

function schemaPlaces(sources: TypeSources, files: FileSystem): SchemaPlaces {
  const { rulePath, isBuiltInOnly = false } = sources;
  const hasOwn = rulePath !== undefined && !isBuiltInOnly;
  return {
    folder: schemaFolder(sources, files),
    custom: hasOwn ? findCustomSchemas(rulePath, files) : [],
  };
}

function schemaFolder(
  { schemas, rulePath, isBuiltInOnly = false }: TypeSources,
  files: FileSystem,
): string | undefined {
  if (isBuiltInOnly) return undefined;
  if (schemas === undefined)
    return rulePath === undefined ? undefined : findSchemaFolder(path.resolve(rulePath), files);
  const folder = namedSchemaFolder(schemas, files);
  if (folder !== undefined) return folder;
  throw new FileError(
    `${schemas} holds no schemas: expected a detection-rules checkout or its detection_rules/etc`,
  );
}

/** The types themselves, or a file that the setting names. */
function userLayer(
  { fieldTypes = {}, rulePath }: TypeSources,
  files: FileSystem,
  complain: (text: string) => void,
): TypeLayer {
  if (typeof fieldTypes !== 'string') return explicitOf(fieldTypes as JsonValue, '');
  const file = nearestFile(fieldTypes, rulePath, files);
  const json = readJsonFile(file, files);
  const table = parseMappingFile(json, fieldTypes);
  if (table === undefined || table.fields.size === 0) return explicitOf(json, `${file}: `);
  table.notes.forEach(complain);
  return tableLayer('mapping', () => table.fields);
}

function explicitOf(json: JsonValue, place: string): TypeLayer {
  const explicit = parseFieldTypes(json);
  if (!explicit.ok) throw new FileError(place + explicit.message);
  return explicitLayer(explicit.types);
}

function mappingLayer(
  file: string,
  files: FileSystem,
  complain: (text: string) => void,
): TypeLayer {
  const table = parseMappingFile(readJsonFile(file, files), path.basename(file));
  if (table === undefined)
    throw new FileError(
      `${file} holds no mapping: expected the answer of GET index/_mapping, a template, or {"properties":...}`,
    );
  table.notes.forEach(complain);
  return tableLayer('mapping', () => table.fields);
}

/** A relative path is looked for beside the rule and in the folders above it, the workspace among them. */
export function nearestFile(file: string, rulePath: string | undefined, files: FileSystem): string {
  if (path.isAbsolute(file) || rulePath === undefined) return file;
  for (let folder = path.dirname(path.resolve(rulePath)); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, file);
    if (files.kindOf(candidate) === 'file') return candidate;
    if (folder === path.dirname(folder)) return file;
  }
}

function readJsonFile(file: string, files: FileSystem): JsonValue {
  const text = files.readText(file);
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as JsonValue;
  } catch (error) {
    throw new FileError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
