// Members and elements cut out of a streamed JSON object: whatever the block size, whatever lies between.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JsonParts } from '../../../server/src/workspace/jsonParts';
import type { WantedPart } from '../../../server/src/workspace/jsonParts';
import { sampleOf } from '../../support/samples';

interface Cut {
  readonly parts: readonly (readonly [key: string, text: string])[];
  readonly isClosed: boolean;
}

/** Offsets are checked against the text on the way. */
function cut(text: string, blockSize: number, wants: (key: string) => WantedPart): Cut {
  const parts = new JsonParts(wants);
  const bytes = Buffer.from(text);
  const found: (readonly [string, string])[] = [];
  for (const block of sampleOf(text, blockSize).blocks())
    for (const part of parts.scan(block)) {
      const { key, offset } = part;
      assert.deepEqual(part.bytes, bytes.subarray(offset, offset + part.bytes.length));
      found.push([key, part.bytes.toString('utf8').trim()]);
    }
  assert.equal(parts.size, bytes.length);
  return { parts: found, isClosed: parts.isClosed };
}

function check(text: string, parts: Cut['parts'], isClosed = true): void {
  const wants = (key: string): WantedPart => (key.startsWith('list') ? 'elements' : 'value');
  for (const size of [1, 2, 3, 5, 64])
    assert.deepEqual(cut(text, size, wants), { parts, isClosed });
}

describe('JsonParts', () => {
  it('cuts members and elements', () => {
    check('{"a": 1, "list": [ {"b": [1, 2]}, "x,]", 3 ], "c": {"list": [4]}}', [
      ['a', '1'],
      ['list', '{"b": [1, 2]}'],
      ['list', '"x,]"'],
      ['list', '3'],
      ['c', '{"list": [4]}'],
    ]);
  });

  it('takes escapes and keys of any spelling', () => {
    check('{"list\\"é\\\\": ["\\"],[\\\\", "\\\\"]}', [
      ['list"é\\', '"\\"],[\\\\"'],
      ['list"é\\', '"\\\\"'],
    ]);
  });

  it('finds nothing in an empty array, and keeps what is missing between commas', () => {
    check('{"list": [ ], "list2": []}', []);
    check('{"list": [1,,2]}', [
      ['list', '1'],
      ['list', ''],
      ['list', '2'],
    ]);
    check('{"list": [1,]}', [['list', '1']]);
  });

  it('takes an array within the elements as one', () => {
    check('{"list": [[1, 2], []]}', [
      ['list', '[1, 2]'],
      ['list', '[]'],
    ]);
  });

  it('cuts elements of an array alone', () => {
    check('{"list": {"a": [1, 2]}, "list2": "[1]"}', []);
  });

  it('tells what is not closed', () => {
    check('{"list": [1, {"a"', [['list', '1']], false);
    check('{"list": [1]', [['list', '1']], false);
    check('', []);
  });

  it('tells how much of a part is pending', () => {
    const parts = new JsonParts(() => 'elements');
    parts.scan(Buffer.from('{"a": ['));
    parts.scan(Buffer.from('{"b": "01234'));
    assert.equal(parts.pending, 12);
    parts.scan(Buffer.from('56789"}]}'));
    assert.equal(parts.pending, 0);
  });
});
