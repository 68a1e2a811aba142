// Whole queries: groups, field wildcards, free text and unknown fields.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldMapping } from '../../../server/src/catalog/fieldType';
import { layeredTypes } from '../../../server/src/engine/fieldTypeLayers';
import type { FieldTypes } from '../../../server/src/engine/matcher';
import type { JsonObject } from '../../../server/src/events/event';
import { compile, typesOf, verdictOf } from '../../support/matchRows';
import type { Verdict } from '../../support/matchRows';

type Row = readonly [query: string, document: JsonObject, verdict: Verdict];

function rows(types: FieldTypes, table: readonly Row[]): void {
  for (const [query, document, verdict] of table)
    it(`${query}  ${JSON.stringify(document)}: ${String(verdict)}`, () => {
      assert.equal(verdictOf(query, types, document), verdict);
    });
}

const group = typesOf({
  top: 'nested',
  'top.a': 'keyword',
  'top.b': 'keyword',
  'top.n': 'long',
  'top.t': 'match_only_text',
  'top.day': 'date',
  'top.mid': 'nested',
  'top.mid.x': 'keyword',
  plain: 'keyword',
  'obj.a': 'keyword',
  'obj.b': 'keyword',
});

describe('nested groups', () => {
  rows(group, [
    ['top:{ a:x and b:y }', { top: [{ a: 'x', b: 'y' }] }, true],
    ['top:{ a:x and b:y }', { top: { a: 'x', b: 'y' } }, true],
    ['top:{ a:x and b:y }', { top: [{ a: 'x' }, { b: 'y' }] }, false],
    ['top:{ a:x and b:y }', { top: [[{ a: ['w', 'x'], b: 'y' }]] }, true],
    ['top:{ a:x }', { 'top.a': 'x' }, true],
    ['top:{ a:x and b:y }', { 'top.a': 'x', 'top.b': 'y' }, false],
    ['top:{ a:x } and top:{ b:y }', { top: [{ a: 'x' }, { b: 'y' }] }, true],
    ['not top:{ a:x }', {}, true],
    ['not top:{ a:x }', { top: [{ a: 'x' }, { a: 'y' }] }, false],
    ['top:{ not a:x }', {}, false],
    ['top:{ not a:x }', { top: [{ a: 'x' }, { b: 'y' }] }, true],
    ['top:{ not a:x }', { top: [{ a: 'x' }] }, false],
    ['top:{ a:(x or y) }', { top: { a: 'y' } }, true],
    ['top:{ a:* }', { top: [{ b: 1 }] }, false],
    ['top:{ a:* }', { top: [{ a: 1 }] }, true],
    ['top:{ n > 5 }', { top: [{ n: 3 }, { n: 6 }] }, true],
    ['top:{ n > 5 and n < 7 }', { top: [{ n: 3 }, { n: 10 }] }, false],
    ['top:{ t:"two words" }', { top: { t: 'Two words' } }, true],
    ['top:{ day:2024-01-05 }', { top: { day: '2024-01-05T10:00:00Z' } }, true],
    ['top:{ n:x }', { top: { n: 1 } }, 'error'],
    ['top:{ mid:{ x:1 } }', { top: { mid: { x: '1' } } }, true],
    ['top:{ mid:{ x:1 } and a:y }', { top: [{ mid: [{ x: '1' }], a: 'y' }] }, true],
    ['top:{ mid:{ x:1 } and a:y }', { top: [{ mid: [{ x: '1' }] }, { a: 'y' }] }, false],
    ['top.mid:{ x:1 }', { top: [{ mid: [{ x: '1' }] }] }, true],
    // Values of an inner nested object are not visible in the outer one.
    ['top:{ mid.x:1 }', { top: { mid: { x: '1' } } }, false],
    // Inside a group the converter knows no types: a pattern is cut at blanks, on keyword too.
    ['top:{ a:*foo bar* }', { top: { a: 'bar none' } }, true],
    ['top:{ a:*foo bar* }', { top: { a: 'x foo bar y' } }, false],
    ['top:{ a:foo bar }', { top: { a: 'foo bar' } }, true],
    ['top:{ a:foo bar }', { top: { a: 'foo' } }, false],
    ['top:{ *:x }', { top: { a: 'x' } }, false],
    ['top:{ *:* }', { top: { a: 'x' } }, true],
    ['top:{ mid*:x* }', { top: { a: 'xy' } }, false],
    ['top:{ a*:x* }', { top: { a: 'xy' } }, true],
    ['top:{ a*:x* }', { top: { a: 'yx' } }, false],
    ['top:{ *:x* }', { top: { a: 'xy' } }, 'error'],
    // Kibana puts the path before the absent field: nothing is called top.null.
    ['top:{ x }', { top: { a: 'x' } }, false],
    ['top.a:x', { top: [{ a: 'x' }] }, 'error'],
    ['top.a:*', { top: [{ a: 'x' }] }, 'error'],
    ['top.n > 5', { top: [{ n: 6 }] }, 'error'],
    ['top:*', { top: [{ a: 'x' }] }, false],
    ['top:x', { top: 'x' }, false],
    ['top.a*:x', { top: [{ a: 'x' }] }, true],
    ['top*:x', { top: [{ a: 'x' }] }, 'error'],
    ['top.mid*:x', { top: [{ mid: { x: 'x' } }] }, true],
    ['top*:*', { top: [{ a: 'x' }] }, true],
    ['plain:{ a:x }', { plain: { a: 'x' } }, 'error'],
    ['obj:{ a:x }', { obj: [{ a: 'x' }] }, 'error'],
    ['none:{ a:x }', {}, 'error'],
    ['top:{ a:null }', {}, 'error'],
    [
      'obj.a:x and obj.b:y',
      {
        obj: [
          { a: 'x', b: 'z' },
          { a: 'w', b: 'y' },
        ],
      },
      true,
    ],
  ]);

  it('fail with words of Kibana and the place of the field', () => {
    const query = 'plain:x and top.a : x';
    const compiled = compile(query, group);
    assert.equal(compiled.kind, 'failure');
    const [failure] = compiled.failures;
    assert.equal(
      failure?.message,
      'top.a is a nested field, but is not in a nested group in the KQL expression.',
    );
    assert.equal(query.slice(failure.span?.start, failure.span?.end), 'top.a');
  });

  it('are typed where the full name occurs outside as well, and then checked', () => {
    const compiled = compile('top:{ mid.x:1 } and top.mid.x*:1', group);
    assert.equal(compiled.kind, 'failure');
    assert.match(
      compiled.failures[0]?.message ?? '',
      /^Nested field top\.mid\.x is being queried with the incorrect nested path\. The correct path is top\.mid\.$/,
    );
  });
});

