// How a KQL clause matches on each field type, in words. Facts: Elasticsearch field mappers and Kibana's query builder.
import type { FieldMapping, FieldType } from '../catalog/fieldType';
import { code } from './markdown';

/** Sentences on how `field: value` matches a field of this mapping, the most important first. */
export function matchingWords(mapping: FieldMapping): readonly string[] {
  return [...caseWords(mapping), ...wordsByType[mapping.type], ...ignoreAboveWords(mapping)];
}

function caseWords({ type, normalizer }: FieldMapping): readonly string[] {
  if (type !== 'keyword' && type !== 'wildcard') return [];
  return [
    `Exact: the whole value, ${normalizer === 'lowercase' ? 'in any case' : 'case-sensitive'}.`,
  ];
}

function ignoreAboveWords({ ignoreAbove }: FieldMapping): readonly string[] {
  return ignoreAbove === undefined
    ? []
    : [`Values longer than ${ignoreAbove} characters are not indexed: they match nothing.`];
}

const text: readonly string[] = [
  'By words, in any case: the value is split into words first.',
  'Unquoted: one of the words is enough. Quoted: all of them, in order.',
  `A pattern with ${code('*')} is compared with single words.`,
];

const date: readonly string[] = [
  `A day, a time or date math: ${code('2026-01-31')} is the whole day, ${code('now-1d/d')} works too.`,
  `A month or a year alone means its first day: ${code('2026-01')} is 1 January.`,
  'A wildcard makes the rule fail. Times are UTC.',
];

const integer: readonly string[] = [
  `Equal as a number: ${code('80.0')} is 80, quoted or not.`,
  'A wildcard or a text that is no number makes the rule fail.',
];

const float: readonly string[] = [
  "Equal as a number, at the field's precision.",
  'A wildcard or a text that is no number makes the rule fail.',
];

const range: readonly string[] = ['True if the value lies within the range of the event.'];

const notSearchable: readonly string[] = [
  'Cannot be searched with KQL: any value makes the rule fail.',
];

const wordsByType: Readonly<Record<FieldType, readonly string[]>> = {
  keyword: [
    `${code('*')} stands for any text, blanks included; ${code('?')} is an ordinary character.`,
  ],
  wildcard: [
    `A pattern is cut at blanks and the pieces are joined by OR: ${code('*foo bar*')} means *ends with foo* or ` +
      '*begins with bar*.',
  ],
  constant_keyword: [
    'One constant for the whole index: true for all its events or for none.',
    'Case-sensitive; a pattern is compared with the constant.',
  ],
  text,
  match_only_text: text,
  ip: [
    `One address or a range in CIDR notation, such as ${code('10.0.0.0/8')}.`,
    'A wildcard or a text that is no address makes the rule fail.',
  ],
  date,
  date_nanos: date,
  boolean: [`Only ${code('true')} and ${code('false')}; anything else makes the rule fail.`],
  long: integer,
  integer,
  short: integer,
  byte: integer,
  unsigned_long: integer,
  double: float,
  float,
  half_float: float,
  scaled_float: float,
  version: [
    `Exactly this version: ${code('1.2.3')} is not ${code('1.2.30')}.`,
    'Ranges compare by version precedence.',
  ],
  flattened: [
    'True if any value below it is equal, exactly and case-sensitively.',
    'The values below are kept as text.',
  ],
  integer_range: range,
  long_range: range,
  float_range: range,
  double_range: range,
  date_range: range,
  ip_range: range,
  nested: [
    `Holds a list of objects; search them as ${code('path: { field: value }')}.`,
    'By itself it never matches.',
  ],
  object: [
    'A group of fields: a value never matches it.',
    `${code('field: *')} is true if any field below it has a value.`,
  ],
  geo_point: notSearchable,
  geo_shape: notSearchable,
  binary: notSearchable,
};
