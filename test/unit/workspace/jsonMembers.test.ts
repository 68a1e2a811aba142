// Members cut out of a streamed JSON object: whatever the block size, whatever lies between.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '../../../server/src/events/event';
import { JsonParts } from '../../../server/src/workspace/jsonParts';

/** One buffer for all blocks, as a reader of files has it. */
function* blocksOf(text: string, size: number): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  const block = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size)
    yield block.subarray(0, bytes.copy(block, 0, at, at + size));
}

const object: Readonly<Record<string, JsonValue>> = {
  a: { b: [1, { c: '}],"d":{' }], d: 'inner' },
  'é "quoted" \\ key': [true, null],
  d: 'a, b: "c" \\',
  e: {},
  f: -1.5e3,
  g: 'last',
};

/** The members with one of the keys. */
function membersOf(blocks: Iterable<Uint8Array>, keys: readonly string[]): object {
  const parts = new JsonParts((key) => (keys.includes(key) ? 'value' : undefined));
  const members: (readonly [string, JsonValue])[] = [];
  for (const block of blocks)
    for (const { key, bytes } of parts.scan(block))
      members.push([key, JSON.parse(bytes.toString('utf8')) as JsonValue]);
  return Object.fromEntries(members);
}

function check(text: string, keys: readonly string[], expected: object): void {
  for (const size of [1, 2, 3, 7, 64, 4096])
    assert.deepEqual(membersOf(blocksOf(text, size), keys), expected, `blocks of ${size}`);
}

describe('members of JSON that streams by', () => {
  const texts = [JSON.stringify(object), JSON.stringify(object, undefined, '\t')];
  for (const key of Object.keys(object))
    it(`finds ${key}`, () => {
      for (const text of texts) check(text, [key], { [key]: object[key] });
    });
  it('finds several, and none that are not there', () => {
    for (const text of texts) {
      check(text, ['a', 'g', 'x'], { a: object['a'], g: object['g'] });
      check(text, ['b', 'c'], {});
      check(text, [], {});
    }
  });
  it('takes what is no object, or ends early, as far as it goes', () => {
    check('', ['a'], {});
    check('[{"a":1}]', ['a'], {});
    check('{"a":1,"b":{"c"', ['a', 'b'], { a: 1 });
    check('{"a":1', ['a'], {});
  });
});
