// Field types in layers: explicit types first, then what a catalogue knows.
import type { FieldMapping, FieldType } from '../catalog/fieldType';
import type { JsonObject, JsonValue } from '../events/event';
import type { FieldTypes, KnownField } from './matcher';
import { memoize } from './memoize';
import { matchesPattern } from './pattern';

/** The part of the field catalogue that types need. */
export interface FieldCatalog {
  findFieldType(name: string): CatalogField | undefined;
  /** All names. */
  fieldNames(): readonly string[];
}

export interface CatalogField {
  readonly mapping: FieldMapping;
  /** Name of the field this one is a multi-field of. */
  readonly parent?: string;
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

/** A type alone is mapped as Elastic's templates map it: keywords are cut off at 1,024 characters. */
function elasticDefaults(type: JsonValue): JsonObject {
  return type === 'keyword' ? { type, ignore_above: 1024 } : { type };
}

/** The mapping, or what is wrong with it. */
function parseMapping(value: JsonValue): FieldMapping | string {
  const options: JsonObject = isObject(value) ? value : elasticDefaults(value);
  const type = options['type'];
  if (typeof type !== 'string' || !isFieldType(type))
    return `${JSON.stringify(type ?? null)} is not a field type this tool knows.`;
  const {
    ignore_above: ignoreAbove,
    scaling_factor: scalingFactor,
    value: constant,
    normalizer,
  } = options;
  if (ignoreAbove !== undefined && typeof ignoreAbove !== 'number')
    return 'ignore_above must be a number.';
  if (scalingFactor !== undefined && typeof scalingFactor !== 'number')
    return 'scaling_factor must be a number.';
  if (constant !== undefined && (constant === null || typeof constant === 'object'))
    return 'value must be a text.';
  if (normalizer !== undefined && normalizer !== 'lowercase')
    return 'of normalizers only "lowercase" is known.';
  return {
    type,
    ...(ignoreAbove === undefined ? {} : { ignoreAbove }),
    ...(scalingFactor === undefined ? {} : { scalingFactor }),
    ...(constant === undefined ? {} : { value: String(constant) }),
    ...(normalizer === undefined ? {} : { normalizer }),
  };
}

const FIELD_TYPES: Readonly<Record<FieldType, true>> = {
  keyword: true,
  constant_keyword: true,
  wildcard: true,
  text: true,
  match_only_text: true,
  ip: true,
  long: true,
  integer: true,
  short: true,
  byte: true,
  unsigned_long: true,
  double: true,
  float: true,
  half_float: true,
  scaled_float: true,
  boolean: true,
  date: true,
  date_nanos: true,
  version: true,
  flattened: true,
  nested: true,
  object: true,
  integer_range: true,
  long_range: true,
  float_range: true,
  double_range: true,
  date_range: true,
  ip_range: true,
  geo_point: true,
  geo_shape: true,
  binary: true,
};

function isFieldType(type: string): type is FieldType {
  return Object.hasOwn(FIELD_TYPES, type);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Types for a run: explicit types win, then the catalogue; any other field is typed by its values. */
export function layeredTypes(explicit: ExplicitTypes, catalog: FieldCatalog): FieldTypes {
  const names = [...new Set([...explicit.keys(), ...catalog.fieldNames()])];
  return build('dynamic', names, { explicit, catalog });
}

/** A closed mapping: nothing but the explicit types is mapped. */
export function explicitTypes(explicit: ExplicitTypes): FieldTypes {
  return build('unmapped', [...explicit.keys()], { explicit, catalog: undefined });
}

interface Layers {
  readonly explicit: ExplicitTypes;
  readonly catalog: FieldCatalog | undefined;
}

function build(
  unknown: FieldTypes['unknown'],
  names: readonly string[],
  layers: Layers,
): FieldTypes {
  return {
    unknown,
    find: memoize((name) => findKnown(name, layers)),
    resolve: (pattern) => names.filter((name) => matchesPattern(pattern, name)),
  };
}

/**
 * Only for explicit types a name below another field makes a multi-field of it; a catalogue says so itself, and lists
 * fields of different sources that would not fit into one mapping.
 */
function findKnown(name: string, layers: Layers): KnownField | undefined {
  const found = lookUp(name, layers);
  const above = enclosing(name, layers);
  if (above?.field.mapping.type === 'flattened')
    return {
      ...above.field.mapping,
      source: sourceOf(above.name, layers),
      flattenedKey: name.slice(above.name.length + 1),
    };
  if (found === undefined) return undefined;
  const parent = found.parent ?? (layers.explicit.has(name) ? above?.name : undefined);
  return {
    ...found.mapping,
    source: sourceOf(name, layers),
    ...(parent === undefined ? {} : { parent }),
  };
}

function sourceOf(name: string, { explicit }: Layers): KnownField['source'] {
  return explicit.has(name) ? 'explicit' : 'catalog';
}

function lookUp(name: string, { explicit, catalog }: Layers): CatalogField | undefined {
  const mapping = explicit.get(name);
  return mapping === undefined ? catalog?.findFieldType(name) : { mapping };
}

/** The nearest field above that is no object: a flattened field, or the field this one is a multi-field of. */
function enclosing(
  name: string,
  layers: Layers,
): { readonly name: string; readonly field: CatalogField } | undefined {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const above = name.slice(0, end);
    const field = lookUp(above, layers);
    if (field === undefined) continue;
    const { type } = field.mapping;
    return type === 'object' || type === 'nested' ? undefined : { name: above, field };
  }
  return undefined;
}
