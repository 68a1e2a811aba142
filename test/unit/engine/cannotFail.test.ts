// What is told without compiling a query must be what compiling it says.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fieldCatalog from '../../../server/src/catalog/fieldCatalog';
import { cannotFail } from '../../../server/src/engine/cannotFail';
import { compileKql } from '../../../server/src/engine/compileKql';
import { explicitTypes, layeredTypes } from '../../../server/src/engine/fieldTypeLayers';
import type { FieldMapping } from '../../../server/src/catalog/fieldType';
import { parseKql } from '../../../server/src/kql/parse';
import { randomQuery } from '../../support/kqlSource';
import { seededRandom } from '../../support/mutate';

const own = new Map<string, FieldMapping>([
  ['a', { type: 'long' }],
  ['android', { type: 'ip' }],
  ['b', { type: 'text' }],
  ['c', { type: 'wildcard' }],
  ['d', { type: 'match_only_text' }],
  ['e', { type: 'constant_keyword' }],
  ['f', { type: 'constant_keyword', value: 'x' }],
  ['g', { type: 'double' }],
  ['flat', { type: 'flattened' }],
  ['order', { type: 'nested' }],
  ['order.a', { type: 'keyword' }],
]);
const amended = layeredTypes(own, fieldCatalog);
const layers = [layeredTypes(new Map(), fieldCatalog), amended, explicitTypes(own)];

/** The same about fields of the other types. */
function renamed(query: string): string {
  return query
    .replaceAll('process.name', 'b')
    .replaceAll('process.args', 'c')
    .replaceAll('host.os.type', 'd')
    .replaceAll('event.code', 'e')
    .replaceAll('"quoted.field"', 'flat.key')
    .replaceAll('nothing', 'g')
    .replaceAll('Ä.ö', 'f');
}

describe('cannotFail', () => {
  it('is true only of queries that compile', () => {
    const random = seededRandom(5);
    let told = 0;
    for (let i = 0; i < 6000; i++) {
      const drawn = randomQuery(random, i % 3);
      const text = i % 2 === 0 ? drawn : renamed(drawn);
      const { root, problems } = parseKql(text);
      if (problems.length > 0) continue;
      for (const types of layers) {
        if (!cannotFail(root, types)) continue;
        told++;
        assert.equal(compileKql(root, types).kind, 'matcher', text);
      }
    }
    assert.ok(told > 500, String(told));
  });

  const rows: readonly (readonly [string, boolean])[] = [
    ['process.name: (a or "b c" or d*) and not event.code > 4', true],
    ['unheard.of: a', true],
    ['e: (a or b*) and f: "a b" and f: *', true],
    ['f > a', false],
    ['c: (*a AND)', false],
    ['b: *a NOT', false],
    ['b: (a or "b c" or d*) or c: *x* or d > 4', true],
    ['process.name: null', false],
    ['source.ip: a', false],
    ['source.ip: ("10.0.0.0/8" or 10.0.0.1) and destination.port: 443', true],
    ['source.ip: 10.*', false],
    ['destination.port: x', false],
    ['destination.port: 99999999999999999999', false],
    ['process.code_signature.trusted: true', true],
    ['process.code_signature.trusted: yes', false],
    ['process.na*: a', false],
    ['just text', false],
    ['a: { b: c }', false],
    ['a: 1', true],
    ['a: 1.5', true],
    ['a: x', false],
    ['a: 1*', false],
    ['order.a: x', false],
    ['order.a: *', false],
    ['source.ip: * and a: * and flat.key: * and g: *', true],
    ['flat.key: (a or "b c")', true],
    ['flat.key: a*', false],
    ['flat: a', false],
    ['a >= 4 and g < 4.5', true],
    ['a > x', false],
    ['a > "*"', false],
    ['process.name: (NETWORK/*/x or FORK*)', true],
    ['process.name: (*/OR/x)', false],
  ];
  for (const [text, expected] of rows)
    it(`${text}: ${String(expected)}`, () => {
      assert.equal(cannotFail(parseKql(text).root, amended), expected);
    });
});
