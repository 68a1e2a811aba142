// Bytes that are UTF-8, and those that are not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTomlBytes } from '../../../server/src/toml/parse';

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))),
  );
}

describe('parseTomlBytes', () => {
  it('reads UTF-8, with a byte order mark or without', () => {
    for (const bom of ['', '\uFEFF']) {
      const { text, problems } = parseTomlBytes(bytes(`${bom}a = "é\u{1F600}"`));
      assert.deepEqual([text, problems], [`${bom}a = "é\u{1F600}"`, []]);
    }
  });

  // Each row: the bytes behind `é = ` that are not UTF-8, and the one that is named.
  const rows: readonly (readonly [readonly number[], string])[] = [
    [[0xff], '0xFF'],
    [[0x80], '0x80'],
    [[0xc0, 0x80], '0xC0'],
    [[0xc3], '0xC3'],
    [[0xe0, 0x80, 0x80], '0xE0'],
    [[0xed, 0xa0, 0x80], '0xED'],
    [[0xf0, 0x9f, 0x98], '0xF0'],
    [[0xf4, 0x90, 0x80, 0x80], '0xF4'],
    [[0xf5, 0x80, 0x80, 0x80], '0xF5'],
  ];
  for (const [wrong, name] of rows)
    it(`finds ${name} of ${wrong.length}`, () => {
      const { problems, root } = parseTomlBytes(bytes('"é" = "', wrong, '"\nb = 1'));
      assert.deepEqual(problems, [
        {
          code: 'toml-encoding',
          message: `Expected UTF-8, found the byte ${name} at byte offset 8.`,
          severity: 'error',
          span: { start: 7, end: 8 },
        },
      ]);
      assert.deepEqual([...root.entries.keys()], ['é', 'b']);
    });
});
