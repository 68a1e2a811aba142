// A field's mapping as JSON gives it: a type alone, or a type with options.
import type { FieldMapping, FieldType } from '../catalog/fieldType';
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';

/** A type alone is mapped as Elastic's templates map it: keywords are cut off at 1,024 characters. */
function elasticDefaults(type: JsonValue): JsonObject {
  return type === 'keyword' ? { type, ignore_above: 1024 } : { type };
}

/** The mapping, or what is wrong with it. */
export function parseMapping(value: JsonValue): FieldMapping | string {
  const options: JsonObject = isObject(value) ? value : elasticDefaults(value);
  const type = options['type'];
  if (type === undefined)
    return `there is no "type" among ${
      Object.keys(options)
        .map((key) => JSON.stringify(key))
        .join(', ') || 'its keys'
    }.`;
  if (typeof type !== 'string' || !isFieldType(type))
    return `${JSON.stringify(type)} is not a field type this tool knows.`;
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

/** Every type that there is. */
export const fieldTypeNames: readonly string[] = Object.keys(FIELD_TYPES);

function isFieldType(type: string): type is FieldType {
  return Object.hasOwn(FIELD_TYPES, type);
}
