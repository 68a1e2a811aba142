// The KQL parse vectors: verdict, tree and error offset must agree with Kibana; its sentence is counted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { toNeutral } from '../../server/src/kql/neutral';
import { parseKql } from '../../server/src/kql/parse';
import type { KqlParseOptions } from '../../server/src/kql/parse';
import { findData } from '../support/data';

interface Vector {
  readonly dialect: string;
  readonly query: string;
  readonly expect: 'ok' | 'error';
  readonly ast?: unknown;
  readonly parser_options?: KqlParseOptions;
  readonly error_offset?: number;
  readonly error_message?: string;
}

const file = findData('vectors', 'kql.json');
const vectors: readonly Vector[] =
  file === undefined
    ? []
    : (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors.filter(
        (vector) => vector.dialect === 'kibana',
      );

describe('KQL parse vectors', { skip: file === undefined }, () => {
  for (const vector of vectors) {
    it(JSON.stringify(vector.query), () => {
      const { root, problems, error } = parseKql(vector.query, undefined, vector.parser_options);
      assert.equal(error === undefined ? 'ok' : 'error', vector.expect);
      assert.equal(error?.offset, vector.error_offset);
      assert.equal(error?.message, vector.error_message);
      if (vector.expect === 'ok') {
        assert.deepEqual(problems, []);
        assert.deepEqual(toNeutral(root), vector.ast);
      } else if (vector.error_offset !== vector.query.length) {
        assert.equal(problems[0]?.span.start, vector.error_offset);
      }
    });
  }

  it('are there', () => {
    assert.ok(vectors.length > 150);
  });
});
