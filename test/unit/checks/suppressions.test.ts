// Comments that silence checks.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckContext } from '../../../server/src/checks/check';
import { runChecks } from '../../../server/src/checks';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { fixAll } from '../../../server/src/services/fixAll';
import { RuleCollection } from '../../../server/src/services/otherRules';
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

  it('passes over comments between it and the statement', () => {
    const comment = '# rulewright-disable-next-line';
    const body = 'severity = "x"\ntype = "y"\n';
    assert.deepEqual(codesOf(`${comment} invalid-value\n  # why\n${body}`), ['invalid-value']);
    assert.deepEqual(
      codesOf(
        `${comment} wrong-type\r\n${comment} invalid-value\r\nthreat = [{framework = "x"}, 1]\r\n`,
      ),
      [],
    );
    assert.deepEqual(codesOf(`${body}${comment} invalid-value\n#`), [
      'invalid-value',
      'invalid-value',
      'unused-suppression',
    ]);
  });

  it('holds inside of a list', () => {
    const list = (above: string): string =>
      `tags = [\n "OS: a",\n${above} "OS: a",\n "OS: b", "OS: b"\n]\n`;
    assert.deepEqual(codesOf(list('')), ['duplicate-tag', 'duplicate-tag']);
    assert.deepEqual(codesOf(list(' # rulewright-disable-next-line duplicate-tag\n')), [
      'duplicate-tag',
    ]);
  });

  it('may have a colon', () => {
    assert.deepEqual(
      codesOf('# rulewright-disable-next-line: invalid-value\nseverity = "x"\n'),
      [],
    );
    assert.deepEqual(codesOf('# rulewright-disable:invalid-value\nseverity = "x"\n'), []);
  });

  it('may give a reason', () => {
    for (const reason of ['-- as it is', '--', '-- a, invalid-value'])
      for (const codes of ['invalid-value', 'wrong-type,invalid-value'])
        assert.deepEqual(
          codesOf(
            `# rulewright-disable-next-line ${codes} ${reason}\nthreat = [{framework = "x"}${codes === 'invalid-value' ? '' : ', 1'}]\n`,
          ),
          [],
        );
    assert.deepEqual(codesOf('# rulewright-disable -- invalid-value\nseverity = "x"\n'), [
      'unused-suppression',
      'invalid-value',
    ]);
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
    assert.deepEqual(
      codesOf(`tags = [ # rulewright-disable invalid-value\n"OS: a" ]\n${body}`),
      [],
    );
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

  const rule = (comment: string, rest = ''): string => `[metadata]\n[rule]\n# ${comment}\n${rest}`;

  it('waits until all can be read', () => {
    const silencing = 'rulewright-disable-next-line leading-wildcard';
    const query = (text: string): string => `type = "query"\nquery = '${text}'\n`;
    const count = (text: string): number =>
      runChecks(parseRule(text), checkContext()).filter(({ code }) => code === 'unused-suppression')
        .length;
    assert.equal(count(rule(silencing, query('process.name: a'))), 1);
    assert.equal(count(rule(silencing, query('process.name: (a'))), 0);
    assert.equal(count(rule(silencing, `${query('process.name: a')}x = \n`)), 0);
    // What no rule can have is wrong at any time.
    assert.equal(count(rule('rulewright-disable wildcards', 'x = \n')), 1);
  });

  it('does not judge checks that are off, or look at rules that are not known', () => {
    const unused = (comment: string, context: CheckContext): readonly string[] =>
      runChecks(parseRule(rule(comment)), context)
        .filter(({ code }) => code === 'unused-suppression')
        .map(({ message }) => message);
    const off = checkContext({ fieldTypes: {}, checks: { severity: { 'rule-name': 'off' } } });
    assert.deepEqual(unused('rulewright-disable rule-name', off), []);
    assert.equal(unused('rulewright-disable rule-name', checkContext()).length, 1);
    assert.deepEqual(unused('rulewright-disable duplicate-rule-id', checkContext()), []);
    const alone = new RuleCollection([]).without('a.toml', { whole: 'x' });
    assert.deepEqual(
      unused('rulewright-disable duplicate-rule-id', { ...checkContext(), others: alone }),
      ['There is no `duplicate-rule-id` here to silence.'],
    );
  });

  it('can be silenced itself', () => {
    assert.deepEqual(
      codesOf('# rulewright-disable unused-suppression\n# rulewright-disable wrong-type\n'),
      [],
    );
    assert.deepEqual(codesOf('# rulewright-disable unused-suppression\n'), []);
    const next = '# rulewright-disable-next-line';
    assert.deepEqual(codesOf(`${next} unused-suppression\n${next} wrong-type\nname = "x"\n`), []);
    assert.deepEqual(codesOf(`${next} wrong-type\n${next} unused-suppression\nname = "x"\n`), [
      'unused-suppression',
    ]);
  });

  it('tells what is missing or cannot be', () => {
    checkMessage(
      'unused-suppression',
      rule('rulewright-disable-next-line -- we know'),
      'Name the check: without its code nothing is silenced.',
    );
    checkMessage(
      'unused-suppression',
      rule('rulewright-disable kql-syntax'),
      '`kql-syntax` cannot be silenced: what cannot be read does not load.',
    );
  });

  it('tells directives that there are not', () => {
    const message =
      'There is no `rulewright-disable-line`, only `rulewright-disable-next-line` and `rulewright-disable`.';
    checkMessage('unused-suppression', rule('rulewright-disable-line rule-name'), message);
    checkProblems(
      'unused-suppression',
      `[metadata]
[rule]
# rulewright-disabled: invalid-value
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unused-suppression
severity = "x"
# Comments of rulewright-disable are none, rulewright-check is none.
`,
    );
    const text = `${rule('rulewright-disable-line rule-name')}\n`;
    assert.equal(
      fixAll(parseRule(text), checkContext(), ({ code }) => code === 'unused-suppression'),
      text,
    );
  });

  const removals: readonly (readonly [string, string])[] = [
    ['# rulewright-disable wrong-type\n', ''],
    ['  # rulewright-disable wrong-type -- as\r\n', ''],
    [
      '# rulewright-disable wrong-type, rule-name  invalid-value\n',
      '# rulewright-disable invalid-value\n',
    ],
    [
      '# rulewright-disable invalid-value, wrong-type -- as\n',
      '# rulewright-disable invalid-value -- as\n',
    ],
    ['# rulewright-disable wrong-type wrong-type\n', ''],
    ['x = 1 # rulewright-disable wrong-type\n', 'x = 1\n'],
  ];
  for (const [before, expected] of removals)
    it(`is taken away: ${JSON.stringify(before)}`, () => {
      const body = '[metadata]\n[rule]\nseverity = "x"\n';
      const onlyUnused = ({ code }: { readonly code: string }): boolean =>
        code === 'unused-suppression';
      assert.equal(fixAll(parseRule(body + before), checkContext(), onlyUnused), body + expected);
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
