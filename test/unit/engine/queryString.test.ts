// How query_string cuts a pattern; patterns; and the order of texts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchesPattern } from '../../../server/src/engine/pattern';
import { cutQueryString } from '../../../server/src/engine/queryString';
import type { QueryStringPiece } from '../../../server/src/engine/queryString';
import { compareUtf8 } from '../../../server/src/engine/utf8Order';

function print(pieces: readonly QueryStringPiece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'words') return `"${piece.text}"`;
      return piece.kind === 'exists' ? '*' : piece.pattern.join('*');
    })
    .join(', ');
}

/** Pattern (every `*` is a wildcard), and its pieces as should / must / must not. */
const rows: readonly (readonly [pattern: string, should: string, must?: string, not?: string])[] = [
  ['*foo bar*', '*foo, bar*'],
  ['* foo *', '*, "foo", *'],
  ['foo bar baz*', '"foo bar", baz*'],
  ['a  \t\n b*', '"a", b*'],
  ['a b *', '"a", "b", *'],
  ['a b c *', '"a b", "c", *'],
  ['a* b c', 'a*, "b c"'],
  ['a* b c* d', 'a*, "b", c*, "d"'],
  ['**', '**'],
  ['* *', '*, *'],
  [' a* ', 'a*'],
  ['a* AND b', '', 'a*, "b"'],
  ['a* AND NOT b', '', 'a*', '"b"'],
  ['a* OR b', 'a*, "b"'],
  ['a* NOT b c', 'a*, "c"', '', '"b"'],
  ['a* and b', 'a*, "and b"'],
  ['a b AND c*', '"a"', '"b", c*'],
];

describe('cutQueryString', () => {
  for (const [pattern, should, must = '', not = ''] of rows) {
    it(pattern, () => {
      const pieces = cutQueryString(pattern.split('*'));
      assert.ok(pieces);
      assert.deepEqual(
        [print(pieces.should), print(pieces.must), print(pieces.mustNot)],
        [should, must, not],
      );
    });
  }

  for (const pattern of ['a* AND', 'AND a*', 'OR a*', 'a* NOT', 'a* AND OR b', 'NOT NOT a*'])
    it(`refuses ${pattern}`, () => {
      assert.equal(cutQueryString(pattern.split('*')), undefined);
    });
});

describe('matchesPattern', () => {
  it('agrees with a plain search of all ways to match', () => {
    const alphabet = ['a', 'b', '*'];
    const patterns = words(alphabet, 5);
    const texts = words(['a', 'b'], 5);
    for (const pattern of patterns)
      for (const text of texts)
        assert.equal(
          matchesPattern(pattern.split('*'), text),
          matchesSlowly(pattern, text),
          `${pattern} on ${text}`,
        );
  });

  it('takes time linear in the text for each part', () => {
    const pattern = ['', ...Array.from({ length: 200 }, () => 'a'), 'b'];
    assert.equal(matchesPattern(pattern, 'a'.repeat(100_000)), false);
  });
});

function words(alphabet: readonly string[], longest: number): readonly string[] {
  let last = [''];
  const all = [''];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((word) => alphabet.map((letter) => word + letter));
    all.push(...last);
  }
  return all;
}

function matchesSlowly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*'))
    return (
      matchesSlowly(pattern.slice(1), text) ||
      (text !== '' && matchesSlowly(pattern, text.slice(1)))
    );
  return text.startsWith(pattern.charAt(0)) && matchesSlowly(pattern.slice(1), text.slice(1));
}

describe('compareUtf8', () => {
  it('orders like UTF-8 bytes', () => {
    const texts = [
      '',
      'a',
      'aa',
      'b',
      '10',
      '5',
      'é',
      '\uD7FF',
      '\uE000',
      '\uFFFD',
      '\u{1F600}',
      '\u{10FFFF}',
    ];
    for (const a of texts)
      for (const b of texts)
        assert.equal(
          Math.sign(compareUtf8(a, b)),
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
          `${a} ${b}`,
        );
  });
});
