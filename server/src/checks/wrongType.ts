// wrong-type: a known key with a value of another TOML type.
import { typeMistake } from '../rule/keyType';
import type { Check, Finding } from './check';
import type { KnownEntry } from './knownTables';
import { placeOf } from './placeOf';

export const wrongType: Check = {
  code: 'wrong-type',
  severity: 'error',
  doc: 'The value of a key has another type than the rule schema wants.',
  run: ({ tables }) => tables.flatMap(({ entries }) => entries.flatMap(findWrongType)),
};

function findWrongType({ key, entry }: KnownEntry): readonly Finding[] {
  const message = typeMistake(key, entry.value);
  return message === undefined ? [] : [{ message, span: placeOf(entry) }];
}
