// Whether a value fits what the table of rule keys says about its key: for the check, and for runs that Kibana refuses.
import { assertNever } from '../text/assertNever';
import type { TomlScalarType } from '../toml/ast';
import type { KeyType, RuleKey } from './ruleKey';
import type { EntryValue } from './tomlValues';

/** What is wrong with the TOML type of a key's value, in one sentence; undefined where it fits. */
export function typeMistake(key: RuleKey, value: EntryValue): string | undefined {
  // The parser has said already what is wrong with a value it could not read.
  if (value.kind === 'invalid' || fitsType(key.type, value)) return undefined;
  return `\`${key.name}\` must be ${wordsFor(key.type)}, not ${wordsOf(value)}.`;
}

/** The value has the TOML type. */
export function fitsType(type: KeyType, value: EntryValue): boolean {
  switch (type) {
    case 'string':
    case 'date':
      return value.kind === 'string';
    case 'integer':
      return isScalar(value, 'integer');
    case 'boolean':
      return isScalar(value, 'bool');
    case 'strings':
      return isListOf(value, 'string');
    case 'string-or-strings':
      return value.kind === 'string' || isListOf(value, 'string');
    case 'table':
      return value.kind === 'table' || value.kind === 'inline-table';
    case 'tables':
      return value.kind === 'tables' || isListOf(value, 'inline-table');
    case 'table-lists':
      return (
        value.kind === 'array' &&
        value.items.every((item) => item.kind === 'invalid' || isListOf(item, 'inline-table'))
      );
    case 'list':
      return value.kind === 'tables' || value.kind === 'array';
    case 'any':
      return true;
    default:
      return assertNever(type);
  }
}

function isScalar(value: EntryValue, type: TomlScalarType): boolean {
  return value.kind === 'scalar' && value.type === type;
}

function isListOf(value: EntryValue, kind: 'string' | 'inline-table'): boolean {
  return (
    value.kind === 'array' &&
    value.items.every((item) => item.kind === kind || item.kind === 'invalid')
  );
}

function wordsFor(type: KeyType): string {
  switch (type) {
    case 'string':
      return 'a string';
    case 'date':
      return 'a date in quotes (YYYY/MM/DD)';
    case 'integer':
      return 'an integer';
    case 'boolean':
      return 'true or false';
    case 'strings':
      return 'a list of strings';
    case 'string-or-strings':
      return 'a string or a list of strings';
    case 'table':
      return 'a table';
    case 'tables':
      return 'a list of tables';
    case 'table-lists':
      return 'a list of lists of tables';
    case 'list':
      return 'a list';
    case 'any':
      return 'anything';
    default:
      return assertNever(type);
  }
}

function wordsOf(value: EntryValue): string {
  switch (value.kind) {
    case 'string':
      return 'a string';
    case 'scalar':
      return scalarWords[value.type];
    case 'array':
      return wordsOfArray(value.items.map((item) => item.kind));
    case 'table':
    case 'inline-table':
      return 'a table';
    case 'tables':
      return 'a list of tables';
    case 'invalid':
      return 'this';
    default:
      return assertNever(value);
  }
}

function wordsOfArray(kinds: readonly EntryValue['kind'][]): string {
  const [first] = kinds;
  if (first === undefined) return 'an empty list';
  if (kinds.some((kind) => kind !== first)) return 'a mixed list';
  return first === 'string' ? 'a list of strings' : 'a list of other values';
}

const scalarWords: Readonly<Record<TomlScalarType, string>> = {
  integer: 'an integer',
  float: 'a float',
  bool: 'a boolean',
  datetime: 'a date and time',
  'datetime-local': 'a date and time',
  'date-local': 'a date',
  'time-local': 'a time',
};
