// "Did you mean" finds typos and leaves strangers alone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editDistance, nearest } from '../../../server/src/text/nearest';
import { below, pick, seededRandom } from '../../support/mutate';

describe('editDistance', () => {
  const rows: readonly [string, string, number][] = [
    ['', '', 0],
    ['a', '', 1],
    ['name', 'nmae', 1],
    ['name', 'Name', 0.5],
    ['kitten', 'sitting', 3],
    ['É', 'é', 0.5],
    ['@', '`', 1],
    ['ab', 'ba', 1],
    ['K', '\u212a', 0.5],
  ];
  for (const [a, b, distance] of rows)
    it(`${a} ~ ${b}`, () => {
      assert.equal(editDistance(a, b), distance);
      assert.equal(editDistance(b, a), distance);
    });
});

describe('editDistance with a limit', () => {
  it('agrees where the distance is within it', () => {
    const random = seededRandom(5);
    const word = (): string =>
      Array.from({ length: below(random, 9) }, () => pick(random, ['a', 'b', 'A', 'c'])).join('');
    for (let round = 0; round < 5000; round++) {
      const [a, b, limit] = [word(), word(), below(random, 8) / 2];
      const exact = editDistance(a, b);
      const found = editDistance(a, b, limit);
      if (exact <= limit) assert.equal(found, exact, `${a} ${b} ${limit}`);
      else assert.ok(found > limit, `${a} ${b} ${limit}`);
    }
  });
});

describe('nearest', () => {
  const fields = ['process.name', 'process.pid', 'user.name', 'event.code'];
  const rows: readonly [string, string | undefined][] = [
    ['proces.name', 'process.name'],
    ['procses.name', 'process.name'],
    ['Event.Code', 'event.code'],
    ['zzzz', undefined],
    ['x', undefined],
    ['user.name', 'user.name'],
  ];
  for (const [word, found] of rows)
    it(`${word} -> ${String(found)}`, () => {
      assert.equal(nearest(word, fields), found);
    });

  it('takes a limit of its own', () => {
    assert.equal(nearest('proces.nme', fields, 1), undefined);
    assert.equal(nearest('proces.nme', fields, 2), 'process.name');
  });
});
