// Elasticsearch's wildcard patterns, by rows and against a plain recursive definition.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapGlob, matchesGlob, parseGlob } from '../../../server/src/engine/glob';

const rows: readonly (readonly [string, string, boolean])[] = [
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['?', '', false],
  ['?', '\u{1F600}', true],
  ['??', '\u{1F600}', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['\\?', '?', true],
  ['\\\\', '\\', true],
  ['a\\', 'a\\', true],
  ['a\\b', 'ab', true],
  ['a*a', 'a', false],
  ['a*?', 'ab', true],
  ['*?*', '', false],
  ['*.ps?1', 'x.ps_1', true],
];

/** By definition: a star takes any number of characters. */
function slow(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return slow(rest, text) || (text.length > 0 && slow(pattern, text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && slow(rest, text.slice(1));
}

function words(letters: readonly string[], length: number): readonly string[] {
  if (length === 0) return [''];
  const shorter = words(letters, length - 1);
  return ['', ...shorter.flatMap((word) => letters.map((letter) => letter + word))];
}

describe('wildcard patterns', () => {
  for (const [pattern, text, verdict] of rows)
    it(`${pattern} on ${JSON.stringify(text)}`, () => {
      assert.equal(matchesGlob(parseGlob(pattern), text), verdict);
    });

  it('are what the definition says, for all short patterns and texts', () => {
    for (const pattern of words(['a', 'b', '*', '?'], 4))
      for (const text of words(['a', 'b'], 4))
        assert.equal(
          matchesGlob(parseGlob(pattern), text),
          slow(Array.from(pattern), Array.from(text)),
          `${pattern} on ${text}`,
        );
  });

  it('only literal characters are changed', () => {
    assert.deepEqual(
      mapGlob(parseGlob('A?*B'), (text) => text.toLowerCase()),
      parseGlob('a?*b'),
    );
  });
});
