// From a field's mapping to how it answers clauses.
import { assertNever } from '../../text/assertNever';
import type { KnownField } from '../matcher';
import { matchesPattern } from '../pattern';
import { compareUtf8 } from '../utf8Order';
import { booleanSemantics } from './boolean';
import { dateSemantics } from './date';
import { flattenedKeySemantics, flattenedRootSemantics } from './flattened';
import { ipSemantics } from './ip';
import { keywordSemantics } from './keyword';
import { numberSemantics } from './number';
import { rangeTypeSemantics } from './rangeType';
import type { Answer, FieldSemantics } from './semantics';
import { NONE, plainTerms, satisfies, typeError } from './semantics';
import { textSemantics } from './text';
import { versionSemantics } from './version';

export function semanticsOf(name: string, field: KnownField): FieldSemantics {
  switch (field.type) {
    case 'keyword':
    case 'wildcard':
      return keywordSemantics(field);
    case 'constant_keyword':
      // Each data stream has its own constant, and its events carry it.
      return field.value === undefined ? keywordSemantics() : constantSemantics(field.value);
    case 'text':
    case 'match_only_text':
      return textSemantics();
    case 'ip':
      return ipSemantics(name);
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
    case 'unsigned_long':
    case 'double':
    case 'float':
    case 'half_float':
    case 'scaled_float':
      return numberSemantics(name, field, field.type);
    case 'boolean':
      return booleanSemantics(name);
    case 'date':
    case 'date_nanos':
      return dateSemantics(name, field.type);
    case 'version':
      return versionSemantics();
    case 'flattened':
      return field.flattenedKey === undefined
        ? flattenedRootSemantics(field)
        : flattenedKeySemantics(name, field);
    case 'object':
    case 'nested':
      return containerSemantics();
    case 'integer_range':
    case 'long_range':
    case 'float_range':
    case 'double_range':
    case 'date_range':
    case 'ip_range':
      return rangeTypeSemantics(name, field.type);
    case 'geo_point':
    case 'geo_shape':
    case 'binary':
      return unsearchableSemantics(name, field.type);
    default:
      return assertNever(field.type);
  }
}

/** One value for all documents of the index, whatever they carry. */
function constantSemantics(constant: string): FieldSemantics {
  const decide = (isMatch: boolean): Answer => (isMatch ? { kind: 'all' } : NONE);
  return {
    equal: (text) => decide(text === constant),
    pattern: (pattern) => decide(matchesPattern(pattern, constant)),
    range: (bounds) =>
      decide(bounds.every(({ bound, text }) => satisfies(bound, compareUtf8(constant, text)))),
    exists: () => true,
    terms: plainTerms((accept) => decide(accept(constant))),
  };
}

/** Objects hold no values of their own. */
function containerSemantics(): FieldSemantics {
  return { equal: () => NONE, pattern: () => NONE, range: () => NONE, exists: () => false };
}

function unsearchableSemantics(name: string, type: string): FieldSemantics {
  const refuse = (): Answer =>
    typeError('value-type', `${name} has type ${type}, which KQL can only ask for existence`);
  return { equal: refuse, pattern: refuse, range: refuse, exists: () => true };
}
