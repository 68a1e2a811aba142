// The first sentence of a STIX description.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstSentence } from '../../../server/src/catalog/stixText';

const rows: readonly (readonly [string, string])[] = [
  ['', ''],
  ['One. Two.', 'One.'],
  ['One', 'One'],
  ['  One line\nTwo. Three.', 'One line'],
  ['Uses a tool, e.g. Some Tool. Then more.', 'Uses a tool, e.g. Some Tool.'],
  ['Runs a.exe or b.dll. Then stops.', 'Runs a.exe or b.dll.'],
  ['See [Page (x)](https://a.b/c). Next.', 'See Page (x).'],
  ['Known (Citation: One Two) well.(Citation: Three (b)) Next.', 'Known well.'],
  ['Writes \u001b[31mred\u0007. Next.', 'Writes [31mred.'],
  ['Runs <code>sc.exe</code> twice. Next.', 'Runs sc.exe twice.'],
];

describe('firstSentence', () => {
  for (const [text, expected] of rows)
    it(JSON.stringify(text), () => {
      assert.equal(firstSentence(text), expected);
    });

  it('cuts a long one behind a word', () => {
    const found = firstSentence('word '.repeat(200));
    assert.match(found, /^(word )+\.\.\.$/);
    assert.ok(found.length <= 304);
  });

  it('does not look at all of a huge text', () => {
    for (const piece of ['[', '(Citation: ', '<a', 'x. ', 'e.g. '])
      assert.ok(firstSentence(piece.repeat(1_000_000)).length <= 304);
  });
});
