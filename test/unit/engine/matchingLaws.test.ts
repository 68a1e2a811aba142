// Laws that hold for every query and document.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layeredTypes } from '../../../server/src/engine/fieldTypeLayers';
import type { FieldTypes } from '../../../server/src/engine/matcher';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { typesOf, verdictOf } from '../../support/matchRows';

const dynamic = layeredTypes(new Map(), { findFieldType: () => undefined, fieldNames: () => [] });

describe('laws', () => {
  const types = typesOf({
    'a.k': 'keyword',
    'a.t': 'text',
    'a.n': 'long',
    'a.d': 'date',
    'a.i': 'ip',
    'a.o': 'boolean',
    'a.f': 'flattened',
  });
  const conditions = [
    'a.k: x',
    'a.k: x*',
    'a.k: *',
    'a.t: "x y"',
    'a.t: x z',
    'a.n: 1',
    'a.n >= 1',
    'a.d: 2024-01-01',
    'a.d > 2024-01-01',
    'a.i: 10.0.0.0/8',
    'a.o: true',
    'a.f: x',
    'a.f.g: x',
    'x',
    'a.*: *',
  ];
  const queries = [
    ...conditions,
    ...conditions.map(
      (q, i) => `${q} and not ${conditions[(i * 7 + 3) % conditions.length] ?? ''}`,
    ),
    ...conditions.map((q, i) => `(${q} or ${conditions[(i * 5 + 2) % conditions.length] ?? ''})`),
  ];
  const documents: readonly JsonObject[] = [
    {},
    { a: { k: 'x', t: 'x y', n: 1, d: '2024-01-01', i: '10.1.1.1', o: true, f: { g: 'x' } } },
    { a: { k: ['y', 'xx'], t: ['y x', 'z'], n: [0, 2], d: '2024-01-02', i: ['11.1.1.1', 'no'] } },
    { a: [{ k: 'x' }, { t: 'x', n: '1' }, { o: 'false', f: { h: ['x', 1] } }] },
    { a: { k: null, t: [], n: [null], d: 'bad', i: 5, o: '', f: {} } },
  ];

  for (const query of queries) {
    it(query, () => {
      for (const document of documents) {
        const verdict = verdictOf(query, types, document);
        assert.equal(verdictOf(`not (${query})`, types, document), !verdict, 'complement');
        assert.equal(verdictOf(`(${query}) or (${query})`, types, document), verdict);
        assert.equal(verdictOf(query, types, dotted(document)), verdict, 'dotted keys');
        assert.equal(verdictOf(query, types, reversed(document)), verdict, 'order');
        assert.equal(verdictOf(query, types, wrapped(document)), verdict, 'arrays of one');
        assert.equal(
          verdictOf(query, types, { zzz: { k: 'x' }, ...document }),
          verdict,
          'more fields',
        );
      }
    });
  }
});

describe('lists of values', () => {
  const values = ['x', 'X', '5', '5.0', 'true', '""', '"x y"', 'x y', '10.0.0.1'];
  const documents: readonly JsonValue[] = [
    'x',
    'X',
    5,
    '5',
    '5.0',
    true,
    'true',
    '',
    'x y',
    ['y', 'x'],
    { k: 'x' },
    null,
  ];
  const closed = ['keyword', 'wildcard', 'constant_keyword', 'text', 'flattened', 'version'];
  const all: readonly (readonly [string, FieldTypes])[] = [
    ...closed.map((type) => [type, typesOf({ f: type })] as const),
    ['no type', dynamic],
  ];
  for (const [name, types] of all)
    it(`one look-up equals one by one on ${name}`, () => {
      for (const a of values)
        for (const b of values) {
          const joined = `f: (${a} or ${b})`;
          const apart = `not (not f: ${a} and not f: ${b})`;
          for (const value of documents)
            assert.equal(
              verdictOf(joined, types, { f: value }),
              verdictOf(apart, types, { f: value }),
              `${joined} on ${JSON.stringify(value)}`,
            );
        }
    });
});

describe('hostile documents', () => {
  it('nested beyond the stack are no match', () => {
    const document = JSON.parse(
      `{"f":${'['.repeat(200_000)}1${']'.repeat(200_000)}}`,
    ) as JsonObject;
    for (const query of ['f: 1', 'not f: 1', 'f: *', '1'])
      assert.equal(verdictOf(query, typesOf({ f: 'long' }), document), false, query);
  });

  it('keys of Object.prototype are ordinary names', () => {
    const document = JSON.parse('{"__proto__":{"a":"x"},"constructor":"y"}') as JsonObject;
    assert.equal(verdictOf('__proto__.a: x', dynamic, document), true);
    assert.equal(verdictOf('constructor: y', dynamic, document), true);
    assert.equal(verdictOf('toString: *', dynamic, document), false);
    assert.equal(verdictOf('__proto__: *', dynamic, {}), false);
    assert.equal(verdictOf('a: x', dynamic, document), false);
  });
});

/** Objects one level down are joined to their parent's key. */
function dotted(document: JsonObject): JsonObject {
  const { a } = document;
  if (!isObject(a)) return document;
  return Object.fromEntries(Object.entries(a).map(([key, value]) => [`a.${key}`, value]));
}

function reversed(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, turned(child)]),
  );
}

function turned(value: JsonValue): JsonValue {
  if (isArray(value)) return [...value].reverse().map(turned);
  return isObject(value) ? reversed(value) : value;
}

function wrapped(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, [isObject(child) ? wrapped(child) : child]]),
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
