// Real rule files with the damage that typing does: how much of the rest of the file a parse keeps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseToml } from '../../server/src/toml/parse';
import { ruleFiles } from '../support/data';
import { fuzz } from '../support/fuzz';
import { seededRandom } from '../support/mutate';
import { assertSound } from '../support/toml';
import { damageKinds, keptShare } from '../support/tomlDamage';
import { tomlSeeds } from '../support/tomlSeeds';

const documents = ruleFiles().map((file) => parseToml(readFileSync(file, 'utf8')));

/** Least share of the other pairs, in percent, mean over the files; one damage a file. */
const goals: Readonly<Record<keyof typeof damageKinds, number>> = {
  'closing quote missing': 99.9,
  '] missing': 99.9,
  'header bracket missing': 99.9,
  '= missing': 99.9,
  'value missing': 99.9,
  "closing ''' missing": 99.9,
  'closing """ missing': 99.9,
  'structural character deleted': 99.9,
  'structural-looking character deleted anywhere': 99.9,
  '""" typed': 99.5,
  "''' typed": 99.5,
  'delimiter broken': 99.5,
};

describe('pairs kept', () => {
  for (const [name, goal] of Object.entries(goals))
    it(`${name}: at least ${goal} %`, (test) => {
      const damageOf = damageKinds[name];
      assert.ok(damageOf);
      const random = seededRandom(20);
      const shares = documents.flatMap((document) => {
        const damage = damageOf(document, random);
        return damage === undefined ? [] : [keptShare(document, damage)];
      });
      assert.ok(shares.length > 0);
      const mean = (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
      test.diagnostic(`${name}: ${mean.toFixed(2)} % of the other pairs, ${shares.length} files`);
      assert.ok(mean >= goal, `${mean.toFixed(2)} %`);
    });
});

describe('random edits', () => {
  it('6,000 of them: none throws, every tree is sound', () => {
    fuzz(
      {
        name: 'TOML',
        source: { tokens: tomlSeeds.tokens, texts: documents.map(({ text }) => text) },
        parse: (text) => {
          assertSound(parseToml(text));
        },
      },
      { count: 6000, seed: 6, clock: () => 0 },
    );
  });
});
