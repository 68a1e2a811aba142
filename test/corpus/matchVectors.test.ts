// The document-level vectors of the outside test data: query, mapping and document against true, false or error.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compileKql } from '../../server/src/engine/compileKql';
import { compileLucene } from '../../server/src/engine/compileLucene';
import { explicitTypes, parseFieldTypes } from '../../server/src/engine/fieldTypeLayers';
import type { CompiledQuery, FieldTypes } from '../../server/src/engine/matcher';
import type { JsonObject } from '../../server/src/events/event';
import { parseKql } from '../../server/src/kql/parse';
import { parseLucene } from '../../server/src/lucene/parse';
import { findData } from '../support/data';

interface MatchVector {
  readonly query: string;
  readonly language: string;
  readonly mapping: JsonObject;
  readonly document: JsonObject;
  readonly matches: boolean | 'error';
  readonly reason: string;
}

const file = findData('vectors', 'kql.json');

describe('match vectors', { skip: file === undefined }, () => {
  if (file === undefined) return;
  const data = JSON.parse(readFileSync(file, 'utf8')) as { match_vectors: MatchVector[] };
  const vectors = data.match_vectors;
  it('are there', () => {
    assert.ok(vectors.filter(({ language }) => language === 'kuery').length > 70);
    assert.ok(vectors.filter(({ language }) => language === 'lucene').length >= 10);
  });
  for (const vector of vectors) {
    it(`${vector.query}  ${JSON.stringify(vector.document)}: ${vector.reason}`, () => {
      assert.equal(verdict(vector), vector.matches);
    });
  }
});

function verdict({ query, language, mapping, document }: MatchVector): boolean | 'error' {
  const types = parseFieldTypes(mapping);
  assert.ok(types.ok);
  const compile = language === 'lucene' ? compileLuceneText : compileKqlText;
  const compiled = compile(query, explicitTypes(types.types));
  if (compiled === undefined) return 'error';
  return compiled.kind === 'failure' ? 'error' : compiled.matcher.matches(document, 0);
}

function compileKqlText(query: string, types: FieldTypes): CompiledQuery | undefined {
  const { root, error } = parseKql(query);
  return error ? undefined : compileKql(root, types);
}

function compileLuceneText(query: string, types: FieldTypes): CompiledQuery | undefined {
  const { root, error } = parseLucene(query);
  return error ? undefined : compileLucene(root, types);
}
