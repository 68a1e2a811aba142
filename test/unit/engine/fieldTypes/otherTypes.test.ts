// boolean, version, flattened, ranges, objects, and types KQL cannot search.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, matchRows, typesOf, verdictOf } from '../../../support/matchRows';
import type { Verdict } from '../../../support/matchRows';
import type { JsonObject } from '../../../../server/src/events/event';

describe('boolean', () => {
  matchRows('boolean', [
    ['a.b: true', true, true],
    ['a.b: "true"', true, true],
    ['a.b: true', 'true', true],
    ['a.b: false', 'false', true],
    ['a.b: false', '', true],
    ['a.b: false', false, true],
    ['a.b: true', false, false],
    ['a.b: true', [false, true], true],
    ['a.b: true', 'yes', false],
    ['a.b: true', 1, false],
    ['a.b: true', undefined, false],
    ['a.b: yes', true, 'error'],
    ['a.b: TRUE', true, 'error'],
    ['a.b: 1', true, 'error'],
    ['a.b: t*', true, 'error'],
    ['a.b: ""', false, 'error'],
    ['a.b > false', true, true],
    ['a.b >= false', false, true],
    ['a.b < true', false, true],
    ['a.b < true', true, false],
    ['a.b > no', true, 'error'],
    ['a.b: *', false, true],
    ['a.b: *', 'yes', false],
  ]);
});

describe('version', () => {
  matchRows('version', [
    ['a.b: 1.2.3', '1.2.3', true],
    ['a.b: 1.2.3', '1.2.30', false],
    ['a.b: 1.2', '1.2.0', false],
    ['a.b: 8.*', '8.10.0', true],
    ['a.b: *-rc1', '8.10.0-rc1', true],
    ['a.b: 8.1* 9.1*', '9.10.0', true],
    ['a.b > 8.2.0', '8.10.0', true],
    ['a.b > 8.2.0', '8.2.0', false],
    ['a.b >= 8.2.0', '8.2.0', true],
    ['a.b < 8.2.0', '8.2.0-rc1', true],
    ['a.b > 8.2.0-alpha', '8.2.0-beta', true],
    ['a.b > 8.2.0-alpha.2', '8.2.0-alpha.10', true],
    ['a.b > 8.2.0-alpha', '8.2.0-alpha.1', true],
    ['a.b < 8.2.0-alpha', '8.2.0-1', true],
    ['a.b < 8.2.0', '8.2', true],
    ['a.b < 8.2', '8.2-SNAPSHOT', true],
    ['a.b > 99.0.0', 'not a version', true],
    ['a.b > 99.0.0', '01.2.3', true],
    ['a.b > 8.2.0', '8.2.0+build', true],
    ['a.b: *', 'x', true],
    ['a.b: *', 1, false],
  ]);
});

/** Mapping, query, document, verdict. */
type Row = readonly [JsonObject, string, JsonObject, Verdict];

function documentRows(rows: readonly Row[]): void {
  for (const [mapping, query, document, verdict] of rows) {
    it(`${JSON.stringify(mapping)}  ${query}  ${JSON.stringify(document)}: ${String(verdict)}`, () => {
      assert.equal(verdictOf(query, typesOf(mapping), document), verdict);
    });
  }
}

describe('flattened', () => {
  const labels = { labels: 'flattened' };
  const limited = { labels: { type: 'flattened', ignore_above: 3 } };
  const document = {
    labels: { env: 'prod', nested: { n: 5 }, list: ['a', { k: true }], none: null },
  };
  documentRows([
    [labels, 'labels: prod', document, true],
    [labels, 'labels: Prod', document, false],
    [labels, 'labels: 5', document, true],
    [labels, 'labels: true', document, true],
    [labels, 'labels: *od', document, true],
    [labels, 'labels > pr', document, true],
    [labels, 'labels > z', document, false],
    [labels, 'labels: *', document, true],
    [labels, 'labels: *', { labels: {} }, false],
    [labels, 'labels: *', { labels: { env: null } }, false],
    [labels, 'labels: prod', { labels: 'prod' }, false],
    [labels, 'labels: prod', { 'labels.env': 'prod' }, true],
    [labels, 'labels: *', { 'labels.env': 'prod' }, true],
    [labels, 'labels.env: prod', document, true],
    [labels, 'labels.env: "prod"', { 'labels.env': 'prod' }, true],
    [labels, 'labels.nested.n: 5', document, true],
    [labels, 'labels.nested: 5', document, false],
    [labels, 'labels.list: a', document, true],
    [labels, 'labels.list.k: true', document, true],
    [labels, 'labels.env: p*', document, true],
    [labels, 'labels.env: *rod', document, 'error'],
    [labels, 'labels.env: p*d', document, 'error'],
    [labels, 'labels.env > a', document, 'error'],
    [labels, 'labels.env: *', document, true],
    [labels, 'labels.other: *', document, false],
    [labels, 'not labels.other: x', document, true],
    [limited, 'labels: prod', document, false],
    [limited, 'labels.env: *', document, false],
  ]);
});

