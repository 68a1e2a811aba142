// Whole Lucene queries: operators, fields, free text, notes, failures and their places.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layeredTypes } from '../../../server/src/engine/fieldTypeLayers';
import type { FieldTypes } from '../../../server/src/engine/matcher';
import type { JsonObject } from '../../../server/src/events/event';
import { compileLuceneText, luceneMatcher, luceneVerdict } from '../../support/luceneRows';
import { typesOf, verdictOf } from '../../support/matchRows';
import type { Verdict } from '../../support/matchRows';
import { below, pick, seededRandom } from '../../support/mutate';

type Row = readonly [query: string, document: JsonObject, verdict: Verdict];

function rows(types: FieldTypes, table: readonly Row[]): void {
  for (const [query, document, verdict] of table)
    it(`${query}  ${JSON.stringify(document)}: ${String(verdict)}`, () => {
      assert.equal(luceneVerdict(query, types, document), verdict);
    });
}

const types = typesOf({
  k: 'keyword',
  t: 'text',
  n: 'long',
  u: 'keyword',
  fl: 'flattened',
  c: { type: 'constant_keyword', value: 'prod' },
  v: 'version',
  ne: 'nested',
  'ne.x': 'keyword',
  bin: 'binary',
  ipr: 'ip_range',
  'm.x': 'keyword',
  'm.y': 'long',
});
const dynamic = layeredTypes(new Map(), { findFieldType: () => undefined, fieldNames: () => [] });

describe('operators', () => {
  rows(types, [
    ['', {}, true],
    ['k:a OR k:b AND u:c', { k: 'a' }, false],
    ['k:a OR k:b AND u:c', { k: ['b'], u: 'c' }, true],
    ['k:a AND u:c OR k:z', { k: 'a', u: 'c' }, true],
    ['k:a AND u:c OR k:z', { k: 'z' }, false],
    ['k:a OR NOT k:a', { k: 'a' }, false],
    ['k:a OR NOT k:b', {}, false],
    ['k:a OR (NOT k:b)', {}, true],
    ['NOT (NOT k:a)', { k: 'a' }, true],
    ['-k:a', { k: 'b' }, true],
    ['+k:a u:b', { k: 'a' }, true],
    ['+k:a -u:b', { k: 'a', u: 'b' }, false],
    ['k:a u:b', { u: 'b' }, true],
    ['k:(a OR b) && !u:c', { k: 'b', u: 'd' }, true],
    ['k:(+a -b)', { k: ['a', 'b'] }, false],
    ['(k:a)^3 AND u:b^0.5', { k: 'a', u: 'b' }, true],
  ]);
});

describe('a text without words is taken as not written', () => {
  rows(types, [
    ['t:"/"', { t: '/' }, false],
    ['NOT t:"/"', { t: '/' }, false],
    ['t:"/" AND k:a', { k: 'a' }, true],
    ['k:a AND (t:\\/ OR t:\\-*)', { k: 'a' }, true],
    ['k:b AND t:"/" OR k:a', { k: 'a' }, false],
    ['k:"/"', { k: '/' }, true],
  ]);
});

describe('fields', () => {
  rows(types, [
    ['k:/ab/c', { k: 'ab' }, true],
    ['k:*', { k: '' }, true],
    ['_exists_:m', { m: { y: 1 } }, true],
    ['_exists_:m.y', { m: { x: 'a' } }, false],
    ['_exists_:(k u)', { k: 'a', u: 'b' }, false],
    ['_exists_:k*', { k: 'a' }, false],
    ['m.\\*:5', { m: { y: 5 } }, true],
    ['m.\\*:5', { m: { x: '5' } }, true],
    ['m.\\*:a', { m: { x: 'a' } }, 'error'],
    ['ne.x:a', { ne: [{ x: 'a' }] }, false],
    ['_exists_:ne', { ne: [{ x: 'a' }] }, false],
    ['zz:a', { zz: 'a' }, false],
    ['NOT zz:/[/', { zz: 'a' }, true],
    ['c:pro?', {}, true],
    ['c:/p.*/', {}, true],
    ['c:prd~', {}, true],
    ['c:dev*', { c: 'dev' }, false],
    ['v:1.?.0', { v: '1.2.0' }, true],
    ['v:[1.9 TO 1.10]', { v: '1.10' }, true],
    ['bin:x', {}, 'error'],
    ['bin:*', { bin: 'eA==' }, true],
    ['ipr:10.0.0.1', { ipr: '10.0.0.0/8' }, true],
  ]);
  rows(dynamic, [
    ['my.a:x', { my: { a: 'x' } }, true],
    ['my.a:/x+/', { my: { a: 'xx' } }, true],
    ['my.\\*:x', { my: { a: 'x' } }, true],
    ['my.n:[5 TO 7]', { my: { n: 6 } }, true],
    ['my.a:x?', { my: { a: 'xy' } }, true],
  ]);
});

describe('keys of flattened fields', () => {
  rows(types, [
    ['fl.a:x', { fl: { a: 'x' } }, true],
    ['fl.a:x*', { fl: { a: 'xy' } }, true],
    ['fl.a:*y', { fl: { b: 'xy' } }, true],
    ['fl.a:x*y', { fl: { a: 'xy' } }, false],
    ['fl.a:/x/', { fl: { a: 'x' } }, 'error'],
    ['fl.a:x~', { fl: { a: 'x' } }, 'error'],
    ['fl.a:>a', { fl: { a: 'x' } }, 'error'],
    ['fl.a:[a TO z]', { fl: { a: 'x' } }, true],
  ]);
  it('says that a pattern sees keys', () => {
    const [note = ''] = luceneMatcher('fl.a:*y', types).approximations;
    assert.match(note, /^fl\.a is a key of a flattened field/);
  });
});

