// Mistakes seeded into real rules: the checks report nearly all of them, and little else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { mistakeKinds } from '../mutation/kinds';
import { seedMistakes } from '../mutation/harness';
import type { KindResult } from '../mutation/harness';
import { ruleFiles, rulesCheckout } from '../support/data';

const mutantsPerKind = 30;

const rules = ruleFiles()
  .filter((file) => !file.includes('_deprecated'))
  .map((file) => ({
    document: parseRule(readFileSync(file, 'utf8')),
    path: path.relative(rulesCheckout(), file).split(path.sep).join('/'),
  }));

const results = mistakeKinds.map((kind) => seedMistakes(kind, rules, mutantsPerKind));
const sum = (of: (result: KindResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

describe('mistakes seeded into real rules', () => {
  it('are of many kinds', () => {
    const seeded = results.filter(({ mutants }) => mutants > 0);
    assert.ok(seeded.length >= 60, `${seeded.length} kinds`);
    assert.deepEqual(
      results.filter(({ mutants }) => mutants === 0).map(({ name }) => name),
      [],
    );
  });

  it('are reported, at least 95 % of all', (test) => {
    for (const { name, mutants, caught, atPlace, besides } of results) {
      const other = [...besides].map(([code, count]) => `${code} ${count}`).join(', ');
      const far = caught - atPlace;
      const place = far > 0 ? `  elsewhere: ${far}` : '';
      test.diagnostic(
        `${name.padEnd(56)} ${caught}/${mutants}${place}${other && `  besides: ${other}`}`,
      );
    }
    const [mutants, caught] = [sum((result) => result.mutants), sum((result) => result.caught)];
    test.diagnostic(`${caught} of ${mutants} mutants of ${results.length} kinds`);
    assert.ok(share(caught, mutants) >= 0.95, `${caught} of ${mutants}`);
  });

  for (const { name, mutants, caught, missed } of results)
    it(`${name}: at least 80 %`, () => {
      assert.ok(share(caught, mutants) >= 0.8, missed.slice(0, 5).join('\n'));
    });

  it('bring few problems besides', (test) => {
    const besides = sum(({ besides: codes }) => [...codes.values()].reduce((a, b) => a + b, 0));
    const mutants = sum((result) => result.mutants);
    test.diagnostic(`${besides} other problems on ${mutants} mutants`);
    assert.ok(besides <= mutants * 0.2, `${besides} on ${mutants}`);
  });
});