describe('range types', () => {
  matchRows('integer_range', [
    ['a.b: 5', { gte: 1, lte: 5 }, true],
    ['a.b: 5', { gte: 1, lt: 5 }, false],
    ['a.b: 5', { gt: 4 }, true],
    ['a.b: 5', { lt: 5 }, false],
    ['a.b: 5', { gte: null, lte: 9 }, true],
    ['a.b: 5', 5, false],
    ['a.b: 5', { from: 1 }, false],
    ['a.b: 5.5', { gte: 1, lte: 9 }, 'error'],
    ['a.b: x', { gte: 1, lte: 9 }, 'error'],
    ['a.b: 5*', { gte: 1, lte: 9 }, 'error'],
    ['a.b > 5', { gte: 1, lte: 5 }, false],
    ['a.b > 5', { gte: 1, lte: 6 }, true],
    ['a.b < 1', { gt: 0, lte: 6 }, false],
    ['a.b <= 1', { gt: 0, lte: 6 }, true],
    ['a.b: *', { gte: 1 }, true],
    ['a.b < 1', { gte: 0.5, lt: 1.5 }, true],
    ['a.b: 1', { gte: 0.5, lt: 1.5 }, false],
    ['a.b: 1', { gte: 0.5, lte: 1.5 }, true],
    ['a.b: *', {}, true],
    ['a.b: *', undefined, false],
  ]);
  matchRows('double_range', [
    ['a.b: 0.5', { gte: 0, lt: 1 }, true],
    ['a.b: 1', { gte: 0, lt: 1 }, false],
    ['a.b > 0.9', { gte: 0, lt: 1 }, true],
    ['a.b: x', { gte: 0, lt: 1 }, 'error'],
  ]);
  matchRows('ip_range', [
    ['a.b: 10.1.2.3', '10.0.0.0/8', true],
    ['a.b: 10.1.2.3', { gte: '10.0.0.0', lte: '10.255.255.255' }, true],
    ['a.b: 10.0.0.0', { gt: '10.0.0.0' }, false],
    ['a.b: 11.1.2.3', '10.0.0.0/8', false],
    // A block is no address: unlike ip, ip_range takes none.
    ['a.b: 10.0.0.0/8', { gte: '10.9.9.9', lte: '12.0.0.0' }, 'error'],
    ['a.b: x', '10.0.0.0/8', 'error'],
    ['a.b: 10.*', '10.0.0.0/8', 'error'],
  ]);
  matchRows(
    'date_range',
    [
      ['a.b: 2024-01-05', { gte: '2024-01-05T10:00:00Z', lte: '2024-01-06' }, true],
      ['a.b: 2024-01-04', { gte: '2024-01-05T10:00:00Z', lte: '2024-01-06' }, false],
      ['a.b > 2024-01-06', { gte: '2024-01-05T10:00:00Z', lte: '2024-01-06T23:59:59Z' }, false],
      ['a.b >= now', { gte: '2024-01-05', lte: '2024-01-07' }, true],
      ['a.b > now', { gte: '2024-01-05', lte: '2024-01-06' }, false],
      ['a.b: soon', { gte: '2024-01-05' }, 'error'],
    ],
    Date.UTC(2024, 0, 6),
  );
});

describe('objects and fields that are not mapped', () => {
  const mapping = { 'p.name': 'keyword', 'p.pid': 'long', q: 'object', 'q.x': 'keyword' };
  documentRows([
    [mapping, 'p: *', { p: { name: 'x' } }, true],
    [mapping, 'p: *', { 'p.pid': 1 }, true],
    [mapping, 'p: *', { p: { other: 'x' } }, false],
    [mapping, 'p: *', { p: { pid: 'x' } }, false],
    [mapping, 'p: x', { p: { name: 'x' } }, false],
    [mapping, 'p: x*', { p: { name: 'x' } }, false],
    [mapping, 'p > a', { p: { name: 'x' } }, false],
    [mapping, 'q: *', { q: { x: 'x' } }, true],
    [mapping, 'q: x', { q: { x: 'x' } }, false],
    [mapping, 'q: x*', { q: { x: 'x' } }, false],
    [mapping, 'other: x', { other: 'x' }, false],
    [mapping, 'other: x*', { other: 'x' }, false],
    [mapping, 'other > 1', { other: 5 }, false],
    [mapping, 'other: *', { other: 'x' }, false],
    [mapping, 'not other: x', { other: 'x' }, true],
    [mapping, 'other: null', {}, 'error'],
    [mapping, 'P.name: x', { p: { name: 'x' } }, false],
  ]);
});

describe('multi-fields', () => {
  const mapping = { message: 'keyword', 'message.text': 'match_only_text' };
  documentRows([
    [mapping, 'message.text: error', { message: 'An Error' }, true],
    [mapping, 'message: error', { message: 'An Error' }, false],
    [mapping, 'message.text: *', { message: 'x' }, true],
    [mapping, 'message.text: error', { 'message.text': 'An Error' }, true],
  ]);
});

describe('types without search', () => {
  for (const type of ['geo_point', 'geo_shape', 'binary'] as const) {
    matchRows(type, [
      ['a.b: x', 'x', 'error'],
      ['a.b: x*', 'x', 'error'],
      ['a.b > x', 'x', 'error'],
      ['a.b: *', 'x', true],
      ['a.b: *', undefined, false],
    ]);
  }
});

describe('failures', () => {
  it('name every clause that does not fit, with its place', () => {
    const query = 'not (a.ip: 10.* or a.n: x) and b: ok';
    const compiled = compile(query, typesOf({ 'a.ip': 'ip', 'a.n': 'long', b: 'keyword' }));
    assert.equal(compiled.kind, 'failure');
    assert.deepEqual(
      compiled.failures.map(({ code, span }) => [code, query.slice(span?.start, span?.end)]),
      [
        ['wildcard-type', 'a.ip: 10.*'],
        ['value-type', 'a.n: x'],
      ],
    );
    for (const { message } of compiled.failures)
      assert.match(message, /^This would fail in Kibana: /);
  });
});
