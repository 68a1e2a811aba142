// The tokens of KQL text: they cover it, and agree with the parser where it accepts the text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseKql } from '../../../server/src/kql/parse';
import { kqlTokens } from '../../../server/src/kql/tokens';
import { kqlSeeds, termSpans } from '../../support/kql';
import { mutate, seededRandom } from '../../support/mutate';

/** One letter a token: f v o k p b, `_` whitespace, `!` bad. */
const rows: readonly (readonly [query: string, kinds: string])[] = [
  ['', ''],
  ['a:b', 'fov'],
  ['a : b  and not c>=5', 'f_o_v_k_k_fov'],
  ['a:(b or "c d")', 'fopv_k_vp'],
  ['p:{ a:1 } or x', 'fob_fov_b_k_v'],
  ['or x and', 'v'],
  ['x and ', 'v_k_'],
  ['cannot open', 'vk_v'],
  ['(a)or b', 'pvpk_v'],
  ['a:"b', 'fo!'],
  ['a:"b\nand c:d', 'fo!_k_fov'],
  ['a:\\q x', 'fo!_v'],
  ['a:b\\', 'fov!'],
  ['a:b:c', 'fovov'],
  ['"a b": x', 'fo_v'],
  ['a\\:b:c\\ ', 'fov!'],
];

const letters = {
  field: 'f',
  value: 'v',
  operator: 'o',
  keyword: 'k',
  paren: 'p',
  brace: 'b',
  whitespace: '_',
  bad: '!',
};

describe('kqlTokens', () => {
  for (const [query, kinds] of rows)
    it(JSON.stringify(query), () => {
      assert.equal(
        kqlTokens(query)
          .map(({ kind }) => letters[kind])
          .join(''),
        kinds,
      );
    });

  it('cover any text, and are the terms of the tree where there is one', () => {
    const random = seededRandom(11);
    let accepted = 0;
    for (let i = 0; i < 5000; i++) {
      const seed = kqlSeeds.texts[i % kqlSeeds.texts.length] ?? '';
      const text = i < kqlSeeds.texts.length ? seed : mutate(seed, random, kqlSeeds);
      const tokens = kqlTokens(text);
      let end = 0;
      for (const { span } of tokens) {
        assert.ok(span.start === end && span.end > span.start, text);
        end = span.end;
      }
      assert.equal(end, text.length);
      const { root, problems } = parseKql(text);
      // Unicode blanks at the ends of a term belong to its token but not to its span; the field `null` and the empty
      // query have no term to show.
      if (problems.length > 0 || /[\u3000\ufeff]|null|^\s*$/.test(text)) continue;
      accepted++;
      const terms = tokens.filter(({ kind }) => kind === 'field' || kind === 'value');
      assert.deepEqual(
        terms.map(({ span }) => span),
        termSpans(root),
        text,
      );
    }
    assert.ok(accepted > 500);
  });
});
