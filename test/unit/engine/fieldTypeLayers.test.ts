// Explicit types over a catalogue, multi-fields and flattened parents.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldMapping } from '../../../server/src/catalog/fieldType';
import {
  explicitTypes,
  layeredTypes,
  parseFieldTypes,
  typesOfLayers,
} from '../../../server/src/engine/fieldTypeLayers';
import type { ExplicitTypes, TypeLayer } from '../../../server/src/engine/fieldTypeLayers';
import type { JsonValue } from '../../../server/src/events/event';

function parsed(json: JsonValue): ExplicitTypes {
  const result = parseFieldTypes(json);
  assert.ok(result.ok);
  return result.types;
}

const catalog = new Map<string, { mapping: FieldMapping; parent?: string }>([
  ['a.k', { mapping: { type: 'keyword', ignoreAbove: 1024 } }],
  ['a.k.text', { mapping: { type: 'match_only_text' }, parent: 'a.k' }],
  ['a.k.caseless', { mapping: { type: 'keyword', normalizer: 'lowercase' }, parent: 'a.k' }],
  // A field of another source, not a multi-field of a.k.
  ['a.k.other', { mapping: { type: 'long' } }],
  ['flat', { mapping: { type: 'flattened' } }],
]);
const source = {
  findFieldType: (name: string) => catalog.get(name),
  fieldNames: () => [...catalog.keys()],
};

describe('parseFieldTypes', () => {
  it('reads types and mappings', () => {
    const types = parsed({
      a: 'keyword',
      b: { type: 'keyword', ignore_above: 10, normalizer: 'lowercase' },
      c: { type: 'scaled_float', scaling_factor: 100 },
      d: { type: 'constant_keyword', value: 'x' },
      e: { type: 'constant_keyword', value: 5 },
      __proto__x: 'nested',
    });
    assert.deepEqual(
      [...types],
      [
        ['a', { type: 'keyword', ignoreAbove: 1024 }],
        ['b', { type: 'keyword', ignoreAbove: 10, normalizer: 'lowercase' }],
        ['c', { type: 'scaled_float', scalingFactor: 100 }],
        ['d', { type: 'constant_keyword', value: 'x' }],
        ['e', { type: 'constant_keyword', value: '5' }],
        ['__proto__x', { type: 'nested' }],
      ],
    );
  });

  const wrong: readonly (readonly [JsonValue, RegExp])[] = [
    [[], /must be a JSON object/],
    [null, /must be a JSON object/],
    ['keyword', /must be a JSON object/],
    [{ a: 'string' }, /^a: "string" is not a field type/],
    [{ a: {} }, /^a: there is no "type" among its keys/],
    [{ a: { typ: 'ip' } }, /^a: there is no "type" among "typ"/],
    [{ a: null }, /^a: null is not a field type/],
    [{ a: 'toString' }, /is not a field type/],
    [{ a: { type: 'keyword', ignore_above: '5' } }, /ignore_above must be a number/],
    [{ a: { type: 'scaled_float', scaling_factor: null } }, /scaling_factor must be a number/],
    [{ a: { type: 'constant_keyword', value: {} } }, /value must be a text/],
    [{ a: { type: 'keyword', normalizer: 'mine' } }, /normalizers/],
  ];
  for (const [json, message] of wrong)
    it(`refuses ${JSON.stringify(json)}`, () => {
      const result = parseFieldTypes(json);
      assert.ok(!result.ok);
      assert.match(result.message, message);
    });
});

