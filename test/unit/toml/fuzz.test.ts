// Random edits of small texts: no parse throws, and every tree is sound. Longer runs: node test/fuzz/run.mjs.
import { describe, it } from 'node:test';
import { parseToml } from '../../../server/src/toml/parse';
import type { TomlDocument } from '../../../server/src/toml/ast';
import { tomlToTestSuite } from '../../../server/src/toml/toTestSuite';
import { fuzz } from '../../support/fuzz';
import { assertSound } from '../../support/toml';
import { tomlSeeds } from '../../support/tomlSeeds';

describe('parseToml', () => {
  it('survives 3,000 random edits', () => {
    const parsed: { last?: TomlDocument } = {};
    fuzz(
      {
        name: 'TOML',
        source: tomlSeeds,
        parse: (text) => (parsed.last = parseToml(text)),
        check: () => {
          if (parsed.last === undefined) throw new Error('nothing was parsed');
          assertSound(parsed.last);
          tomlToTestSuite(parsed.last);
        },
      },
      { count: 3000, seed: 5, clock: () => 0 },
    );
  });
});
