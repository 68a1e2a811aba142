// Tables of query, value and verdict for one field, `a.b`. Every row is tried in all spellings of the document, as an
// array, and negated.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compileKql } from '../../server/src/engine/compileKql';
import { explicitTypes, parseFieldTypes } from '../../server/src/engine/fieldTypeLayers';
import type { CompiledQuery, FieldTypes } from '../../server/src/engine/matcher';
import type { JsonObject, JsonValue } from '../../server/src/events/event';
import { SpelledNumber } from '../../server/src/events/spelledNumber';
import { parseKql } from '../../server/src/kql/parse';

export type Verdict = boolean | 'error';
/** Query, value of the field `a.b` (undefined: the document has no such field), verdict. */
export type MatchRow = readonly [query: string, value: JsonValue | undefined, verdict: Verdict];

/** A closed mapping from the JSON of `--field-types`. Throws where that is wrong. */
export function typesOf(mapping: JsonObject): FieldTypes {
  const parsed = parseFieldTypes(mapping);
  if (!parsed.ok) throw new Error(parsed.message);
  return explicitTypes(parsed.types);
}

export function compile(query: string, types: FieldTypes): CompiledQuery {
  const { root, error } = parseKql(query);
  assert.equal(error, undefined, query);
  return compileKql(root, types);
}

export function verdictOf(
  query: string,
  types: FieldTypes,
  document: JsonObject,
  now = 0,
): Verdict {
  const compiled = compile(query, types);
  return compiled.kind === 'failure' ? 'error' : compiled.matcher.matches(document, now);
}

/** One test per row; `type` is the mapping of `a.b`. */
export function matchRows(type: JsonValue, rows: readonly MatchRow[], now = 0): void {
  const types = typesOf({ 'a.b': type });
  for (const [query, value, verdict] of rows) {
    it(`${JSON.stringify(type)}  ${query}  ${shown(value)}: ${String(verdict)}`, () => {
      for (const document of spellings(value))
        assert.equal(verdictOf(query, types, document, now), verdict, JSON.stringify(document));
      const opposite = verdict === 'error' ? 'error' : !verdict;
      for (const document of spellings(value))
        assert.equal(verdictOf(`not (${query})`, types, document, now), opposite, 'negated');
    });
  }
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing';
  return value instanceof SpelledNumber ? value.text : JSON.stringify(value);
}

function spellings(value: JsonValue | undefined): readonly JsonObject[] {
  if (value === undefined) return [{}, { a: {} }, { a: null }, { a: { b: null } }, { 'a.b': [] }];
  return [
    { a: { b: value } },
    { 'a.b': value },
    { a: [{ c: 1 }, { b: [null, value] }] },
    { a: { c: { b: 'other' } }, 'a.b': [[value]] },
  ];
}
