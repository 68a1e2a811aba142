// Lines and columns for all three line ends.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineStarts, positionAt } from '../../../server/src/text/lineIndex';

describe('lineStarts', () => {
  const rows: readonly [string, readonly number[]][] = [
    ['', [0]],
    ['a', [0]],
    ['a\nb', [0, 2]],
    ['a\r\nb', [0, 3]],
    ['a\rb\n', [0, 2, 4]],
    ['\r\r\n\n', [0, 1, 3, 4]],
  ];
  for (const [text, starts] of rows)
    it(JSON.stringify(text), () => {
      assert.deepEqual(lineStarts(text), starts);
    });
});

describe('positionAt', () => {
  it('counts UTF-16 units from the line start', () => {
    const starts = lineStarts('a\r\n\u{1F600}b\n');
    assert.deepEqual(positionAt(starts, 0), { line: 0, character: 0 });
    assert.deepEqual(positionAt(starts, 5), { line: 1, character: 2 });
    assert.deepEqual(positionAt(starts, 7), { line: 2, character: 0 });
  });
});
