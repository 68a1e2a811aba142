// A member that is added to a JSON text: where it goes, and that the rest stays as it is.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { insertMember } from '../../../server/src/text/jsonInsert';

function insert(text: string, path: readonly string[]): string | undefined {
  const edit = insertMember(text, path, { name: 'n', value: '"v"' });
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

describe('a member added to JSON', () => {
  const rows: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ['{}', [], '{\n  "n": "v"\n}'],
    ['{\n}\n', [], '{\n  "n": "v"\n}\n'],
    ['{"a":1}', [], '{"a":1,\n  "n": "v"\n}'],
    ['{\n    "a": 1\n}\n', [], '{\n    "a": 1,\n    "n": "v"\n}\n'],
    [
      '{\n  "x-*": {\n    "a": "b"\n  },\n  "y": {}\n}',
      ['x-*'],
      '{\n  "x-*": {\n    "a": "b",\n    "n": "v"\n  },\n  "y": {}\n}',
    ],
    ['{\n  "x": {},\n  "y": {}\n}', ['y'], '{\n  "x": {},\n  "y": {\n    "n": "v"\n  }\n}'],
    [
      '{"l":[{"y":{}}],"y":{"z":{"y":{}}}}',
      ['y', 'z'],
      '{"l":[{"y":{}}],"y":{"z":{"y":{},\n  "n": "v"\n}}}',
    ],
    ['{"a}":"{","b":{"c":"\\"}"}}', ['b'], '{"a}":"{","b":{"c":"\\"}",\n  "n": "v"\n}}'],
    ['{"x":1}', ['x'], undefined],
    ['{"x":{}}', ['y'], undefined],
    ['[]', [], undefined],
    ['{', [], undefined],
  ];
  for (const [text, path, expected] of rows)
    it(`${text} at /${path.join('/')}`, () => {
      const made = insert(text, path);
      assert.equal(made, expected);
      if (made !== undefined) assert.doesNotThrow(() => JSON.parse(made) as unknown);
    });
});
