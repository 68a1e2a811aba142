// Random edits of small statements, read by toml-eslint-parser as well: the same verdict, and the same places.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import { parseToml } from '../../../server/src/toml/parse';
import { mutate, pick, seededRandom } from '../../support/mutate';
import { ourRanges, theirRanges } from '../../support/tomlOracles';
import { tomlSeeds } from '../../support/tomlSeeds';

function theirs(text: string): AST.TOMLProgram | undefined {
  try {
    return parseTOML(text, { tomlVersion: '1.0' });
  } catch {
    return undefined;
  }
}

/** It takes a lone CR for a line break, and knows neither byte order marks nor halves of characters. */
function isComparable(text: string): boolean {
  return !/\r(?!\n)|\uFEFF|[\uD800-\uDFFF]/.test(
    text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ''),
  );
}

describe('parseToml', () => {
  it('agrees with toml-eslint-parser on 4,000 edited statements', (test) => {
    const statements = tomlSeeds.texts.flatMap((text) => text.split(/\n(?=\S+ *=|\[)/));
    const source = { tokens: tomlSeeds.tokens, texts: statements };
    const random = seededRandom(11);
    let valid = 0;
    for (let at = 0; at < 4000; at++) {
      const edited = mutate(pick(random, statements), random, source);
      const text = random() < 0.3 ? `${edited}\n${pick(random, statements)}` : edited;
      if (!isComparable(text)) continue;
      const ours = parseToml(text);
      const ast = theirs(text);
      assert.equal(ours.problems.length === 0, ast !== undefined, JSON.stringify(text));
      if (ast === undefined) continue;
      valid++;
      assert.deepEqual(ourRanges(ours), theirRanges(ast, 0), JSON.stringify(text));
    }
    test.diagnostic(`${valid} of them valid`);
    assert.ok(valid > 200);
  });
});
