// The document-level vectors of the outside test data through the command line: one batch, every answer compared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { jsonLinesOf, rulewright } from '../support/commandLine';
import { findData } from '../support/data';

interface MatchVector {
  readonly query: string;
  readonly language: string;
  readonly mapping: object;
  readonly document: object;
  readonly matches: boolean | 'error';
}

const file = findData('vectors', 'kql.json');

describe('match --batch on the vectors', { skip: file === undefined }, () => {
  if (file === undefined) return;
  const data = JSON.parse(readFileSync(file, 'utf8')) as { match_vectors: MatchVector[] };
  const vectors = data.match_vectors;

  it('agrees on every one', () => {
    const input = vectors.map(({ query, language, mapping, document }) =>
      JSON.stringify({ query, language, fieldTypes: mapping, document }),
    );
    const { status, stdout } = rulewright(['match', '--batch'], { input: input.join('\n') });
    assert.equal(status, 0);
    const answers = jsonLinesOf(stdout) as readonly { result: boolean | object }[];
    assert.ok(vectors.some(({ language }) => language === 'lucene'));
    assert.deepEqual(
      answers.map(({ result }) => (typeof result === 'boolean' ? result : 'error')),
      vectors.map(({ matches }) => matches),
    );
  });
});