describe('free text', () => {
  rows(types, [
    ['foo', { k: 'foo' }, true],
    ['foo bar', { t: 'a bar' }, true],
    ['foo bar', { k: 'foo' }, false],
    ['"foo bar"', { t: 'a foo bar' }, true],
    ['fo?', { k: 'foo' }, true],
    ['/fo+/', { t: 'FOO' }, true],
    ['fao~1', { k: 'foo' }, true],
    ['[a TO c]', { k: 'b' }, true],
    ['>b', { k: 'c' }, true],
    ['*', {}, true],
    ['*:foo', { k: 'foo' }, true],
    ['NOT foo', { k: 'foo' }, false],
  ]);
  it('says where it searched', () => {
    const { approximations, reads } = luceneMatcher('foo', types);
    assert.match(approximations.join(), /^Text without a field is searched in every/);
    assert.equal(reads, undefined);
  });
});

describe('what a query tells of itself', () => {
  it('its fields, reads and needles', () => {
    const { fields, reads, needleSets } = luceneMatcher('k:alpha AND u:(beta OR ga*mma)', types);
    assert.deepEqual(fields, ['k', 'u']);
    assert.deepEqual(reads, ['k', 'u']);
    assert.deepEqual(needleSets, [['alpha'], ['beta', 'mma']]);
  });
  const needles: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['k:alpha u:b', []],
    ['k:alpha NOT u:beta', [['alpha']]],
    ['NOT k:alpha', []],
    ['k:/alpha/', []],
    ['k:alpha~', []],
    ['t:alpha', []],
    ['k:al?pha*', [['pha']]],
    ['_exists_:m.x OR k:alpha', []],
    ['+k:alpha u:beta', [['alpha']]],
    ['alpha', []],
    ['n:4624', []],
    ['k:[alpha TO beta]', []],
  ];
  for (const [query, sets] of needles)
    it(`needles of ${query}`, () => {
      assert.deepEqual(luceneMatcher(query, types).needleSets, sets);
    });
  it('notes what fuzzy searches and far phrases leave open', () => {
    const notes = (query: string): string => luceneMatcher(query, types).approximations.join();
    assert.match(notes('k:alpha~'), /50 closest/);
    assert.match(notes('t:"a b"~100'), /one element of an array to the next/);
    assert.equal(notes('t:"a b"~99 OR k:a*'), '');
  });
  it('names every condition that does not fit, with its place', () => {
    const query = 'k:a AND (n:x OR n:5* OR n:/5/ OR n:5~ OR k:/[/)';
    const compiled = compileLuceneText(query, types);
    assert.ok(compiled?.kind === 'failure');
    assert.deepEqual(
      compiled.failures.map(({ code, span }) => [code, span && query.slice(span.start, span.end)]),
      [
        ['value-type', 'n:x'],
        ['wildcard-type', 'n:5*'],
        ['wildcard-type', 'n:/5/'],
        ['wildcard-type', 'n:5~'],
        ['value-type', 'k:/[/'],
      ],
    );
    for (const { message } of compiled.failures)
      assert.match(message, /^This would fail in Kibana: .*index\.query\.default_field/);
  });
});

describe('laws of Lucene queries', () => {
  const values = ['', 'a', 'b', 'ab', 'ba', 'a*b', 'aab', 'a b', 'A', '😀'];
  const conditions = [
    ...['k:a', 'k:a*', 'k:?b', 'k:*', 't:a', 't:"a b"~1', 'k:/a.*/', 'k:ab~1', 'k:[a TO b}'],
    ...['n:>1', 'fl:a', 'fl.x:a', '_exists_:t', 'a', 'c:prod'],
  ];

  it('NOT is the complement, AND the intersection, OR the union', () => {
    const random = seededRandom(5);
    for (let i = 0; i < 3000; i++) {
      const document = {
        k: pick(random, values),
        t: [pick(random, values), pick(random, values)],
        n: below(random, 3),
        fl: { x: pick(random, values) },
      };
      const [a, b] = [pick(random, conditions), pick(random, conditions)];
      const verdict = (query: string): Verdict => luceneVerdict(query, types, document);
      const [first, second] = [verdict(a), verdict(b)];
      const shown = `${a} / ${b} ${JSON.stringify(document)}`;
      assert.equal(verdict(`NOT (${a})`), !first, shown);
      assert.equal(verdict(`(${a}) AND (${b})`), first === true && second === true, shown);
      assert.equal(verdict(`(${a}) OR (${b})`), first === true || second === true, shown);
      assert.equal(verdict(`+(${a}) -(${b})`), first === true && second === false, shown);
    }
  });

  it('a wildcard matches what KQL finds by the same pattern', () => {
    const random = seededRandom(6);
    const pieces = ['a', 'b', '*', 'ab', '\\*'];
    for (let i = 0; i < 3000; i++) {
      const pattern = Array.from({ length: 1 + below(random, 5) }, () => pick(random, pieces));
      const query = `k:${pattern.join('')}`;
      const document = { k: pick(random, values) };
      assert.equal(
        luceneVerdict(query, types, document),
        verdictOf(query, types, document),
        `${query} ${JSON.stringify(document)}`,
      );
    }
  });
});
