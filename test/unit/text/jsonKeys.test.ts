// Keys of JSON texts with their places, of broken ones as far as they go.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonKeys } from '../../../server/src/text/jsonKeys';

const rows: readonly (readonly [string, readonly string[]])[] = [
  ['{"a": 1, "b": {"c.d": "e"}}', ['a', 'b', 'b/c.d']],
  ['[{"a": [{"b": "x:y"}, "c"]}, {"d": {}}]', ['a', 'a/b', 'd']],
  ['{"a\\"b": {"c": ["{", ":"], "d": null}}', ['a"b', 'a"b/c', 'a"b/d']],
  ['{"a": {"b": ', ['a', 'a/b']],
  ['', []],
  ['"text"', []],
];

describe('jsonKeys', () => {
  for (const [text, expected] of rows)
    it(text || '(empty)', () => {
      const keys = jsonKeys(text);
      assert.deepEqual(
        keys.map(({ path }) => path.join('/')),
        expected,
      );
      for (const { path, span } of keys)
        assert.equal(JSON.parse(`"${text.slice(span.start, span.end)}"`), path.at(-1));
    });
});
