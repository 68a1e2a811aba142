// missing-key
import { describe, it } from 'node:test';
import { checkMessage, checkProblems } from '../../support/checkFeatures';

const check = (source: string): void => {
  checkProblems('missing-key', source);
};

const metadata = `[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/01"
`;

const common = `rule_id = "5f1c2d3e-0000-4000-8000-000000000001"
name = "A rule"
author = ["me"]
description = "x"
severity = "low"
risk_score = 21`;

describe('missing-key', () => {
  it('is silent on a whole rule of each type', () => {
    const query = 'query = "a:b"\nlanguage = "kuery"\n';
    const bodies: Readonly<Record<string, string>> = {
      query,
      saved_query: 'saved_id = "x"\n',
      eql: 'query = "any where true"\nlanguage = "eql"\n',
      esql: 'query = "from x"\nlanguage = "esql"\n',
      machine_learning: 'anomaly_threshold = 70\nmachine_learning_job_id = "j"\n',
      threshold: `${query}[rule.threshold]\nfield = []\nvalue = 3\n[rule.alert_suppression.duration]\nvalue = 1\nunit = "h"\n`,
      threat_match: `${query}threat_index = ["ti"]\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "a"\ntype = "mapping"\nvalue = "b"\n`,
      new_terms: `${query}[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-1d"\n`,
    };
    for (const [type, body] of Object.entries(bodies))
      check(`${metadata}[rule]\n${common}\ntype = "${type}"\n${body}`);
  });

  it('names what every rule needs', () => {
    check(`${metadata}
[rule]
^^^^^^ error missing-key
^^^^^^ error missing-key
type = "machine_learning"
rule_id = "5f1c2d3e-0000-4000-8000-000000000001"
name = "A rule"
author = ["me"]
description = "x"
severity = "low"
risk_score = 21
`);
  });

  it('says which type needs a key', () => {
    const source = `${metadata}[rule]\n${common}\ntype = "threshold"\nquery = "a"\nlanguage = "kuery"\n`;
    checkMessage(
      'missing-key',
      source,
      '`threshold` is missing in `rule`. A rule of type `threshold` needs it.',
    );
  });

  it('asks for the metadata table at the rule', () => {
    const source = `[rule]\n${common}\ntype = "query"\nquery = "a"\nlanguage = "kuery"\n`;
    checkMessage('missing-key', source, 'The `[metadata]` table is missing.');
  });

  it('marks the table that lacks the key, a repeated one too', () => {
    check(`${metadata}
[rule]
${common}
type = "query"
query = "a"
language = "kuery"

[[rule.threat]]
framework = "MITRE ATT&CK"

[rule.threat.tactic]
^^^^^^^^^^^^^^^^^^^^ error missing-key
id = "TA0003"
name = "Persistence"

[[rule.threat]]
^^^^^^^^^^^^^^^ error missing-key
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"
`);
  });

  it('marks the key of an inline table', () => {
    check(`${metadata}[rule]
${common}
type = "query"
query = "a"
language = "kuery"
alert_suppression = { group_by = ["a"] }
^^^^^^^^^^^^^^^^^ error missing-key
`);
  });

  it('lets filters stand for a KQL query, not for an EQL query', () => {
    const filters = '[[rule.filters]]\n[rule.filters.meta]\nnegate = true\n';
    check(`${metadata}[rule]\n${common}\ntype = "query"\nlanguage = "kuery"\n${filters}`);
    checkMessage(
      'missing-key',
      `${metadata}[rule]\n${common}\ntype = "eql"\nlanguage = "eql"\n${filters}`,
      '`query` is missing in `rule`. A rule of type `eql` needs it.',
    );
  });

  it('accepts the API form of new_terms, and asks for both halves', () => {
    const rule = `${metadata}[rule]\n${common}\ntype = "new_terms"\nquery = "a"\nlanguage = "kuery"\nnew_terms_fields = ["a"]\n`;
    check(`${rule}history_window_start = "now-7d"\n`);
    checkMessage(
      'missing-key',
      rule,
      '`history_window_start` is missing in `rule`. A rule of type `new_terms` needs it.',
    );
  });

  it('asks for threat_language only beside a threat_query', () => {
    const rule = `${metadata}[rule]\n${common}\ntype = "threat_match"\nquery = "a"\nlanguage = "kuery"\nthreat_index = ["t"]\nthreat_mapping = [{ entries = [{ field = "a", type = "mapping", value = "b" }] }]\n`;
    check(rule);
    checkMessage(
      'missing-key',
      `${rule}threat_query = "*:*"\n`,
      '`threat_language` is missing in `rule`. A rule of type `threat_match` needs it.',
    );
  });

  it('is silent while the TOML is broken or the file is no rule', () => {
    check('[rule]\ntype = "query"\nname = "x\n');
    check('[rule]\nname = "x"\n');
  });
});
