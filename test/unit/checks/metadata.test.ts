// Checks of keys together, metadata, file names and guides, row by row: what is said, and what passes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkMessage, checkProblems } from '../../support/checkFeatures';
import { checkFix, problemsOf } from '../../support/checkFixes';

const rule = (inside: string, metadata = '', path = ''): string =>
  `${path === '' ? '' : `# ${path}\n`}[metadata]\n${metadata}\n[rule]\n${inside}\n`;

const elastic = 'author = ["Elastic"]\nlicense = "Elastic License v2"\n';
const block = 'building_block_type = "default"\nfrom = "now-119m"\ninterval = "60m"';
const execution = '[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"';
const osquery = '[[transform.osquery]]\nlabel = "a"\nquery = "select 1"';

type Row = readonly [what: string, code: string, text: string, count: number];

/** How often the code is found. */
const rows: readonly Row[] = [
  ['a key in another case', 'unknown-key', rule('Name = "x"'), 1],
  ['a key with hyphens', 'unknown-key', rule('risk-score = 5'), 1],
  ['a table of its own', 'unknown-key', rule('[extra]\na = 1'), 1],
  ['free tables', 'unknown-key', rule('[rule.meta]\na = 1', '[metadata.extended]\nb = 1'), 0],
  ['a key without a value', 'unknown-key', rule('nam'), 0],
  ['a key of another type', 'unknown-key', rule('type = "eql"\nanomaly_threshold = 5'), 1],
  [
    'the same in its type',
    'unknown-key',
    rule('type = "machine_learning"\nanomaly_threshold = 5'),
    0,
  ],
  ['a type that is not known', 'unknown-key', rule('type = "x"\nanomaly_threshold = 5'), 0],
  [
    'fields of a threshold rule',
    'unknown-key',
    rule('type = "threshold"\n[rule.alert_suppression]\ngroup_by = ["a"]'),
    1,
  ],
  ['an index in ES|QL', 'unknown-key', rule('type = "esql"\nindex = ["a"]'), 1],
  [
    'a condition of a timeline search',
    'unknown-key',
    rule(
      'name = "x"\n[[transform.investigate]]\nproviders = [[{ feld = "a" }], [{ field = "b" }]]',
    ),
    1,
  ],
  [
    'values of a timeline search',
    'invalid-value',
    rule('[[transform.investigate]]\nproviders = [[{ queryType = "word", valueType = "string" }]]'),
    1,
  ],
  [
    'conditions not in lists',
    'wrong-type',
    rule('[[transform.investigate]]\nproviders = [{ a = 1 }]'),
    1,
  ],
  ['index alone', 'exclusive-keys', rule('index = ["a"]'), 0],
  ['a data view alone', 'exclusive-keys', rule('data_view_id = "a"'), 0],
  ['a revision', 'locked-version', rule('revision = 1'), 1],
  [
    "a template of one's own",
    'timeline',
    rule('timeline_id = "5f1c2d3e-0000-4000-8000-000000000001"\ntimeline_title = "Mine"'),
    1,
  ],
  ['a title alone', 'timeline', rule('timeline_title = "Mine"'), 1],
  [
    'a template of Elastic',
    'timeline',
    rule(
      'timeline_id = "76e52245-7519-4251-91ab-262fb1a1728c"\ntimeline_title = "Generic Process Timeline"',
    ),
    0,
  ],
  [
    'the same day',
    'date-order',
    rule('', 'creation_date = "2026/01/02"\nupdated_date = "2026/01/02"'),
    0,
  ],
  [
    'a day that is none',
    'date-order',
    rule('', 'creation_date = "2026/01/02"\nupdated_date = "2025"'),
    0,
  ],
  [
    'a day before one that is not in the calendar',
    'date-order',
    rule('', 'creation_date = "2026/02/30"\nupdated_date = "2026/01/01"'),
    0,
  ],
  ['no day of the calendar', 'invalid-value', rule('', 'creation_date = "2026/02/30"'), 1],
  ['a leap day', 'invalid-value', rule('', 'creation_date = "2024/02/29"'), 0],
  [
    'a reason',
    'min-stack-comments',
    rule('', 'min_stack_version = "9.1.0"\nmin_stack_comments = "x"'),
    0,
  ],
  [
    'an end that is none',
    'deprecation',
    rule('', 'maturity = "production"\ndeprecation_date = "2026/01/01"'),
    1,
  ],
  [
    'a day and a reason of an end that is none',
    'deprecation',
    rule('', 'maturity = "beta"\ndeprecation_date = "2026/01/01"\ndeprecated_reason = "x"'),
    2,
  ],
  ['an interval of nothing', 'invalid-value', rule('interval = "0m"'), 1],
  [
    'a setup of its own beside a heading',
    'setup-heading',
    rule('note = "### Setup"\nsetup = "x"'),
    1,
  ],
  [
    'a rounded block',
    'building-block-timing',
    rule('building_block_type = "default"\nfrom = "now-1h/h"\ninterval = "60m"'),
    1,
  ],
  [
    'a block that is rounded far back',
    'building-block-timing',
    rule('building_block_type = "default"\nfrom = "now-2h/h"\ninterval = "60m"'),
    0,
  ],
  [
    'an end without a word about maturity',
    'deprecation',
    rule('', 'deprecation_date = "2026/01/01"'),
    0,
  ],
  [
    'a reason in a deprecated rule',
    'deprecation',
    rule(
      '',
      'maturity = "deprecated"\nupdated_date = "2026/01/01"\ndeprecation_date = "2026/01/01"\ndeprecated_reason = "x"',
    ),
    0,
  ],
  [
    'a whole end',
    'deprecation',
    rule(
      '',
      'maturity = "deprecated"\nupdated_date = "2026/01/01"\ndeprecation_date = "2026/01/01"',
    ),
    0,
  ],
  [
    'a retired rule among others',
    'rule-folder',
    rule('', 'maturity = "deprecated"', 'rules/linux/a.toml'),
    1,
  ],
  [
    'a retired rule in its folder',
    'rule-folder',
    rule('', 'maturity = "deprecated"', 'rules/_deprecated/a.toml'),
    0,
  ],
  [
    'a retired rule elsewhere',
    'rule-folder',
    rule('', 'maturity = "deprecated"', 'mine/a.toml'),
    0,
  ],
  ['a building block among others', 'rule-folder', rule(block, '', 'rules/linux/a.toml'), 1],
  [
    'a building block in its folder',
    'rule-folder',
    rule(block, '', 'rules_building_block/a.toml'),
    0,
  ],
  ['another rule there', 'rule-folder', rule('', '', 'rules_building_block/a.toml'), 1],
  ['a blank in the file name', 'file-name', rule('', '', 'rules/linux/a_b.TOML.toml'), 1],
  ['a text without a name', 'file-name', rule(''), 0],
  [
    'the first tactic',
    'file-name-tactic',
    rule(elastic + execution, '', 'rules/execution_a.toml'),
    0,
  ],
  ['another word', 'file-name-tactic', rule(elastic + execution, '', 'rules/a.toml'), 1],
  ['another author', 'file-name-tactic', rule(execution, '', 'rules/a.toml'), 0],
  [
    'machine learning',
    'file-name-tactic',
    rule(`type = "machine_learning"\n${elastic}${execution}`, '', 'rules/a.toml'),
    0,
  ],
  ['a full stop at the end', 'rule-name', rule(`${elastic}name = "A rule."`), 1],
  ['a bracket at the end', 'rule-name', rule(`${elastic}name = "A rule (b)"`), 0],
  ["another author's name", 'rule-name', rule('name = "A rule!"'), 0],
  [
    'the id of Elastic Defend',
    'defend-rule',
    rule(`${elastic}name = "x"\nrule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"`),
    1,
  ],
  [
    'two other rules',
    'defend-rule',
    rule(`${elastic}name = "x"\nrule_id = "5f1c2d3e-0000-4000-8000-000000000001"`),
    0,
  ],
  ['no licence of Elastic', 'license', rule('author = ["elastic"]'), 1],
  ['no licence of others', 'license', rule('author = ["me"]'), 0],
  ['a licence of others', 'license', rule('license = "MIT"'), 0],
  ['the highest score of low', 'risk-severity', rule('severity = "low"\nrisk_score = 21'), 0],
  ['one more', 'risk-severity', rule('severity = "low"\nrisk_score = 22'), 1],
  [
    'the lowest score of critical',
    'risk-severity',
    rule('severity = "critical"\nrisk_score = 74'),
    0,
  ],
  ['a score out of range', 'risk-severity', rule('severity = "low"\nrisk_score = 400'), 0],
  [
    'most alerts with a word',
    'max-signals',
    rule('max_signals = 1000\nsetup = "See the maximum alerts setting"'),
    0,
  ],
  ['most alerts without', 'max-signals', rule('max_signals = 1000'), 1],
  ['fewer', 'max-signals', rule('max_signals = 999'), 0],
  [
    'a heading in a code block',
    'guide-name',
    rule('name = "A"\nnote = """\n```\n### Investigating B\n```\n"""'),
    0,
  ],
  ['a heading without a name', 'guide-name', rule('name = "A"\nnote = "### Investigating"'), 1],
  ['the name of the rule', 'guide-name', rule('name = "A"\nnote = "### Investigating A"'), 0],
  [
    'a placeholder without a number',
    'guide-placeholder',
    rule(`note = '$osquery_0 \${osquery_one}'\n${osquery}`),
    1,
  ],
  [
    'a placeholder twice',
    'guide-placeholder',
    rule(`note = '$osquery_0 $osquery_0'\n${osquery}`),
    0,
  ],
  ['a heading of another level', 'guide-name', rule('name = "A"\nnote = "## Investigating B"'), 0],
  [
    'a guide in capitals',
    'guide-triage',
    rule(`${elastic}severity = "high"\nnote = "## TRIAGE AND ANALYSIS"`),
    0,
  ],
  ['a mild rule', 'guide-triage', rule(`${elastic}severity = "medium"`), 0],
  ['a severe building block', 'guide-triage', rule(`${elastic}${block}\nseverity = "high"`), 0],
  ['a right heading', 'setup-heading', rule('note = "## Setup"'), 0],
  ['a setup in both', 'setup-heading', rule('setup = "x"\nnote = "## Setup"'), 1],
  ['a configuration', 'setup-heading', rule('note = "## Config of it"'), 1],
  ['a configuration deeper down', 'setup-heading', rule('note = "### Configuration"'), 0],
  ['a placeholder with its entry', 'guide-placeholder', rule(`note = "$osquery_0"\n${osquery}`), 0],
  ['braces', 'guide-placeholder', rule(`note = "\${osquery_0}"\n${osquery}`), 0],
  ['an entry without a placeholder', 'guide-placeholder', rule(`note = "x"\n${osquery}`), 1],
  ['an entry without a note', 'guide-placeholder', rule(osquery), 1],
  [
    'a placeholder of the other kind',
    'guide-placeholder',
    rule(`note = "$osquery_0 $investigate_0"\n${osquery}`),
    1,
  ],
  ['what the build writes', 'guide-placeholder', rule('note = \'!{osquery{"label":"a"}}\''), 1],
];

