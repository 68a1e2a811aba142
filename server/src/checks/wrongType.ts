// wrong-type: a known key with a value of another TOML type.
import { typeMistake } from '../rule/keyType';
import type { Check, Finding } from './check';
import { nothing } from './findEach';
import { inEntries } from './knownTables';
import type { KnownEntry } from './knownTables';
import { placeOf } from './placeOf';
import { typeFixes } from './schema/typeFixes';

export const wrongType: Check = {
  files: 'all',
  code: 'wrong-type',
  severity: 'error',
  doc: 'The value of a key has another type than the rule schema wants.',
  run: ({ document, tables }) => inEntries(tables, (known) => findWrongType(document.text, known)),
};

function findWrongType(text: string, { key, entry }: KnownEntry): readonly Finding[] {
  const message = typeMistake(key, entry.value);
  if (message === undefined) return nothing;
  return [{ message, span: placeOf(entry), fixes: typeFixes(text, key, entry) }];
}
