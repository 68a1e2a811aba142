// "Did you mean" finds typos and leaves strangers alone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editDistance, nearest } from '../../../server/src/text/nearest';

describe('editDistance', () => {
  const rows: readonly [string, string, number][] = [
    ['', '', 0],
    ['a', '', 1],
    ['name', 'nmae', 1],
    ['name', 'Name', 0.5],
    ['kitten', 'sitting', 3],
  ];
  for (const [a, b, distance] of rows)
    it(`${a} ~ ${b}`, () => {
      assert.equal(editDistance(a, b), distance);
      assert.equal(editDistance(b, a), distance);
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
});
