// Mappings and templates as Elasticsearch prints them: where the fields are, what they become, what is said.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMappingFile } from '../../../server/src/engine/mappingFile';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';

const properties: JsonObject = { host: { properties: { name: { type: 'wildcard' } } } };

/** `name type[ < parent]` of every field, sorted. */
function fieldsOf(json: JsonValue): readonly string[] | undefined {
  const table = parseMappingFile(json, 'm.json');
  return (
    table &&
    [...table.fields]
      .map(([name, { mapping, parent }]) =>
        [name, mapping.type, ...(parent === undefined ? [] : ['<', parent])].join(' '),
      )
      .sort()
  );
}

function notesOf(json: JsonValue): string {
  return (parseMappingFile(json, 'm.json')?.notes ?? []).join('\n');
}

describe('parseMappingFile', () => {
  const shapes: Readonly<Record<string, JsonValue>> = {
    'bare properties': { properties },
    mappings: { mappings: { dynamic: 'strict', properties } },
    'GET index/_mapping': { 'logs-1': { mappings: { properties } } },
    'GET index': { 'logs-1': { aliases: {}, mappings: { properties }, settings: {} } },
    'two indices': {
      'logs-1': { mappings: { properties } },
      'logs-2': { mappings: { properties: { host: properties['host'] ?? null } } },
    },
    'GET _index_template': {
      index_templates: [
        {
          name: 'a',
          index_template: { index_patterns: ['a-*'], template: { mappings: { properties } } },
        },
      ],
    },
    'an index template as it is put': {
      index_patterns: ['a-*'],
      template: { settings: {}, mappings: { properties } },
    },
    'GET _component_template': {
      component_templates: [
        { name: 'a', component_template: { template: { mappings: { properties } } } },
      ],
    },
    'a simulated template': {
      template: { mappings: { properties }, aliases: {} },
      overlapping: [],
    },
    'a legacy template': { a: { index_patterns: ['a-*'], mappings: { properties } } },
  };
  for (const [name, json] of Object.entries(shapes))
    it(`finds the fields of ${name}`, () => {
      assert.deepEqual(fieldsOf(json), ['host object', 'host.name wildcard']);
      assert.equal(notesOf(json), '');
    });

  const none: readonly JsonValue[] = [
    null,
    5,
    [],
    {},
    { a: 'keyword' },
    { a: { type: 'keyword' } },
  ];
  for (const json of none)
    it(`finds no mapping in ${JSON.stringify(json)}`, () => {
      assert.equal(parseMappingFile(json, 'm.json'), undefined);
    });
  it('an index without fields is a mapping without fields', () => {
    assert.deepEqual(fieldsOf({ properties: {} }), []);
  });

  it('reads multi-fields, nested objects, aliases and dotted names', () => {
    const json: JsonValue = {
      properties: {
        'a.b': { type: 'keyword', fields: { text: { type: 'text' } } },
        list: { type: 'nested', properties: { x: { type: 'long' } } },
        short: { type: 'alias', path: 'a.b' },
        plain: { type: 'alias', path: 'a.b.text' },
      },
    };
    assert.deepEqual(fieldsOf(json), [
      'a.b keyword',
      'a.b.text text < a.b',
      'list nested',
      'list.x long',
      'plain text < a.b',
      'short keyword < a.b',
    ]);
  });

  it('keeps options, and takes a keyword without a limit as one', () => {
    const { fields } = parseMappingFile(
      {
        properties: {
          k: { type: 'keyword' },
          l: { type: 'keyword', ignore_above: 10, normalizer: 'lowercase' },
          c: { type: 'constant_keyword', value: 'x' },
          s: { type: 'scaled_float', scaling_factor: 100 },
        },
      },
      'm.json',
    ) ?? { fields: new Map() };
    assert.deepEqual(Object.fromEntries(fields), {
      k: { mapping: { type: 'keyword' }, origin: 'm.json' },
      l: {
        mapping: { type: 'keyword', ignoreAbove: 10, normalizer: 'lowercase' },
        origin: 'm.json',
      },
      c: { mapping: { type: 'constant_keyword', value: 'x' }, origin: 'm.json' },
      s: { mapping: { type: 'scaled_float', scalingFactor: 100 }, origin: 'm.json' },
    });
  });

  const said: readonly (readonly [string, JsonObject, RegExp])[] = [
    [
      'a type that is not known',
      { a: { type: 'histogram' } },
      /m\.json: a is left out: "histogram"/,
    ],
    [
      'a normalizer of the index',
      { a: { type: 'keyword', normalizer: 'mine' } },
      /normalizer of a/,
    ],
    [
      'options that are not known',
      { a: { type: 'text', analyzer: 'english' }, b: { type: 'long', null_value: 0 } },
      /analyzer of a: not known here.*\n.*null_value of b/,
    ],
    ['an alias of nothing', { a: { type: 'alias', path: 'b' } }, /alias of b/],
    ['a field that is not indexed', { a: { type: 'long', index: false } }, /a is not indexed/],
    [
      'an object that is not looked into',
      { a: { type: 'object', enabled: false } },
      /a is not looked/,
    ],
    [
      'a number that is not coerced',
      { a: { type: 'long', coerce: false } },
      /a takes no numbers in/,
    ],
    [
      'a nested object that is searched from outside as well',
      { a: { type: 'nested', include_in_parent: true } },
      /include_in_parent of a: not known here/,
    ],
  ];
  for (const [name, fields, note] of said)
    it(`says ${name}`, () => {
      assert.match(notesOf({ properties: fields }), note);
    });
  it('says that indices differ, and takes the first', () => {
    const json: JsonValue = {
      one: { mappings: { properties: { a: { type: 'long' } } } },
      two: { mappings: { properties: { a: { type: 'keyword' } } } },
    };
    assert.deepEqual(fieldsOf(json), ['a long']);
    assert.match(notesOf(json), /a is mapped in more than one way: long is taken/);
    const limits: JsonValue = {
      one: { mappings: { properties: { a: { type: 'keyword', ignore_above: 8 } } } },
      two: { mappings: { properties: { a: { type: 'keyword' } } } },
    };
    assert.match(notesOf(limits), /more than one way: keyword, ignore_above 8 is taken/);
  });
});
