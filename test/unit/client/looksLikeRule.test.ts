// Which TOML files wake the extension up.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksLikeRule } from '../../../client/src/looksLikeRule';

const rows: readonly (readonly [what: string, text: string, expected: boolean])[] = [
  ['a rule', '[metadata]\n\n[rule]\nname = "x"', true],
  ['a rule in Windows line ends', '[metadata]\r\n[rule]\r\nname = "x"', true],
  ['a rule without metadata', '# mine\n[ rule ] # here\nrule_id = "x"', true],
  ['a rule of a few lines', '[rule]\ntype = "eql"', true],
  ['a project file', '[project]\nname = "x"\nquery = "y"', false],
  ['a linter with a rule table', '[rule]\narguments = ["x"]', false],
  ['a list of rules', '[[rule]]\ntype = "x"\n[metadata]', false],
  ['a subtable alone', '[metadata]\n[rule.x]\n', false],
  ['nothing', '', false],
];

describe('looksLikeRule', () => {
  for (const [what, text, expected] of rows)
    it(`${what}: ${String(expected)}`, () => {
      assert.equal(looksLikeRule(text), expected);
    });
});
