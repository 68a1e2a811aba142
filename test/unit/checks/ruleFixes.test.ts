// Quick fixes outside of queries: each removes its problem, brings no other, and writes what is expected.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';
import { fixesInFile, fixesInRule, ruleBody } from '../../support/ruleFixRows';
import type { FixRow } from '../../support/ruleFixRows';

function testRow([code, before, after, index = 0]: FixRow): void {
  const problem = problemsOf(before).find((candidate) => candidate.code === code);
  const fix = problem?.fixes?.[index];
  assert.ok(
    problem && fix,
    `found: ${problemsOf(before)
      .map((one) => one.code)
      .join(' ')}`,
  );
  assert.equal(checkFix(before, problem, fix), after);
}

describe('fixes inside of [rule]', () => {
  for (const [code, before, after, fix] of fixesInRule)
    it(`${code}: ${before.slice(0, 50)}`, () => {
      testRow([code, ruleBody(before), ruleBody(after), fix]);
    });
});

describe('fixes of rule files', () => {
  for (const row of fixesInFile)
    it(`${row[0]}: ${row[1].split('\n')[1] ?? ''}`, () => {
      testRow(row);
    });
});
