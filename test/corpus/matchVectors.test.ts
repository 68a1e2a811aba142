// The document-level vectors of the outside test data: query, mapping and document against true, false or error.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compileKql } from '../../server/src/engine/compileKql';
import { explicitTypes, parseFieldTypes } from '../../server/src/engine/fieldTypeLayers';
import type { JsonObject } from '../../server/src/events/event';
import { parseKql } from '../../server/src/kql/parse';
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
  const vectors = data.match_vectors.filter(({ language }) => language === 'kuery');
  it('are there', () => {
    assert.ok(vectors.length > 70);
  });
  for (const vector of vectors) {
    it(`${vector.query}  ${JSON.stringify(vector.document)}: ${vector.reason}`, () => {
      assert.equal(verdict(vector), vector.matches);
    });
  }
});

function verdict({ query, mapping, document }: MatchVector): boolean | 'error' {
  const types = parseFieldTypes(mapping);
  assert.ok(types.ok);
  const compiled = compileKql(parseKql(query).root, explicitTypes(types.types));
  return compiled.kind === 'failure' ? 'error' : compiled.matcher.matches(document, 0);
}