describe('layeredTypes', () => {
  const types = layeredTypes(
    parsed({ 'a.k': 'wildcard', 'my.f': 'ip', 'my.f.text': 'text' }),
    source,
  );

  it('lets explicit types win and falls back to the catalogue', () => {
    assert.deepEqual(types.find('a.k'), { type: 'wildcard', source: 'explicit' });
    assert.deepEqual(types.find('flat'), { type: 'flattened', source: 'catalog' });
    assert.equal(types.find('nothing'), undefined);
    assert.equal(types.unknown, 'dynamic');
  });

  it('knows multi-fields', () => {
    assert.deepEqual(types.find('a.k.text'), {
      type: 'match_only_text',
      source: 'catalog',
      parent: 'a.k',
    });
    assert.deepEqual(types.find('my.f.text'), { type: 'text', source: 'explicit', parent: 'my.f' });
    assert.deepEqual(types.find('a.k.other'), { type: 'long', source: 'catalog' });
    assert.equal(types.find('a.k.caseless')?.normalizer, 'lowercase');
  });

  it('makes names below a flattened field its keys', () => {
    assert.deepEqual(types.find('flat.x.y'), {
      type: 'flattened',
      source: 'catalog',
      flattenedKey: 'x.y',
    });
  });

  it('resolves patterns over both layers, each name once', () => {
    assert.deepEqual(types.resolve(['', '.k']), ['a.k']);
    assert.deepEqual(types.resolve(['my.', '']), ['my.f', 'my.f.text']);
    assert.equal(types.resolve(['', '']).length, 7);
  });
});

describe('explicitTypes', () => {
  const types = explicitTypes(
    parsed({ 'o.x': 'keyword', o: 'object', 'n.y': 'long', n: 'nested' }),
  );

  it('maps nothing else', () => {
    assert.equal(types.unknown, 'unmapped');
    assert.equal(types.find('a.k'), undefined);
    assert.deepEqual(types.resolve(['', '']), ['o.x', 'o', 'n.y', 'n']);
  });

  it('sees no multi-fields below objects', () => {
    assert.equal(types.find('o.x')?.parent, undefined);
    assert.equal(types.find('n.y')?.parent, undefined);
  });
});

describe('typesOfLayers', () => {
  /** A layer that counts how often it is asked. */
  function layer(
    source: TypeLayer['source'],
    types: Readonly<Record<string, FieldMapping['type']>>,
  ): TypeLayer & { readonly asked: string[] } {
    const asked: string[] = [];
    return {
      source,
      asked,
      find(name) {
        asked.push(name);
        const type = types[name];
        return type && { mapping: { type }, origin: 'file' };
      },
      names: () => Object.keys(types),
    };
  }

  it('the first layer that knows a field decides, and says who it is', () => {
    const types = typesOfLayers([
      layer('mapping', { a: 'ip' }),
      layer('schema', { a: 'long', b: 'long' }),
    ]);
    assert.deepEqual(types.find('a'), { type: 'ip', source: 'mapping', origin: 'file' });
    assert.equal(types.find('b')?.source, 'schema');
    assert.equal(types.find('c'), undefined);
    assert.deepEqual(types.resolve(['', '']), ['a', 'b']);
  });

  it('a field found early asks no weaker layer, also not for what it lies in', () => {
    const weak = layer('schema', { 'a.b': 'nested' });
    const types = typesOfLayers([layer('catalog', { 'a.b.c': 'keyword', 'x.y': 'nested' }), weak]);
    types.find('a.b.c');
    assert.equal(types.nestedPath('a.b.c'), undefined);
    assert.deepEqual(weak.asked, []);
    assert.equal(types.nestedPath('a.b.d'), 'a.b');
    assert.equal(types.nestedPath('x.y.z'), 'x.y');
    assert.equal(types.nestedPath('x.y'), undefined);
  });

  it('a flattened field takes what lies below, but not what a stronger layer maps', () => {
    const types = typesOfLayers([
      layer('mapping', { 'f.own': 'long' }),
      layer('catalog', { f: 'flattened', 'f.weak': 'long' }),
    ]);
    assert.equal(types.find('f.x')?.flattenedKey, 'x');
    assert.equal(types.find('f.weak')?.flattenedKey, 'weak');
    assert.equal(types.find('f.own')?.flattenedKey, undefined);
    assert.equal(types.find('f.own')?.type, 'long');
  });
});
