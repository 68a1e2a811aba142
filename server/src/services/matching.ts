// How a KQL clause matches on each field type, in words. Facts: Elasticsearch field mappers and Kibana's query builder.
import type { FieldMapping } from '../catalog/fieldType';
import { assertNever } from '../text/assertNever';
import { code } from './markdown';

/** Sentences on how `field: value` matches a field of this mapping, the most important first. */
export function matchingWords(mapping: FieldMapping): readonly string[] {
  switch (mapping.type) {
    case 'keyword':
      return [...keywordWords(mapping), ...ignoreAboveWords(mapping)];
    case 'wildcard':
      return [
        'Exact: the whole value, case-sensitive.',
        `A pattern is cut at blanks and the pieces are joined by OR: ${code('*foo bar*')} means *ends with foo* or ` +
          '*begins with bar*.',
        ...ignoreAboveWords(mapping),
      ];
    case 'constant_keyword':
      return [
        'One constant for the whole index: true for all its events or for none.',
        'Case-sensitive; a pattern is compared with the constant.',
      ];
    case 'text':
    case 'match_only_text':
      return textWords;
    case 'ip':
      return [
        `One address or a range in CIDR notation, such as ${code('10.0.0.0/8')}.`,
        'A wildcard or a text that is no address makes the rule fail.',
      ];
    case 'date':
    case 'date_nanos':
      return dateWords;
    case 'boolean':
      return [`Only ${code('true')} and ${code('false')}; anything else makes the rule fail.`];
    case 'long':
    case 'integer':
    case 'short':
    case 'byte':
    case 'unsigned_long':
      return integerWords;
    case 'double':
    case 'float':
    case 'half_float':
    case 'scaled_float':
      return [
        "Equal as a number, at the field's precision.",
        'A wildcard or a text that is no number makes the rule fail.',
      ];
    case 'version':
      return [
        `Exactly this version: ${code('1.2.3')} is not ${code('1.2.30')}.`,
        'Ranges compare by version precedence.',
      ];
    case 'flattened':
      return [
        'True if any value below it is equal, exactly and case-sensitively.',
        'The values below are kept as text.',
      ];
    case 'integer_range':
    case 'long_range':
    case 'float_range':
    case 'double_range':
    case 'date_range':
    case 'ip_range':
      return ['True if the value lies within the range of the event.'];
    case 'nested':
      return [
        `Holds a list of objects; search them as ${code('path: { field: value }')}.`,
        'By itself it never matches.',
      ];
    case 'object':
      return [
        'A group of fields: a value never matches it.',
        `${code('field: *')} is true if any field below it has a value.`,
      ];
    case 'geo_point':
    case 'geo_shape':
    case 'binary':
      return ['Cannot be searched with KQL: any value makes the rule fail.'];
    default:
      return assertNever(mapping.type);
  }
}

function keywordWords(mapping: FieldMapping): readonly string[] {
  const lowerCased = mapping.normalizer === 'lowercase';
  return [
    `Exact: the whole value, ${lowerCased ? 'in any case' : 'case-sensitive'}.`,
    `${code('*')} stands for any text, blanks included; ${code('?')} is an ordinary character.`,
  ];
}

const textWords: readonly string[] = [
  'By words, in any case: the value is split into words first.',
  'Unquoted: one of the words is enough. Quoted: all of them, in order.',
  `A pattern with ${code('*')} is compared with single words.`,
];

const dateWords: readonly string[] = [
  `A day, a time or date math: ${code('2026-01-31')} is the whole day, ${code('now-1d/d')} works too.`,
  `A month or a year alone means its first day: ${code('2026-01')} is 1 January.`,
  'A wildcard makes the rule fail. Times are UTC.',
];

const integerWords: readonly string[] = [
  `Equal as a number: ${code('80.0')} is 80, quoted or not.`,
  'A wildcard or a text that is no number makes the rule fail.',
];

function ignoreAboveWords(mapping: FieldMapping): readonly string[] {
  return mapping.ignoreAbove === undefined
    ? []
    : [`Values longer than ${mapping.ignoreAbove} characters are not indexed: they match nothing.`];
}
