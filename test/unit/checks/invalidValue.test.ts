// invalid-value
import { describe, it } from 'node:test';
import { checkMessage, checkProblems } from '../../support/checkFeatures';

const check = (body: string): void => {
  checkProblems('invalid-value', `[metadata]\n[rule]\n${body}`);
};
const message = (body: string, expected: string): void => {
  checkMessage('invalid-value', `[metadata]\n[rule]\n${body}`, expected);
};

describe('invalid-value', () => {
  it('marks values that do not exist', () => {
    check(`type = "quary"
       ^^^^^^^ error invalid-value
severity = "Low"
           ^^^^^ error invalid-value
language = "kql"
           ^^^^^ error invalid-value
building_block_type = "x"
                      ^^^ error invalid-value
`);
  });

  it('guesses what was meant', () => {
    message(
      'severity = "Low"',
      '`severity` must be one of `low`, `medium`, `high`, `critical`. Did you mean `low`?',
    );
    message(
      '[[rule.threat]]\nframework = "Mitre ATT&CK"\n',
      '`framework` must be one of `MITRE ATT&CK`, `MITRE ATLAS`. Did you mean `MITRE ATT&CK`?',
    );
    message('building_block_type = "x"', '`building_block_type` must be `default`.');
    for (const word of ['kql', 'kuery', 'Lucene'])
      message(
        `type = "${word}"`,
        '`type` must be one of `query`, `saved_query`, `new_terms`, `threshold`, `threat_match`, `eql`, `esql`, `machine_learning`. Did you mean `query`?',
      );
  });

  it('knows which language a type takes', () => {
    check(`type = "eql"
language = "kuery"
           ^^^^^^^ error invalid-value
`);
    check(`type = "query"
language = "esql"
           ^^^^^^ error invalid-value
`);
    message(
      'type = "new_terms"\nlanguage = "eql"\n',
      '`language` must be `kuery` or `lucene` in a rule of type `new_terms`.',
    );
    check('type = "threshold"\nlanguage = "lucene"\n');
    check('language = "eql"\n');
  });

  it('knows ranges and lengths', () => {
    check(`risk_score = 101
             ^^^ error invalid-value
max_signals = 0
              ^ error invalid-value
new_terms_fields = ["a", "b", "c", "d"]
                   ^^^^^^^^^^^^^^^^^^^^ error invalid-value
`);
    check('risk_score = 100\nmax_signals = 1\nnew_terms_fields = ["a", "b", "c"]\n');
    message('risk_score = -1', '`risk_score` must be 0 to 100.');
    message('[rule.new_terms]\nvalue = []\n', '`value` must have 1 to 3 items, not 0.');
  });

  it('knows patterns', () => {
    check(`rule_id = "5F1C2D3E-0000-4000-8000-000000000001"
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error invalid-value
interval = "5 min"
           ^^^^^^^ error invalid-value
`);
    check('rule_id = "5f1c2d3e-0000-4000-8000-000000000001"\ninterval = "90s"\n');
  });

  it('knows days', () => {
    checkProblems(
      'invalid-value',
      `[metadata]
creation_date = "2026/02/30"
                ^^^^^^^^^^^^ error invalid-value
updated_date = "2026-02-01"
               ^^^^^^^^^^^^ error invalid-value
deprecation_date = "2024/02/29"
os_type_list = ["windows", "beos"]
                           ^^^^^^ error invalid-value
[rule]
`,
    );
  });

  it('leaves other files alone', () => {
    checkProblems('invalid-value', '[rule]\nname = "x"\nseverity = "huge"\n');
  });
});
