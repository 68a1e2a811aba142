// Checks that the rule repository makes and Kibana does not, row by row: what is found, and the look-alikes that are right.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';
import { testRows } from '../../support/checkRows';

const rule = (inside: string, metadata = ''): string =>
  `[metadata]\n${metadata}\n[rule]\n${inside}\n`;
const esql = (query: string): string =>
  rule(`type = "esql"\nlanguage = "esql"\nquery = '''${query}'''`);
const eql = (inside: string): string =>
  rule(`type = "eql"\nlanguage = "eql"\nquery = "any where true"\n${inside}`);
const history = (start: string, metadata = ''): string =>
  rule(`type = "new_terms"\nnew_terms_fields = ["a"]\nhistory_window_start = "${start}"`, metadata);
const threshold = (count: number, metadata = ''): string => {
  const fields = ['host.id', 'user.id', 'source.ip', 'process.name', 'agent.id'].slice(0, count);
  const quoted = fields.map((field) => `"${field}"`).join(', ');
  return rule(`type = "threshold"\n[rule.threshold]\nfield = [${quoted}]\nvalue = 5`, metadata);
};
const pair = (negate: string, metadata = ''): string =>
  rule(
    `type = "threat_match"\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "a"\nnegate = ${negate}`,
    metadata,
  );
const stack = (version: string): string =>
  `min_stack_version = "${version}"\nmin_stack_comments = "b"`;
const groups = (
  field: string,
  more = 'author = ["Elastic"]\nlicense = "Elastic License v2"',
): string => rule(`${more}\ntype = "threshold"\n[rule.threshold]\nfield = ["${field}"]\nvalue = 5`);
const elastic = 'author = ["Elastic"]\nlicense = "Elastic License v2"\n';
const tags = (list: string, more = ''): string => rule(`${elastic}${more}tags = [${list}]`);
const mappings = (...versions: readonly string[]): string =>
  rule(
    versions
      .map((version) => `[[rule.threat_mappings]]\nframework = "MITRE ATT&CK"\n${version}`)
      .join('\n'),
  );
const tactic =
  '[[rule.threat_mappings.threat]]\n[rule.threat_mappings.threat.tactic]\nid = "TA0002"\n';
const block = 'building_block_type = "default"\nfrom = "now-2h"\ninterval = "1h"\n';
const dataSet = (condition: string): string =>
  rule(
    `type = "eql"\nlanguage = "eql"\nindex = ["logs-endpoint.alerts-*"]\nquery = '''any where ${condition}'''`,
    'integration = ["endpoint"]',
  );
const typo = (metadata: string): string =>
  rule('type = "query"\nlanguage = "kuery"\nquery = "process.nmae: a"', metadata);
const columns = '_id, _version, _index';

interface Rows {
  readonly found: readonly string[];
  readonly quiet: readonly string[];
}

