// Wildcards with `?`, edit distances and phrases with slop, each against a plain definition.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWithinEdits } from '../../../server/src/engine/editDistance';
import { hasSloppyPhrase } from '../../../server/src/engine/sloppyPhrase';
import { wildcardTest } from '../../../server/src/engine/wildcard';
import type { WildcardPart } from '../../../server/src/engine/wildcard';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';

const letters = ['a', 'b', '😀'];

function draw(random: Random, longest: number): string {
  return Array.from({ length: below(random, longest + 1) }, () => pick(random, letters)).join('');
}

describe('wildcardTest', () => {
  it('equals the definition', () => {
    const random = seededRandom(1);
    const parts: readonly WildcardPart[] = ['many', 'one', { text: 'a' }, { text: 'b😀' }];
    for (let i = 0; i < 5000; i++) {
      const pattern = Array.from({ length: below(random, 5) }, () => pick(random, parts));
      const source = pattern.map((part) => {
        if (typeof part === 'object') return part.text;
        return part === 'many' ? '.*' : '.';
      });
      const text = draw(random, 6);
      const expected = new RegExp(`^${source.join('')}$`, 'su').test(text);
      assert.equal(wildcardTest(pattern)(text), expected, `${source.join('')} on ${text}`);
    }
  });
});

describe('isWithinEdits', () => {
  const rows: readonly (readonly [string, string, number])[] = [
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['abc', 'abcd', 1],
    ['abcd', 'badc', 2],
    ['a😀', '😀a', 1],
    ['a', '', 1],
    ['ab', 'cd', 2],
    // A swapped pair is not edited again.
    ['ca', 'abc', 3],
    ['abc', 'xyz', 3],
  ];
  for (const [a, b, distance] of rows)
    it(`${a} and ${b} are ${distance} apart`, () => {
      for (let most = 0; most < 4; most++) {
        assert.equal(isWithinEdits(a, b, most), distance <= most);
        assert.equal(isWithinEdits(b, a, most), distance <= most);
      }
    });
  it('finds what one edit makes', () => {
    const random = seededRandom(2);
    for (let i = 0; i < 2000; i++) {
      const chars = Array.from(draw(random, 6));
      const at = below(random, chars.length + 1);
      const edited = pick(random, [
        [...chars.slice(0, at), 'x', ...chars.slice(at)],
        [...chars.slice(0, at), ...chars.slice(at + 1)],
        [...chars.slice(0, at), ...chars.slice(at, at + 2).reverse(), ...chars.slice(at + 2)],
      ]);
      assert.ok(isWithinEdits(chars.join(''), edited.join(''), 1));
    }
  });
});

describe('hasSloppyPhrase', () => {
  const rows: readonly (readonly [text: string, phrase: string, slop: number, found: boolean])[] = [
    ['a b c', 'a c', 0, false],
    ['a b c', 'a c', 1, true],
    ['a b', 'b a', 1, false],
    ['a b', 'b a', 2, true],
    ['a x x b', 'a b', 2, true],
    ['a x x x b', 'a b', 2, false],
    ['a', 'a a', 5, false],
    ['a b a', 'a a', 1, true],
    ['a b', 'a b a', 2, false],
    ['c x b x a', 'a b c', 6, true],
    ['c x b x a', 'a b c', 5, false],
    ['a b', 'a z', 9, false],
  ];
  for (const [text, phrase, slop, found] of rows)
    it(`"${phrase}"~${slop} ${found ? 'in' : 'not in'} "${text}"`, () => {
      assert.equal(hasSloppyPhrase(text.split(' '), phrase.split(' '), slop), found);
    });
  it('tries all places', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: 1 + below(random, 7) }, () => pick(random, letters));
      const phrase = Array.from({ length: 2 + below(random, 2) }, () => pick(random, letters));
      const slop = below(random, 5);
      assert.equal(
        hasSloppyPhrase(text, phrase, slop),
        placings(text, phrase).some((shifts) => Math.max(...shifts) - Math.min(...shifts) <= slop),
        `"${phrase.join(' ')}"~${slop} in "${text.join(' ')}"`,
      );
    }
  });
});

/** The shifts of every way to place the words. */
function placings(text: readonly string[], phrase: readonly string[]): readonly number[][] {
  let ways: readonly (readonly number[])[] = [[]];
  for (const word of phrase)
    ways = ways.flatMap((way) =>
      text.flatMap((token, at) => (token === word && !way.includes(at) ? [[...way, at]] : [])),
    );
  return ways.map((way) => way.map((at, i) => at - i));
}
