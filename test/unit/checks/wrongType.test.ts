// wrong-type
import { describe, it } from 'node:test';
import { checkMessage, checkProblems } from '../../support/checkFeatures';

const check = (body: string): void => {
  checkProblems('wrong-type', `[metadata]\n[rule]\n${body}`);
};
const message = (body: string, expected: string): void => {
  checkMessage('wrong-type', `[metadata]\n[rule]\n${body}`, expected);
};

describe('wrong-type', () => {
  it('marks the value', () => {
    check(`name = 5
       ^ error wrong-type
risk_score = "47"
             ^^^^ error wrong-type
enabled = "true"
          ^^^^^^ error wrong-type
tags = "a"
       ^^^ error wrong-type
index = ["a", 1]
        ^^^^^^^^ error wrong-type
threat = ["T1"]
         ^^^^^^ error wrong-type
max_signals = 1.5
              ^^^ error wrong-type
`);
  });

  it('marks the header of a table', () => {
    check(`type = "query"
[[rule.new_terms]]
^^^^^^^^^^^^^^^^^^ error wrong-type
[rule.threat]
^^^^^^^^^^^^^ error wrong-type
[rule.note]
^^^^^^^^^^^ error wrong-type
`);
  });

  it('says both types', () => {
    message('risk_score = "47"', '`risk_score` must be an integer, not a string.');
    message('tags = "a"', '`tags` must be a list of strings, not a string.');
    message('tags = ["a", 1]', '`tags` must be a list of strings, not a mixed list.');
    message('name = 2026-01-01', '`name` must be a string, not a date.');
    message('threat = 1', '`threat` must be a list of tables, not an integer.');
  });

  it('accepts what fits', () => {
    check(`tags = []
machine_learning_job_id = ["a"]
threat = []
filters = [{ meta = { negate = true } }]
new_terms = { value = ["a"] }
meta = { a = 5 }
`);
    check('machine_learning_job_id = "a"\n');
  });

  it('leaves values that are not typed yet to the parser', () => {
    check('name = \nrisk_score =\n');
  });
});
