// Quick fixes outside of queries in every spelling of TOML: the file stays valid, and comments and line ends stay.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'smol-toml';
import { checkFix, problemsOf } from '../../support/checkFixes';
import { fixesInFile, fixesInRule, ruleBody } from '../../support/ruleFixRows';
import { commentTexts, tomlStyles } from '../../support/tomlStyles';
import type { TomlStyle } from '../../support/tomlStyles';

interface Row {
  readonly code: string;
  readonly text: string;
  readonly path: string | undefined;
  /** Position among the fixes of the problem. */
  readonly index: number;
}

const rows: readonly Row[] = [
  ...fixesInRule.map(([code, before, , index = 0]) => toRow(code, ruleBody(before), index)),
  ...fixesInFile.map(([code, before, , index = 0]) => toRow(code, before, index)),
];

function toRow(code: string, before: string, index: number): Row {
  const [line = '', path] = /^# (\S+)\n/.exec(before) ?? [];
  return { code, text: before.slice(line.length), path, index };
}

function checkInStyle(style: TomlStyle, { code, text: plain, path, index }: Row): boolean {
  const text = style(plain);
  const problem = problemsOf(text, path).find((candidate) => candidate.code === code);
  assert.ok(problem, text);
  const fix = problem.fixes?.[index];
  if (!fix) return false;
  const fixed = checkFix(text, problem, fix, path);
  parse(fixed.replace(/^\uFEFF/, ''));
  // What a fix takes out goes with the comments inside of it.
  const left = commentTexts(fixed);
  const lost = commentTexts(text).filter((comment) => !left.includes(comment));
  assert.deepEqual(fix.title === 'Remove `index`' ? [] : lost, [], fixed);
  if (text.includes('\r\n')) assert.doesNotMatch(fixed, /(?<!\r)\n/);
  assert.equal(fixed.startsWith('\uFEFF'), text.startsWith('\uFEFF'));
  return true;
}

describe('fixes outside of queries', () => {
  for (const [name, style] of Object.entries(tomlStyles))
    it(`keep a file ${name} as it is besides`, () => {
      const without = rows.filter((row) => !checkInStyle(style, row));
      // An empty table shows no way to write into it.
      const mayLack = /inline|dotted/.test(name) ? ['index-integration', 'integration-folder'] : [];
      assert.deepEqual(
        without.map(({ code }) => code).filter((code) => !mayLack.includes(code)),
        [],
      );
    });
});
