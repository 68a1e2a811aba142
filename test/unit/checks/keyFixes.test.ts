// Quick fixes of missing keys and of values: each removes its problem, brings no other, and writes what is expected.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';

type Row = readonly [code: string, before: string, after: string];

/** The inside of `[rule]` before and after the first fix of the code for what the row is about. */
const inRule: readonly Row[] = [
  ['invalid-value', 'severity = "High"', 'severity = "high"'],
  ['invalid-value', 'severity = " critcal"', 'severity = "critical"'],
  ['invalid-value', 'risk_score = 120', 'risk_score = 100'],
  ['invalid-value', 'risk_score = -3', 'risk_score = 0'],
  ['invalid-value', 'max_signals = 5000', 'max_signals = 1000'],
  [
    'invalid-value',
    'rule_id = "5F1C2D3E-0000-4000-8000-00000000000A"',
    'rule_id = "5f1c2d3e-0000-4000-8000-00000000000a"',
  ],
  ['invalid-value', 'interval = "5 minutes"', 'interval = "5m"'],
  ['invalid-value', 'interval = "5min"', 'interval = "5m"'],
  ['invalid-value', 'interval = "5M"', 'interval = "5m"'],
  ['invalid-value', 'from = "now - 9m"', 'from = "now-9m"'],
  ['invalid-value', 'from = "9m"', 'from = "now-9m"'],
  ['invalid-value', 'from = "-9m"', 'from = "now-9m"'],
  ['invalid-value', 'building_block_type = "yes"', 'building_block_type = "default"'],
  ['invalid-value', 'type = "eql"\nlanguage = "kuery"', 'type = "eql"\nlanguage = "eql"'],
  ['invalid-value', 'type = "query"\nlanguage = "kql"', 'type = "query"\nlanguage = "kuery"'],
  ['wrong-type', 'author = "me"', 'author = ["me"]'],
  ['wrong-type', "false_positives = 'a'", "false_positives = ['a']"],
  ['wrong-type', 'risk_score = "47"', 'risk_score = 47'],
  ['wrong-type', 'risk_score = 47.0', 'risk_score = 47'],
  ['wrong-type', 'enabled = "True"', 'enabled = true'],
  ['wrong-type', 'name = 7', 'name = "7"'],
  ['wrong-type', 'license = ["a"]', 'license = "a"'],
  ['wrong-type', '[rule.threat_mapping]\nentries = []', '[[rule.threat_mapping]]\nentries = []'],
  [
    'wrong-type',
    'type = "threshold"\n[[rule.threshold]]\nfield = []\nvalue = 5',
    'type = "threshold"\n[rule.threshold]\nfield = []\nvalue = 5',
  ],
];

/** What is missing, the inside of `[rule]` before and after its fix. */
const missing: readonly (readonly [key: string, before: string, after: string])[] = [
  ['risk_score', 'severity = "high"', 'severity = "high"\nrisk_score = 73'],
  ['severity', 'risk_score = 60', 'risk_score = 60\nseverity = "high"'],
  ['severity', 'name = "x"', 'name = "x"\nseverity = "medium"'],
  [
    'language',
    'type = "eql"\nquery = "any where true"',
    'type = "eql"\nquery = "any where true"\nlanguage = "eql"',
  ],
  [
    'language',
    'type = "query"\nquery = """\na: b\n"""\n\n[rule.meta]\nx = 1',
    'type = "query"\nquery = """\na: b\n"""\nlanguage = "kuery"\n\n[rule.meta]\nx = 1',
  ],
  [
    'field',
    'type = "new_terms"\n[rule.new_terms]\nvalue = ["host.id"]',
    'type = "new_terms"\n[rule.new_terms]\nvalue = ["host.id"]\nfield = "new_terms_fields"',
  ],
  [
    'framework',
    '[[rule.threat]]\n[rule.threat.tactic]',
    '[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]',
  ],
  [
    'name',
    'tags = ["Tactic: Impact"]\n[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0040"',
    'tags = ["Tactic: Impact"]\n[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0040"\nname = "Impact"',
  ],
  [
    'reference',
    '[[rule.threat]]\n[[rule.threat.technique]]\nid = "T1053"\nname = "Scheduled Task/Job"',
    '[[rule.threat]]\n[[rule.threat.technique]]\nid = "T1053"\nname = "Scheduled Task/Job"\nreference = "https://attack.mitre.org/techniques/T1053/"',
  ],
];

/** The inside of `[metadata]`. */
const inMetadata: readonly Row[] = [
  ['invalid-value', 'creation_date = "2026-1-5"', 'creation_date = "2026/01/05"'],
  ['invalid-value', 'creation_date = "2026-01-05T10:00:00Z"', 'creation_date = "2026/01/05"'],
  ['wrong-type', 'creation_date = 2026-01-05', 'creation_date = "2026/01/05"'],
  [
    'invalid-value',
    'min_stack_version = "v9.3"\nmin_stack_comments = "x"',
    'min_stack_version = "9.3.0"\nmin_stack_comments = "x"',
  ],
  ['invalid-value', 'maturity = "Production"', 'maturity = "production"'],
];

const file = (body: string, metadata = ''): string => `[metadata]\n${metadata}[rule]\n${body}\n`;

function testFix(before: string, after: string, isWanted: (code: string, text: string) => boolean) {
  const problems = problemsOf(before);
  const problem = problems.findLast(({ code, message }) => isWanted(code, message));
  const fix = problem?.fixes?.[0];
  assert.ok(problem && fix, problems.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  assert.equal(checkFix(before, problem, fix), after);
}

describe('fixes of values', () => {
  for (const [wanted, before, after] of inRule)
    it(`${wanted}: ${before}`, () => {
      testFix(file(before), file(after), (code) => code === wanted);
    });

  for (const [wanted, before, after] of inMetadata)
    it(`${wanted}: ${before}`, () => {
      testFix(file('', `${before}\n`), file('', `${after}\n`), (code) => code === wanted);
    });

  it('leave alone what nobody can guess', () => {
    for (const body of [
      'rule_id = "x"',
      'interval = "soon"',
      'name = ""',
      'from = " "',
      'type = "whatever"',
      'name = ["a", "b"]',
    ])
      for (const { code, fixes } of problemsOf(file(body)))
        if (code === 'invalid-value' || code === 'wrong-type') assert.deepEqual(fixes, [], body);
  });
});

describe('fixes of missing keys', () => {
  for (const [key, before, after] of missing)
    it(`${key}: ${before}`, () => {
      testFix(
        file(before),
        file(after),
        (code, message) => code === 'missing-key' && message.startsWith(`\`${key}\``),
      );
    });

  it('take the one date from the other', () => {
    const day = 'updated_date = "2026/01/05"\n';
    testFix(
      file('', day),
      file('', `${day}creation_date = "2026/01/05"\n`),
      (code, message) => code === 'missing-key' && message.includes('creation_date'),
    );
  });

  it('invent no identity', () => {
    for (const { message, fixes } of problemsOf(file('name = "x"')))
      if (/^`(?:rule_id|type|author|description)`/.test(message))
        assert.deepEqual(fixes, [], message);
  });
});