describe('field wildcards', () => {
  const types = typesOf({
    'e.A': 'keyword',
    'e.B': 'keyword',
    'e.text': 'text',
    'n.C': 'long',
    'n.D': 'keyword',
    o: 'object',
  });
  rows(types, [
    ['e.*: foo', { e: { B: 'foo' } }, true],
    ['e.*: foo', { e: { B: 'bar' } }, false],
    ['e.*: foo', { e: { text: 'a foo b' } }, true],
    ['e.*: foo', { e: { Z: 'foo' } }, false],
    ['not e.*: foo', { e: { B: 'x' } }, true],
    ['not e.*: foo', { e: { A: 'x', B: 'foo' } }, false],
    ['e.*: *', { e: { A: '1' } }, true],
    ['e.*: *', { e: {} }, false],
    ['e.*: f*', { e: { A: 'foo' } }, true],
    ['*.A: x', { e: { A: 'x' } }, true],
    ['*.A > a', { e: { A: 'x' } }, true],
    ['n.*: foo', { n: { D: 'foo' } }, 'error'],
    ['n.*: 5', { n: { C: 5 } }, true],
    ['n.*: *', { n: { D: 'foo' } }, true],
    ['n.*: f*', { n: { D: 'foo' } }, 'error'],
    ['*: *', {}, true],
    ['not *: *', {}, false],
    ['o*: x', { o: 'x' }, false],
    ['z.*: foo', { z: { a: 'foo' } }, false],
    ['z.*: *', { z: { a: 'foo' } }, false],
    ['"e.*": foo', { e: { A: 'foo' } }, false],
  ]);
});

describe('the empty query', () => {
  rows(typesOf({}), [
    ['', {}, true],
    ['  ', { a: 1 }, true],
  ]);
});

describe('free text', () => {
  const types = typesOf({
    message: 'match_only_text',
    'p.name': 'keyword',
    'p.name.text': 'match_only_text',
    cmd: 'wildcard',
    n: 'long',
    src: 'ip',
    labels: 'flattened',
    set: { type: 'constant_keyword', value: 'endpoint' },
    top: 'nested',
    'top.a': 'keyword',
  });
  rows(types, [
    ['accepted', { message: 'sshd: Accepted password' }, true],
    ['accepted denied', { message: 'denied' }, true],
    ['"accepted denied"', { message: 'denied' }, false],
    ['"foo bar"', { cmd: 'foo bar' }, true],
    ['foo', { cmd: 'foo bar' }, false],
    ['foo', { p: { name: 'a foo' } }, true],
    ['FOO', { p: { name: 'foo' } }, true],
    ['FOO', { cmd: 'foo' }, false],
    ['prod', { labels: { env: 'prod' } }, true],
    ['*rod', { labels: { env: 'prod' } }, true],
    ['endpoint', {}, true],
    ['end*', {}, true],
    ['x', { top: { a: 'x' } }, false],
    ['x', { other: 'x' }, false],
    ['5', { n: 5 }, false],
    ['foo*', { message: 'a food' }, true],
    ['*', {}, true],
    ['foo* *', {}, true],
    ['zzz* yyy', { cmd: 'yyy' }, true],
    ['not zzz', { cmd: 'yyy' }, true],
    ['null', {}, 'error'],
    ['true', { cmd: 'true' }, true],
  ]);

  it('says where it searched', () => {
    const compiled = compile('foo', types);
    assert.equal(compiled.kind, 'matcher');
    assert.match(compiled.matcher.approximations.join(), /default_field/);
  });
});

