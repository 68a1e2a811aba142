// Checks on real rules: no error on an active rule, warnings rare, and every safe fix keeps the matches.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checks, runChecks } from '../../server/src/checks';
import { knownTables } from '../../server/src/checks/knownTables';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { checkContext } from '../../server/src/services/checkContext';
import { fixAll } from '../../server/src/services/fixAll';
import type { Problem } from '../../server/src/text/problem';
import { checkSameMatches } from '../support/checkFixes';
import { ruleFiles, rulesCheckout } from '../support/data';

interface Checked {
  readonly file: string;
  readonly document: RuleDocument;
  readonly problems: readonly Problem[];
}

const active: readonly Checked[] = ruleFiles()
  .filter((file) => !file.includes('_deprecated'))
  .map((file) => {
    const document = parseRule(readFileSync(file, 'utf8'));
    const context = checkContext(undefined, file);
    return {
      file: path.relative(rulesCheckout(), file),
      document,
      problems: runChecks(document, context),
    };
  });

/** What a check says that `runChecks` leaves out for the languages of the rule: nothing. */
function saidOfOtherLanguages({ file, document }: Checked): readonly string[] {
  const context = checkContext(undefined, file);
  const input = { document, tables: knownTables(document), context };
  const own = [document.query?.language, document.threatQuery?.language];
  return checks
    .filter(({ languages }) => languages && !own.some((one) => one && languages.includes(one)))
    .flatMap(({ code, run }) => run(input).map(({ message }) => `${file}: ${code}: ${message}`));
}

/** Rules with a problem of the code. */
const rulesWith = (code: string): readonly Checked[] =>
  active.filter(({ problems }) => problems.some((problem) => problem.code === code));

/** Warnings that more rules have, and why they are right nevertheless. */
const argued: Readonly<Record<string, string>> = {};

describe('checks on active rules', () => {
  it('are counted per code', (test) => {
    assert.ok(active.length > 0);
    test.diagnostic(`${active.length} active rules`);
    for (const { code, severity } of checks) {
      const count = rulesWith(code).length;
      const share = ((100 * count) / active.length).toFixed(2);
      test.diagnostic(`${code.padEnd(26)} ${severity.padEnd(12)} ${count} rules, ${share} %`);
    }
  });

  it('are left out only for languages that they say nothing about', () => {
    assert.deepEqual(active.flatMap(saidOfOtherLanguages), []);
  });

  it('find no error', () => {
    const errors = active.flatMap(({ file, problems }) =>
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code, message }) => `${file}: ${code}: ${message}`),
    );
    assert.deepEqual(errors, []);
  });

  for (const { code, severity } of checks)
    if (severity === 'warning' && !(code in argued))
      it(`${code} warns of at most 2 %`, () => {
        const files = rulesWith(code).map(({ file }) => file);
        assert.ok(files.length <= active.length * 0.02, files.join('\n'));
      });

  it('offer safe fixes that keep the matches', (test) => {
    let fixed = 0;
    for (const { document, file } of active) {
      const text = fixAll(document, checkContext(undefined, file));
      if (text === document.text) continue;
      fixed++;
      const after = parseRule(text);
      assert.deepEqual(after.problems, [], file);
      checkSameMatches(document, after, 300);
      assert.equal(fixAll(after, checkContext(undefined, file)), text, `${file}: not at rest`);
    }
    test.diagnostic(`${fixed} rules changed by fix all`);
    assert.ok(fixed > 0);
  });
});
