// Lucene queries and documents of our own with the verdicts of a real Elasticsearch (8.15.3, query_string with
// `analyze_wildcard`, UTC and `lenient: false`, dynamic mapping off).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../server/src/events/event';
import { luceneVerdict } from '../../support/luceneRows';
import { typesOf } from '../../support/matchRows';

const types = typesOf({
  k: 'keyword',
  kl: { type: 'keyword', normalizer: 'lowercase' },
  ki: { type: 'keyword', ignore_above: 5 },
  t: 'text',
  n: 'long',
  i: 'ip',
  d: 'date',
  b: 'boolean',
  f: 'float',
  fl: 'flattened',
  dr: 'date_range',
  ir: 'integer_range',
  'o.x': 'keyword',
  'o.y': 'text',
});

describe('verdicts of Elasticsearch', () => {
  const rows = readFileSync('test/unit/engine/luceneVerdicts.tsv', 'utf8').trimEnd().split('\n');
  it('are there', () => {
    assert.ok(rows.length > 300);
  });
  for (const row of rows)
    it(row, () => {
      const [query = '', document = '', verdict] = row.split('\t');
      const found = luceneVerdict(query, types, JSON.parse(document) as JsonObject);
      assert.equal(String(found), verdict);
    });
});
