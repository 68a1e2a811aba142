// Every real KQL query parses without problem, survives printing, and cannot be damaged so that the parser fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse as parseTomlText } from 'smol-toml';
import { kqlContext } from '../../server/src/kql/context';
import { toNeutral } from '../../server/src/kql/neutral';
import { parseKql } from '../../server/src/kql/parse';
import { printKql } from '../../server/src/kql/print';
import { kqlTokens } from '../../server/src/kql/tokens';
import { ruleFiles } from '../support/data';
import { kqlSeeds, termSpans } from '../support/kql';
import { below, mutate, seededRandom } from '../support/mutate';

interface RealQuery {
  readonly file: string;
  readonly text: string;
}

interface QueryKeys {
  readonly language?: string;
  readonly query?: string;
  readonly threat_language?: string;
  readonly threat_query?: string;
}

const queries: readonly RealQuery[] = ruleFiles().flatMap((file) => {
  const { rule } = parseTomlText(readFileSync(file, 'utf8')) as unknown as { rule: QueryKeys };
  const name = path.basename(file);
  return [
    rule.language === 'kuery' ? rule.query : undefined,
    rule.threat_language === 'kuery' ? rule.threat_query : undefined,
  ].flatMap((text) => (text === undefined ? [] : [{ file: name, text }]));
});

describe('real KQL queries', () => {
  it('are there', () => {
    assert.ok(queries.length > 0);
  });

  it('parse without problem, and read back after printing', () => {
    for (const { file, text } of queries) {
      const { root, problems } = parseKql(text);
      assert.deepEqual(problems, [], file);
      const printed = printKql(root);
      const again = parseKql(printed);
      assert.deepEqual(again.problems, [], file);
      assert.deepEqual(toNeutral(again.root), toNeutral(root), file);
      assert.equal(printKql(again.root), printed, file);
    }
  });

  it('have the tokens that their trees are made of', () => {
    for (const { file, text } of queries) {
      const terms = kqlTokens(text).filter(({ kind }) => kind === 'field' || kind === 'value');
      assert.deepEqual(
        terms.map(({ span }) => span),
        termSpans(parseKql(text).root),
        file,
      );
    }
  });

  it('can be damaged without harm', () => {
    const random = seededRandom(13);
    const source = { tokens: kqlSeeds.tokens, texts: queries.map(({ text }) => text) };
    for (let i = 0; i < 5000; i++) {
      const text = mutate(source.texts[i % source.texts.length] ?? '', random, source);
      const { root, problems, error } = parseKql(text);
      assert.equal(problems.length === 0, error === undefined);
      if (error === undefined)
        assert.deepEqual(toNeutral(parseKql(printKql(root)).root), toNeutral(root), text);
      kqlContext(text, below(random, text.length + 1));
    }
  });
});