describe('checks of keys, metadata and guides', () => {
  for (const [what, code, text, count] of rows)
    it(`${code}: ${what}`, () => {
      const codes = problemsOf(text).map((problem) => problem.code);
      assert.equal(
        codes.filter((one) => one === code).length,
        count,
        `${text}\n${codes.join(' ')}`,
      );
    });

  it('mark their places', () => {
    checkProblems(
      'unknown-key',
      `[metadata]
[rule]
type = "query"
query_ = "a: b"
^^^^^^ error unknown-key
anomaly_threshold = 5
^^^^^^^^^^^^^^^^^ error unknown-key
`,
    );
    checkProblems(
      'guide-name',
      `[metadata]
[rule]
name = "New"
note = """
## Triage and analysis

### Investigating Old
^^^^^^^^^^^^^^^^^^^^^ warning guide-name
"""
`,
    );
  });

  it('say where a key belongs', () => {
    checkMessage(
      'unknown-key',
      rule('[rule.metadata]'),
      'There is no key `metadata` in `rule`. It belongs at the top of the file.',
    );
    checkMessage(
      'unknown-key',
      rule('maturity = "production"'),
      'There is no key `maturity` in `rule`. It belongs in `[metadata]`.',
    );
    checkMessage(
      'unknown-key',
      rule('severty = "low"'),
      'There is no key `severty` in `rule`. Did you mean `severity`?',
    );
    checkMessage(
      'unknown-key',
      rule('type = "query"\nanomaly_threshold = 5'),
      'A rule of type `query` has no `anomaly_threshold`; only these have: `machine_learning`.',
    );
  });
});