const catalog: Readonly<Record<string, FieldMapping & { parent?: string }>> = {
  'process.name': { type: 'keyword', ignoreAbove: 1024 },
  'process.name.text': { type: 'match_only_text', parent: 'process.name' },
  'process.name.caseless': { type: 'keyword', normalizer: 'lowercase', parent: 'process.name' },
  'process.pid': { type: 'long' },
  'w.A': { type: 'keyword' },
  'aws.flat': { type: 'flattened' },
  'data_stream.type': { type: 'constant_keyword' },
};
const dynamic = layeredTypes(new Map<string, FieldMapping>([['w.B', { type: 'long' }]]), {
  findFieldType(name) {
    const field = Object.hasOwn(catalog, name) ? catalog[name] : undefined;
    if (field === undefined) return undefined;
    const { parent, ...mapping } = field;
    return { mapping, ...(parent === undefined ? {} : { parent }) };
  },
  fieldNames: () => Object.keys(catalog),
});

describe('fields with and without a known type in a run', () => {
  rows(dynamic, [
    ['process.pid: 5', { process: { pid: 5 } }, true],
    ['process.pid: x', {}, 'error'],
    ['process.name.text: foo', { process: { name: 'a foo' } }, true],
    ['process.name.caseless: CMD*', { process: { name: 'Cmd.exe' } }, true],
    ['process.name.caseless: cmd.exe', { process: { name: { caseless: 'CMD.EXE' } } }, true],
    ['data_stream.type: logs', { data_stream: { type: 'logs' } }, true],
    ['aws.flat.key: v', { aws: { flat: { key: 'v' } } }, true],
    // Only from the catalogue: matched with a note, not refused.
    ['aws.flat.key: *v*', { aws: { flat: { key: 'xvx' } } }, true],
    ['w.B: x', {}, 'error'],
    ['my.f: foo', { my: { f: 'foo' } }, true],
    ['my.f: foo bar', { my: { f: 'foo' } }, false],
    ['my.f: *foo bar*', { my: { f: 'x foo bar y' } }, true],
    ['my.f: 5', { my: { f: 5 } }, true],
    ['my.f: 5.0', { my: { f: 5 } }, true],
    ['my.f: 5.0', { my: { f: '5' } }, false],
    ['my.f: true', { my: { f: true } }, true],
    ['my.f: true', { my: { f: 'true' } }, true],
    ['my.f: 5*', { my: { f: '57' } }, true],
    ['my.f: 5*', { my: { f: 57 } }, false],
    ['my.f > 5', { my: { f: 10 } }, true],
    ['my.f > 5', { my: { f: '10' } }, false],
    ['my.f > x', { my: { f: 10 } }, false],
    ['my.f: *', { my: { f: false } }, true],
    ['my.f: *', { my: { f: 'x'.repeat(1025) } }, false],
    ['my.f: x*', { my: { f: 'x'.repeat(1025) } }, false],
    ['my.f: null', {}, 'error'],
    ['my: *', { my: { f: 1 } }, true],
    ['my: *', { 'my.f': 1 }, true],
    ['my: *', { my: { f: [null] } }, false],
    ['process: *', { 'process.name': 'x' }, true],
    ['my: x', { my: { f: 'x' } }, false],
    ['my.*: foo', { my: { f: 'foo' } }, true],
    ['my.*: foo', { 'my.f': ['x', 'foo'] }, true],
    ['my.*: fo*', { my: { a: { b: 'foo' } } }, true],
    ['my.*: *', { my: {} }, false],
    ['my.*: *', { my: { a: 1 } }, true],
    ['my.* > 5', { my: { a: 6 } }, true],
    ['process.n*: foo', { process: { name: 'foo' } }, true],
    ['foo', { my: { f: 'foo' } }, true],
    ['foo', { process: { name: 'a foo' } }, true],
    ['my:{ f:x }', { my: [{ f: 'x' }] }, 'error'],
  ]);

  it('names the fields it had to guess, once', () => {
    const compiled = compile('my.f: 1 and my.g: 2 and not my.f: 3 and process.pid: 1', dynamic);
    assert.equal(compiled.kind, 'matcher');
    const { approximations, fields } = compiled.matcher;
    assert.deepEqual(approximations.length, 1);
    assert.match(approximations[0] ?? '', /my\.f, my\.g/);
    assert.deepEqual(fields, ['my.f', 'my.g', 'process.pid']);
  });

  it('says that a pattern on a key of a flattened field may be refused', () => {
    const compiled = compile('aws.flat.key: *v*', dynamic);
    assert.equal(compiled.kind, 'matcher');
    assert.match(compiled.matcher.approximations.join(), /aws\.flat\.key .*flattened/);
  });
});
