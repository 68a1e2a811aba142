// The conversion vectors of the outside test data through the command line: one batch, every answer compared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { jsonLinesOf, rulewright } from '../support/commandLine';
import { findData } from '../support/data';

interface DslVector {
  readonly dialect: string;
  readonly query: string;
  readonly fields?: string;
  readonly config?: object;
  readonly parser_options?: object;
  readonly dsl?: object;
  readonly dsl_error?: string;
  readonly error_message?: string;
}

interface Vectors {
  readonly fieldSets: Readonly<Record<string, readonly object[]>>;
  readonly vectors: readonly DslVector[];
}

const file = findData('vectors', 'kql.json');

describe('translate --batch on the vectors', { skip: file === undefined }, () => {
  if (file === undefined) return;
  const { vectors, fieldSets } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
  const meant = vectors.filter(
    ({ dialect, dsl, dsl_error: dslError, error_message: error }) =>
      dialect === 'kibana' && (dsl ?? dslError ?? error) !== undefined,
  );
  let answers: readonly unknown[] = [];

  before(() => {
    const lines = meant.map(({ query, fields, config, parser_options: options }) =>
      JSON.stringify({
        query,
        language: 'kuery',
        ...(fields === undefined ? {} : { fields: fieldSets[fields] }),
        ...((config ?? options) ? { config: { ...config, ...options } } : {}),
      }),
    );
    const { status, stdout } = rulewright(['translate', '--batch'], { input: lines.join('\n') });
    assert.equal(status, 0);
    answers = jsonLinesOf(stdout);
  });

  it('answers each', () => {
    assert.ok(meant.filter(({ dsl }) => dsl !== undefined).length > 100);
    assert.equal(answers.length, meant.length);
  });

  for (const [i, { query, fields, dsl, dsl_error: dslError }] of meant.entries())
    it(`${query} (${fields ?? 'no data view'})`, () => {
      const answer = answers[i];
      if (dsl !== undefined) assert.deepEqual(answer, { ok: true, dsl });
      else if (dslError !== undefined)
        assert.deepEqual(answer, { ok: false, error: { message: dslError } });
      // The list of expectations in a syntax error may differ from Kibana's.
      else assert.equal((answer as { readonly ok: boolean }).ok, false);
    });
});
