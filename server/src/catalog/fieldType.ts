// Elasticsearch field types: what decides how a clause matches.

export type FieldType =
  | 'keyword'
  | 'constant_keyword'
  | 'wildcard'
  | 'text'
  | 'match_only_text'
  | 'ip'
  | 'long'
  | 'integer'
  | 'short'
  | 'byte'
  | 'unsigned_long'
  | 'double'
  | 'float'
  | 'half_float'
  | 'scaled_float'
  | 'boolean'
  | 'date'
  | 'date_nanos'
  | 'version'
  | 'flattened'
  | 'nested'
  | 'object'
  | 'integer_range'
  | 'long_range'
  | 'float_range'
  | 'double_range'
  | 'date_range'
  | 'ip_range'
  | 'geo_point'
  | 'geo_shape'
  | 'binary';

/** One field of a mapping. */
export interface FieldMapping {
  readonly type: FieldType;
  /** Longer strings are not indexed, in characters (UTF-16 units as Java counts); keyword only. */
  readonly ignoreAbove?: number;
  /** The one value of a constant_keyword. */
  readonly value?: string;
  /** scaled_float only. */
  readonly scalingFactor?: number;
  /** keyword only: values and searched text are compared in lower case (the `.caseless` fields of Elastic Defend). */
  readonly normalizer?: 'lowercase';
}