type FixRow = readonly [code: string, before: string, after: string];

const fixes: readonly FixRow[] = [
  [
    'unknown-key',
    rule('maturity = "beta"\nname = "x"'),
    '[metadata]\nmaturity = "beta"\n\n[rule]\nname = "x"\n',
  ],
  ['rule-name', rule(`${elastic}name = "- A rule."`), rule(`${elastic}name = "A rule"`)],
  [
    'defend-rule',
    rule(`${elastic}name = "x"\nrule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"`),
    rule(
      `${elastic}name = "Endpoint Security (Elastic Defend)"\nrule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"`,
    ),
  ],
  [
    'license',
    rule('author = ["Elastic"]\nname = "x"'),
    rule('author = ["Elastic"]\nlicense = "Elastic License v2"\nname = "x"'),
  ],
  [
    'deprecation',
    rule('', 'maturity = "beta"\ndeprecation_date = "2026/01/01"'),
    rule('', 'maturity = "beta"'),
  ],
  [
    'guide-triage',
    rule(`${elastic}severity = "high"\nnote = """\nText.\n"""`),
    rule(`${elastic}severity = "high"\nnote = """\n## Triage and analysis\n\nText.\n"""`),
  ],
  [
    'guide-placeholder',
    rule(`note = """\nText.\n"""\n${osquery}`),
    rule(`note = """\nText.\n$osquery_0\n"""\n${osquery}`),
  ],
  [
    'guide-placeholder',
    rule(`note = "Text."\n${osquery}`),
    rule(`note = "Text.\\n$osquery_0\\n"\n${osquery}`),
  ],
];

describe('fixes of metadata and guides', () => {
  for (const [code, before, after] of fixes)
    it(`${code}: ${after.slice(18, 60)}`, () => {
      const problem = problemsOf(before).find((candidate) => candidate.code === code);
      const fix = problem?.fixes?.[0];
      assert.ok(
        problem && fix,
        problemsOf(before)
          .map((one) => one.code)
          .join(' '),
      );
      assert.equal(checkFix(before, problem, fix), after);
    });
});
