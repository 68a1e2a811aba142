// Values of a field in documents of every spelling.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import {
  fieldPath,
  scalarsAt,
  someLeaf,
  someObject,
  someWhole,
  valuesAt,
} from '../../../server/src/events/values';

function parse(json: string): JsonObject {
  return JSON.parse(json) as JsonObject;
}

describe('values at a path', () => {
  const rows: readonly (readonly [json: string, path: string, values: readonly JsonValue[]])[] = [
    ['{"a":{"b":{"c":1}}}', 'a.b.c', [1]],
    ['{"a.b.c":1}', 'a.b.c', [1]],
    ['{"a.b":{"c":1}}', 'a.b.c', [1]],
    ['{"a":{"b.c":1}}', 'a.b.c', [1]],
    ['{"a":{"b":{"c":1},"b.c":2},"a.b":{"c":3},"a.b.c":4}', 'a.b.c', [1, 2, 3, 4]],
    ['{"a":1}', 'a', [1]],
    ['{"a":{"b":1}}', 'a', [{ b: 1 }]],
    ['{"a":[1,[2,[3]],null,[]]}', 'a', [1, 2, 3]],
    ['{"a":[{"b":1},{"b":[2,3]},{"c":4},5,null]}', 'a.b', [1, 2, 3]],
    ['{"a":null}', 'a', []],
    ['{"a":[]}', 'a', []],
    ['{"a":[null]}', 'a', []],
    ['{"a":{}}', 'a.b', []],
    ['{"a":"x"}', 'a.b', []],
    ['{}', 'a', []],
    ['{"a":false,"b":0,"c":""}', 'c', ['']],
    ['{"a":{"":1}}', 'a.', [1]],
    ['{"a..b":1}', 'a..b', [1]],
    ['{"__proto__":{"x":1}}', '__proto__.x', [1]],
    ['{"a":1}', '__proto__', []],
    ['{"a":{}}', 'a.constructor', []],
    ['{"a":{}}', 'a.toString.length', []],
    ['{"a":"text"}', 'a.length', []],
    ['{"a":[1]}', 'a.length', []],
    ['{"a":[1]}', 'a.0', []],
    ['{"hasOwnProperty":1}', 'hasOwnProperty', [1]],
    ['{"A":1}', 'a', []],
  ];
  for (const [json, path, values] of rows) {
    it(`${path} of ${json}`, () => {
      assert.deepEqual(valuesAt(parse(json), fieldPath(path)), values);
    });
  }

  it('scalarsAt leaves objects out', () => {
    assert.deepEqual(scalarsAt(parse('{"a":[1,{"b":2},"x",true]}'), fieldPath('a')), [
      1,
      'x',
      true,
    ]);
  });
});

describe('objects at a path', () => {
  const rows: readonly (readonly [json: string, path: string, objects: readonly JsonValue[]])[] = [
    ['{"a":{"b":1}}', 'a', [{ b: 1 }]],
    ['{"a":[{"b":1},null,2,{"b":3}]}', 'a', [{ b: 1 }, { b: 3 }]],
    ['{"a.b":1}', 'a', [{ b: 1 }]],
    ['{"a.b.c":1}', 'a.b', [{ c: 1 }]],
    ['{"a":{"b.c":1}}', 'a.b', [{ c: 1 }]],
    ['{"a":{"c":0},"a.b":1}', 'a', [{ c: 0 }, { b: 1 }]],
    ['{"ab":{"c":1}}', 'a', []],
    ['{"a":"x"}', 'a', []],
  ];
  for (const [json, path, objects] of rows) {
    it(`${path} of ${json}`, () => {
      const found: JsonValue[] = [];
      someObject(parse(json), fieldPath(path), (object) => {
        found.push(object);
        return false;
      });
      assert.deepEqual(found, objects);
    });
  }

  it('a longer key may be __proto__', () => {
    const found: string[] = [];
    someObject(parse('{"a.__proto__":1}'), fieldPath('a'), (object) => {
      found.push(...Object.keys(object));
      return false;
    });
    assert.deepEqual(found, ['__proto__']);
  });

  it('someWhole gives plain values as well', () => {
    const found: JsonValue[] = [];
    someWhole(parse('{"a":[1,{"b":2}],"a.c":3}'), fieldPath('a'), (value) => {
      found.push(value);
      return false;
    });
    assert.deepEqual(found, [1, { b: 2 }, { c: 3 }]);
  });
});

describe('leaves', () => {
  it('come with their dotted names', () => {
    const found: string[] = [];
    someLeaf(parse('{"a":{"b":[1,{"c":null,"d":"x"}]},"e.f":true,"g":[]}'), (leaf, name) => {
      found.push(`${name}=${String(leaf)}`);
      return false;
    });
    assert.deepEqual(found, ['a.b=1', 'a.b.d=x', 'e.f=true']);
  });

  it('stop at the first that passes', () => {
    let seen = 0;
    assert.ok(
      someLeaf(parse('{"a":1,"b":2}'), () => {
        seen++;
        return true;
      }),
    );
    assert.equal(seen, 1);
  });
});
