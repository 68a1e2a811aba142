// Field types in layers: the first layer that knows a field decides.
import type { FieldMapping } from '../catalog/fieldType';
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import { parseMapping } from './fieldMapping';
import type { FieldSource, FieldTypes, KnownField } from './matcher';
import { memoize } from './memoize';
import { matchesPattern } from './pattern';

/** One source of types. A layer may load what it knows when it is first asked. */
export interface TypeLayer {
  readonly source: FieldSource;
  find(name: string): LayerField | undefined;
  /** All names. */
  names(): readonly string[];
}

export interface LayerField {
  readonly mapping: FieldMapping;
  /** Name of the field this one is a multi-field (or an alias) of. */
  readonly parent?: string;
  /** What file says so. */
  readonly origin?: string;
}

/** The part of the field catalogue that types need. */
export interface FieldCatalog {
  findFieldType(name: string): LayerField | undefined;
  /** All names. */
  fieldNames(): readonly string[];
}

export type ExplicitTypes = ReadonlyMap<string, FieldMapping>;

export type ExplicitTypesResult =
  | { readonly ok: true; readonly types: ExplicitTypes }
  /** What is wrong, in one sentence. */
  | { readonly ok: false; readonly message: string };

/** Reads `{"field": "type"}` or `{"field": {"type": …, "ignore_above": …, "scaling_factor": …, "value": …}}`. */
export function parseFieldTypes(json: JsonValue): ExplicitTypesResult {
  if (!isObject(json))
    return { ok: false, message: 'Field types must be a JSON object from field names to types.' };
  const types = new Map<string, FieldMapping>();
  for (const [name, value] of Object.entries(json)) {
    const mapping = parseMapping(value);
    if (typeof mapping === 'string') return { ok: false, message: `${name}: ${mapping}` };
    types.set(name, mapping);
  }
  return { ok: true, types };
}

/** The types that make sense: what is wrong with others is said where the settings are written. */
export function usableTypes(json: JsonObject): ExplicitTypes {
  const mappings = Object.entries(json).map(
    ([name, value]) => [name, parseMapping(value)] as const,
  );
  return new Map(
    mappings.filter((one): one is [string, FieldMapping] => typeof one[1] !== 'string'),
  );
}

/** Types for a run: explicit types win, then the catalogue; any other field is typed by its values. */
export function layeredTypes(explicit: ExplicitTypes, catalog: FieldCatalog): FieldTypes {
  return typesOfLayers([explicitLayer(explicit), catalogLayer(catalog)]);
}

/** A closed mapping: nothing but the explicit types is mapped. */
export function explicitTypes(explicit: ExplicitTypes): FieldTypes {
  return typesOfLayers([explicitLayer(explicit)], 'unmapped');
}

export function explicitLayer(explicit: ExplicitTypes): TypeLayer {
  return {
    source: 'explicit',
    find(name) {
      const mapping = explicit.get(name);
      return mapping && { mapping };
    },
    names: () => [...explicit.keys()],
  };
}

export function catalogLayer(catalog: FieldCatalog): TypeLayer {
  return {
    source: 'catalog',
    find: (name) => catalog.findFieldType(name),
    names: () => catalog.fieldNames(),
  };
}

/** Of a table that is loaded when it is first needed. */
export function tableLayer(
  source: FieldSource,
  load: () => ReadonlyMap<string, LayerField>,
): TypeLayer {
  let loaded: ReadonlyMap<string, LayerField> | undefined;
  const table = (): ReadonlyMap<string, LayerField> => (loaded ??= load());
  return { source, find: (name) => table().get(name), names: () => [...table().keys()] };
}

/** No pattern holds it. */
const asterisk = '\u0000';

/** Layers in the order in which they decide; what none knows is `unknown`. */
export function typesOfLayers(
  layers: readonly TypeLayer[],
  unknown: FieldTypes['unknown'] = 'dynamic',
): FieldTypes {
  let names: readonly string[] | undefined;
  const allNames = (): readonly string[] =>
    (names ??= [...new Set(layers.flatMap((layer) => layer.names()))]);
  const resolved = memoize((text) => {
    const pattern = text.split(asterisk);
    return allNames().filter((name) => matchesPattern(pattern, name));
  });
  return {
    unknown,
    find: memoize((name) => findKnown(name, layers)),
    nestedPath: memoize((name) => nestedPath(name, layers)),
    resolve: (pattern) => resolved(pattern.join(asterisk)),
  };
}

/**
 * Only for explicit types a name below another field makes a multi-field of it; other layers say so themselves, and the
 * catalogue lists fields of different sources that would not fit into one mapping.
 */
function findKnown(name: string, layers: readonly TypeLayer[]): KnownField | undefined {
  const found = lookUp(name, layers);
  const above = enclosing(name, layersAbove(found, layers));
  // A field that a stronger layer maps by itself is no key of a flattened field of a weaker one.
  if (above?.field.mapping.type === 'flattened' && !(found && found.rank < above.rank))
    return { ...knownField(above), flattenedKey: name.slice(above.name.length + 1) };
  if (found === undefined) return undefined;
  const isExplicit = found.source === 'explicit';
  const parent = found.field.parent ?? (isExplicit ? above?.name : undefined);
  return { ...knownField(found), ...(parent === undefined ? {} : { parent }) };
}

interface Found {
  readonly name: string;
  readonly field: LayerField;
  readonly source: FieldSource;
  /** Of its layer; the lowest decides. */
  readonly rank: number;
}

function knownField({ field: { mapping, origin }, source }: Found): KnownField {
  return { ...mapping, source, ...(origin === undefined ? {} : { origin }) };
}

function lookUp(name: string, layers: readonly TypeLayer[]): Found | undefined {
  for (const [rank, layer] of layers.entries()) {
    const field = layer.find(name);
    if (field) return { name, field, source: layer.source, rank };
  }
  return undefined;
}

/**
 * The layers that may tell what a field lies in: down to the one that knows it, so that a field found early does not
 * load the rest; of an explicit type down to the catalogue, which it usually amends.
 */
function layersAbove(found: Found | undefined, layers: readonly TypeLayer[]): readonly TypeLayer[] {
  if (found === undefined) return layers;
  const catalog = found.source === 'explicit' ? layers.findIndex(isCatalog) : -1;
  return layers.slice(0, Math.max(found.rank, catalog) + 1);
}

function isCatalog({ source }: TypeLayer): boolean {
  return source === 'catalog';
}

/** The nearest field above that is no object: a flattened field, or the field this one is a multi-field of. */
function enclosing(name: string, layers: readonly TypeLayer[]): Found | undefined {
  for (const above of namesAbove(name)) {
    const found = lookUp(above, layers);
    if (found === undefined) continue;
    const { type } = found.field.mapping;
    return type === 'object' || type === 'nested' ? undefined : found;
  }
  return undefined;
}

/** The innermost field above that is nested. */
function nestedPath(name: string, layers: readonly TypeLayer[]): string | undefined {
  const telling = layersAbove(lookUp(name, layers), layers);
  return namesAbove(name).find((above) => lookUp(above, telling)?.field.mapping.type === 'nested');
}

/** `a.b` and `a` of `a.b.c`. */
function namesAbove(name: string): readonly string[] {
  const names: string[] = [];
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1))
    names.push(name.slice(0, end));
  return names;
}