const rows: Readonly<Record<string, Rows>> = {
  'esql-metadata': {
    found: [
      esql('from logs-* | stats c = count(*) | keep c'),
      esql('from logs-* | where a == "| stats by" | keep *'),
    ],
    quiet: [
      esql('from logs-* | stats c = count(*) by a | keep a'),
      esql('FROM logs-*\n| STATS c = COUNT(*)\n    BY a\n| KEEP a'),
      esql(`from logs-* metadata ${columns} | stats c = count(*) | keep c`),
      esql(`from logs-* metadata _index, _ignored, _id, _version | keep *`),
    ],
  },
  'esql-keep': {
    found: [
      esql(`from logs-* metadata ${columns}`),
      esql(`from logs-* metadata ${columns} | keep a`),
      esql(`from logs-* metadata ${columns} | keep ${columns}, a | keep a`),
      esql(`from logs-* metadata ${columns} // | keep *`),
      esql('from logs-* | stats keep = count(*) by a'),
    ],
    quiet: [
      esql(`from logs-* metadata ${columns} | keep *`),
      esql(`from logs-* metadata ${columns} | keep a, _index, _version, _id`),
      esql('from logs-* | stats c = count(*) by a | keep a'),
      esql('from logs-* | stats c = count(*) by a | where c > 1 | keep a, c'),
    ],
  },
  'eql-field': {
    found: [
      eql('tiebreaker_field = "event.sequenc"'),
      eql('tiebreaker_field = "my.counter"'),
      eql('timestamp_field = "winlog.time_created"'),
      eql('event_category_override = "my.kind"'),
    ],
    quiet: [
      eql('tiebreaker_field = "event.sequence"'),
      eql('timestamp_field = "@timestamp"\nevent_category_override = "event.kind"'),
      rule('type = "query"\ntiebreaker_field = "my.counter"'),
    ],
  },
  'rule-field': {
    found: [
      groups('zebra.stripe'),
      groups('zebra.stripe', 'index = ["logs-endpoint.events.*"]'),
      groups('host.idd', 'index = ["logs-mine-*"]'),
    ],
    quiet: [
      groups('host.id'),
      groups('labels.mine'),
      groups('_index'),
      groups('zebra.stripe', 'index = ["logs-mine-*"]'),
      rule(
        'author = ["Elastic"]\nlicense = "Elastic License v2"\nrule_name_override = "zebra.stripe"',
      ),
    ],
  },
  'short-history': {
    found: ['now-29d', 'now-4w', 'now-7d', 'now-1h'].map((start) => history(start)),
    quiet: [
      ...['now-30d', 'now-5w', 'now-1M', 'now-1y', 'now+1d', 'later'].map((start) =>
        history(start),
      ),
      history('now-7d', 'maturity = "deprecated"'),
    ],
  },
  'unstated-stack': {
    found: [threshold(4), pair('true')],
    quiet: [
      threshold(3),
      threshold(4, stack('9.2.0')),
      threshold(4, stack('9.1.0')),
      threshold(4, 'maturity = "deprecated"'),
      pair('false'),
    ],
  },
  'stack-version': {
    found: [threshold(4, stack('9.1.0')), pair('true', stack('9.1.9'))],
    quiet: [threshold(5, stack('9.2.0')), pair('false', stack('9.1.0')), threshold(5)],
  },
  'source-tags': {
    found: [
      tags('"Domain: Cloud", "OS: Linux"'),
      tags('"Data Source: Okta", "OS: Linux"'),
      tags('"Domain: Endpoint", "OS: Linux"', 'index = ["logs-mine-*"]\n'),
    ],
    quiet: [
      tags('"Domain: Cloud", "Data Source: Okta"'),
      tags('"mine", "other"'),
      tags(''),
      tags('"Data Source: Okta"'),
      tags('"Domain: Cloud", "OS: Linux"', 'index = ["logs-okta*"]\n'),
      rule(`tags = ["Domain: Cloud", "OS: Linux"]`),
      rule(`${elastic}tags = ["Domain: Cloud", "OS: Linux"]`, 'maturity = "deprecated"'),
    ],
  },
  'tag-prefix': {
    found: [tags('"Windows"'), rule('tags = ["Domain: Endpoint", "mine"]')],
    quiet: [tags('"Mitre Atlas: T1", "Vuln: a"'), rule('tags = ["a"]', 'maturity = "deprecated"')],
  },
  'kind-tag': {
    found: [rule(block), rule('type = "machine_learning"'), rule('note = "### Investigating it"')],
    quiet: [
      rule(`${block}tags = ["Rule Type: BBR"]`),
      rule('type = "machine_learning"\ntags = ["Rule Type: ML", "Rule Type: Machine Learning"]'),
      rule('note = "### Investigating"\ntags = ["Resources: Investigation Guide"]'),
      rule('note = "Look at it."'),
    ],
  },
  'missing-index': {
    found: [rule('type = "query"'), rule('type = "query"\nindex = []')],
    quiet: [
      rule('type = "query"\nindex = ["a"]'),
      rule('type = "query"\nindex = "a"'),
      rule('type = "eql"', 'integration = ["problemchild"]'),
    ],
  },
  'dataset-package': {
    found: [
      dataSet('event.dataset == "okta.system"'),
      dataSet('process.name == "a" and data_stream.dataset in ("endpoint.alerts", "okta.system")'),
    ],
    quiet: [
      dataSet('event.dataset == "endpoint.alerts"'),
      dataSet('not event.dataset == "okta.system"'),
      dataSet('event.dataset != "okta.system"'),
      dataSet('event.dataset : "okta*"'),
      dataSet('process.name == "okta.system"'),
    ],
  },
  'unknown-field': {
    found: [typo(''), typo('query_schema_validation = true')],
    quiet: [typo('query_schema_validation = false'), typo('maturity = "deprecated"')],
  },
  'endpoint-from': {
    found: [rule('index = ["logs-endpoint.events.*"]')],
    quiet: [rule('index = ["logs-endpoint.events.*"]\nfrom = 5')],
  },
  'building-block-timing': {
    found: [rule('building_block_type = "default"\nfrom = "now-2h"')],
    quiet: [rule('building_block_type = "default"\nfrom = 5\ninterval = 6')],
  },
  'timestamp-override': {
    found: [rule('language = "kuery"\nquery = "a: b"')],
    quiet: [rule('language = "kuery"\nquery = "a: b"\ntimestamp_override = 5')],
  },
  'attack-repeated': {
    found: [mappings(`version = "18"\n${tactic}${tactic}`)],
    quiet: [mappings(`version = "18"\n${tactic}`, `version = "19"\n${tactic}`)],
  },
  'threat-mappings': {
    found: [
      mappings('version = 18.1', 'version = 18.1'),
      mappings('version = "18"', 'version = "18"'),
    ],
    quiet: [mappings('version = 18.1', 'version = 19.0'), mappings('', '')],
  },
};

testRows(rows);

describe('fixes of what the repository refuses', () => {
  const sources: readonly (readonly [code: string, text: string])[] = [
    ['esql-metadata', esql('from logs-* | where true | keep *')],
    ['esql-metadata', esql('from logs-* metadata _id | keep *')],
    ['esql-keep', esql(`from logs-* metadata ${columns} | keep a, _id`)],
    ['eql-field', eql('tiebreaker_field = "event.sequenc"')],
    ['short-history', history('now-7d')],
    ['unstated-stack', threshold(4)],
    ['source-tags', tags('"Domain: Cloud", "OS: Linux"', 'index = ["logs-okta.system*"]\n')],
  ];
  for (const [code, text] of sources)
    it(`${code}: ${text.split('\n').at(-2) ?? ''}`, () => {
      const problem = problemsOf(text).find((one) => one.code === code);
      assert.ok(problem?.fixes?.[0], text);
      checkFix(text, problem, problem.fixes[0]);
    });
});
