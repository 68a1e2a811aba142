// Comments that silence checks.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChecks } from '../../../server/src/checks';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { checkMessage, checkProblems } from '../../support/checkFeatures';

/** Codes of all problems but those of what is missing. */
const codesOf = (text: string): readonly string[] =>
  runChecks(parseRule(`[metadata]\n[rule]\n${text}`), checkContext())
    .map(({ code }) => code)
    .filter((code) => code !== 'missing-key' && code !== 'timestamp-override');

describe('rulewright-disable-next-line', () => {
  it('holds for the next line only', () => {
    const comment = '# rulewright-disable-next-line invalid-value';
    assert.deepEqual(codesOf(`${comment}\nseverity = "x"\n`), []);
    assert.deepEqual(codesOf(`${comment}\nseverity = "x"\ntype = "y"\n`), ['invalid-value']);
    assert.deepEqual(codesOf(`${comment}\n\nseverity = "x"\n`), [
      'unused-suppression',
      'invalid-value',
    ]);
  });

  it('holds for all lines of a statement', () => {
    const list = 'tags = [\n 1,\n 2\n]\n';
    assert.deepEqual(codesOf(list), ['wrong-type']);
    assert.deepEqual(codesOf(`# rulewright-disable-next-line wrong-type\n${list}`), []);
    assert.deepEqual(
      codesOf(`# rulewright-disable-next-line empty-query\r\nquery = '''\r\n\r\n'''\r\n`),
      [],
    );
  });

  it('takes several codes', () => {
    for (const codes of ['wrong-type, invalid-value', 'invalid-value wrong-type'])
      assert.deepEqual(
        codesOf(`#rulewright-disable-next-line ${codes}\nthreat = [{framework = "x"}, 1]\n`),
        [],
      );
  });
});

describe('rulewright-disable', () => {
  it('holds for the file, wherever it stands', () => {
    const body = 'severity = "x"\ntype = "y"\n';
    assert.deepEqual(codesOf(`# rulewright-disable invalid-value\n${body}`), []);
    assert.deepEqual(codesOf(`${body}# rulewright-disable invalid-value`), []);
    assert.deepEqual(codesOf(`tags = [ # rulewright-disable invalid-value\n"a" ]\n${body}`), []);
  });

  it('counts in comments alone', () => {
    for (const text of [
      'name = "# rulewright-disable invalid-value"',
      'name = """\n# rulewright-disable invalid-value\n"""',
    ])
      assert.deepEqual(codesOf(`${text}\nseverity = "x"\n`), ['invalid-value']);
  });

  it('does not silence what cannot be read', () => {
    const codes = codesOf(
      '# rulewright-disable toml-syntax kql-syntax\ntype = "query"\nquery = "a and "\nx = \n',
    );
    assert.deepEqual(codes, [
      'unused-suppression',
      'unused-suppression',
      'kql-syntax',
      'toml-syntax',
    ]);
  });
});

describe('unused-suppression', () => {
  it('marks codes that silence nothing', () => {
    checkProblems(
      'unused-suppression',
      `[metadata]
# rulewright-disable wrong-type
                     ^^^^^^^^^^ hint unused-suppression
[rule]
# rulewright-disable-next-line invalid-value, wrong-typ
                                              ^^^^^^^^^ hint unused-suppression
severity = "x"
`,
    );
  });

  it('guesses the code', () => {
    checkMessage(
      'unused-suppression',
      '[metadata]\n[rule]\n# rulewright-disable wrong-typ\n',
      'There is no check `wrong-typ`. Did you mean `wrong-type`?',
    );
  });
});

describe('levels', () => {
  const levelsOf = (severity: Readonly<Record<string, 'off' | 'hint'>>): readonly string[] =>
    runChecks(
      parseRule('[metadata]\n[rule]\nseverity = "x"\nname = 1\n'),
      checkContext({ fieldTypes: {}, checks: { severity } }),
    )
      .filter(({ code }) => code !== 'missing-key')
      .map(({ code, severity: level }) => `${level} ${code}`);

  it('follow the settings', () => {
    assert.deepEqual(levelsOf({}), ['error invalid-value', 'error wrong-type']);
    assert.deepEqual(levelsOf({ 'invalid-value': 'off', 'wrong-type': 'hint' }), [
      'hint wrong-type',
    ]);
  });
});
