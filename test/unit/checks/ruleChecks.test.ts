// Checks of a rule's times, fields, indices and stacks, row by row: what is found, and the look-alikes that are right.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from '../../support/checkFixes';

/** By code: files in which it is found once, and files in which it is not. A path may stand in a comment at the top. */
type Rows = Readonly<
  Record<string, { readonly found: readonly string[]; readonly quiet: readonly string[] }>
>;

const rule = (inside: string, metadata = ''): string =>
  `[metadata]\n${metadata}\n[rule]\n${inside}\n`;
const at = (path: string, text: string): string => `# ${path}\n${text}`;
const query = (text: string, more = ''): string =>
  rule(`type = "query"\nlanguage = "kuery"\n${more}query = '''${text}'''`);
const eql = (text: string, more = '', metadata = ''): string =>
  rule(`type = "eql"\nlanguage = "eql"\n${more}query = '''${text}'''`, metadata);
const esql = (text: string, group = ''): string =>
  rule(
    `type = "esql"\nlanguage = "esql"\nquery = '''${text}'''` +
      (group && `\n[rule.alert_suppression]\ngroup_by = ["${group}"]`),
  );
const newTerms = (text: string, fields: string, more = ''): string =>
  rule(
    `type = "new_terms"\nlanguage = "kuery"\n${more}query = '''${text}'''\n[rule.new_terms]\nvalue = [${fields}]`,
  );
const history = (start: string, from = ''): string =>
  rule(
    `type = "new_terms"\n${from}[rule.new_terms]\nvalue = ["user.id"]\n[[rule.new_terms.history_window_start]]\nvalue = "${start}"`,
  );
const threshold = (fields: string, counted: string): string =>
  rule(
    `type = "threshold"\n[rule.threshold]\nfield = [${fields}]\nvalue = 5\n[[rule.threshold.cardinality]]\nfield = "${counted}"\nvalue = 3`,
  );
const pairs = (...negated: readonly (boolean | undefined)[]): string =>
  rule(
    `type = "threat_match"\n[[rule.threat_mapping]]\n${negated
      .map(
        (negate) =>
          `[[rule.threat_mapping.entries]]\nfield = "source.ip"\ntype = "mapping"\nvalue = "threat.indicator.ip"\n${negate === undefined ? '' : `negate = ${negate}\n`}`,
      )
      .join('')}`,
  );
const suppressed =
  'alert_suppression = { group_by = ["host.id"], missing_fields_strategy = "suppress" }\n';
const tactics = (tags: string, ...names: readonly string[]): string =>
  rule(
    `tags = [${tags}]\n${names.map((name) => `[[rule.threat]]\n[rule.threat.tactic]\nname = "${name}"`).join('\n')}`,
  );

const rows: Rows = {
  'wide-overlap': {
    found: [
      rule('from = "now-20m"\ninterval = "5m"'),
      rule('from = "now-1d"'),
      rule('from = "now-1d/d"\ninterval = "5m"'),
      rule('from = "now-1M"\ninterval = "7d"'),
    ],
    quiet: [
      rule('from = "now-19m"\ninterval = "5m"'),
      rule('interval = "1m"'),
      rule('from = "now-1d/d"\ninterval = "12h"'),
      rule('from = "now-1M"\ninterval = "8d"'),
    ],
  },
  'new-terms-overlap': {
    found: [newTerms('a: b', '"user.id"', 'from = "now-10m"\n')],
    quiet: [
      newTerms('a: b', '"user.id"', 'from = "now-9m"\n'),
      newTerms('a: b', '"user.id"', 'from = "now-20m"\ninterval = "15m"\n'),
      query('a: b', 'from = "now-10m"\n'),
    ],
  },
  'window-end': {
    found: [
      rule('from = "now-9m"\nto = "now-9m"'),
      rule('from = "now-9m"\nto = "now-1h"'),
      rule('to = "now-6m"'),
      rule('from = "now-9m"\nto = "now+1m"'),
      rule('from = "now-9m"\nto = "now-1M"'),
      rule('from = "now"'),
      rule('from = "now+5m"'),
      rule('from = "now-20d"\nto = "now-1M"'),
    ],
    quiet: [
      rule('from = "now-9m"\nto = "now"'),
      rule('from = "now-2h"\nto = "now-1h"'),
      rule('from = "now-30d"\nto = "now-1M"'),
      rule('from = "now-9m"\nto = "now/m"'),
      rule('from = "now/d"'),
      rule('from = "now-1h/h"\nto = "now"'),
    ],
  },
  'timestamp-override': {
    found: [
      query('a: b'),
      query('a: b', 'index = ["endgame-*"]\n'),
      eql('process where true'),
      query('a: b', 'timestamp_override = "@timestamp"\n'),
    ],
    quiet: [
      query('a: b', 'timestamp_override = "event.ingested"\n'),
      eql('sequence [process where true] [file where true]'),
      eql('/* why */ // more\nsample by host.id [process where true] [file where true]'),
      rule('type = "query"\nlanguage = "lucene"\nquery = "a:b"'),
      esql('from logs-*'),
    ],
  },
  'history-window': {
    found: [
      history('now-5m'),
      history('now-14'),
      history('14 d'),
      history('now-1h', 'from = "now-1h"\n'),
      history('now-3600s', 'from = "now-1h"\n'),
      history('now/d', 'from = "now-9m"\n'),
      history('now-1M', 'from = "now-30d"\n'),
      history('now-1M', 'from = "now-60d"\n'),
    ],
    quiet: [
      history('now-14d'),
      history('now-1h', 'from = "now-59m"\n'),
      history('now-3601s', 'from = "now-1h"\n'),
      history('now-1M'),
      history('now-1d/d', 'from = "now-9m"\n'),
      history('now-2d/d', 'from = "now-1d/d"\n'),
      history('now-2M', 'from = "now-1M"\n'),
    ],
  },
  maxspan: {
    found: [
      eql('sequence with maxspan=1h [a where true] [b where true]', 'from = "now-9m"\n'),
      eql('sequence with maxspan=20m [a where true] [b where true]', 'from = "now-30m"\n'),
    ],
    quiet: [
      eql('sequence with maxspan=2m [a where true] [b where true]', 'from = "now-9m"\n'),
      eql(
        'sequence with maxspan=20m [a where true] [b where true]',
        'from = "now-30m"\ninterval = "10m"\n',
      ),
      eql('process where true', 'from = "now-9m"\n'),
    ],
  },
  'cardinality-field': {
    found: [
      threshold('"host.id"', 'host.id'),
      threshold('"host.id", "user.id"', 'user.id'),
      `${threshold('"host.id"', 'user.id')}[[rule.threshold.cardinality]]\nfield = "source.ip"\nvalue = 3\n`,
    ],
    quiet: [threshold('"host.id"', 'user.id'), threshold('', 'user.id')],
  },
  'fixed-new-term': {
    found: [
      newTerms('event.action: added and user.id: *', '"event.action"'),
      newTerms('event.action: (added)', '"event.action", "user.id"'),
      newTerms('a: b and (c: d and event.action: "x y")', '"event.action"'),
    ],
    quiet: [
      newTerms('event.action: (added or removed)', '"event.action"'),
      newTerms('event.action: add*', '"event.action"'),
      newTerms('not event.action: added', '"event.action"'),
      newTerms('event.action: added or a: b', '"event.action"'),
      newTerms('event.action: added', '"user.id"'),
      query('event.action: added'),
    ],
  },
  'absent-new-term': {
    found: [
      newTerms('not user.id: *', '"user.id"'),
      newTerms('a: b and not user.id: *', '"host.id", "user.id"'),
    ],
    quiet: [
      newTerms('user.id: *', '"user.id"'),
      newTerms('not user.id: a*', '"user.id"'),
      newTerms('a: b or not user.id: *', '"user.id"'),
      newTerms('not user.id: *', '"host.id"'),
      query('not user.id: *'),
    ],
  },
  'esql-group-field': {
    found: [
      esql('from logs-* | stats c = count(*) by user.id', 'host.id'),
      esql('from logs-* | where host.id == "a" | stats c = count(*) by user.id', 'host.id'),
      esql('from logs-* | stats c = count(*) by user.id.x', 'user.id'),
      esql('from logs-* // Esql.a\n| keep *', 'Esql.a'),
    ],
    quiet: [
      esql('from logs-* | stats c = count(*) by user.id', 'user.id'),
      esql('from logs-* | STATS c = count(*) BY `user.id`', 'user.id'),
      esql('from logs-* | stats Esql.c = count(*) | eval Esql.d = Esql.c + 1', 'Esql.d'),
      esql('from logs-* | stats c = count(*) by user.id | enrich hosts on user.id', 'host.id'),
      esql('from logs-* | stats c = values(a) | dissect a "%{host.id} x"', 'host.id'),
      esql('from logs-* | keep user.id', 'host.id'),
      esql('from logs-* | inline stats c = count(*) by user.id', 'host.id'),
    ],
  },
  'indicator-entries': {
    found: [pairs(true), pairs(undefined, true), pairs(false, true)],
    quiet: [pairs(undefined), pairs(false), pairs()],
  },
  'missing-index': {
    found: [query('a: b'), query('a: b', 'index = []\n'), eql('process where true')],
    quiet: [
      query('a: b', 'index = ["logs-*"]\n'),
      query('a: b', 'data_view_id = "x"\n'),
      query('a: b', 'index = [1]\n'),
      esql('from logs-*'),
      rule('type = "machine_learning"'),
      rule('name = "x"'),
    ],
  },
  'dataset-package': {
    found: [
      query('event.dataset: aws.cloudtrail', 'index = ["logs-okta*"]\n'),
      query('data_stream.dataset: "okta.system"', 'index = ["logs-oktax.*", "logs-aws*"]\n'),
      rule(
        'type = "query"\nlanguage = "kuery"\nquery = "event.dataset: okta.system"',
        'integration = ["aws"]',
      ),
    ],
    quiet: [
      query('event.dataset: aws.cloudtrail', 'index = ["logs-aws*"]\n'),
      query('event.dataset: aws.cloudtrail', 'index = ["logs-aws.cloudtrail-*"]\n'),
      query('event.dataset: aws.cloudtrail', 'index = ["logs-*", "logs-okta*"]\n'),
      query('event.dataset: aws.cloudtrail', 'index = ["filebeat-*", "logs-okta*"]\n'),
      query('event.dataset: aws_bedrock.x', 'index = ["logs-aws*"]\n'),
      query('not event.dataset: aws.cloudtrail', 'index = ["logs-okta*"]\n'),
      query('event.dataset: login', 'index = ["logs-okta*"]\n'),
      rule(
        'type = "query"\nlanguage = "kuery"\nquery = "event.dataset: okta.system"',
        'integration = "okta"',
      ),
    ],
  },
  'field-data-set': {
    found: [
      query('registry.path: *Run*', 'index = ["logs-endpoint.events.process-*"]\n'),
      query(
        'not registry.path: *Run* or dll.name: a',
        'index = ["logs-endpoint.events.process-*, logs-endpoint.events.library-*"]\n',
      ),
      query('Target: { process: { name: a } }', 'index = ["logs-endpoint.events.file-default"]\n'),
    ],
    quiet: [
      query('registry.path: *Run*', 'index = ["logs-endpoint.events.*"]\n'),
      query('registry.path: *Run*', 'index = ["logs-endpoint.events.file-*", "winlogbeat-*"]\n'),
      query('registry.path: *Run*', 'index = ["logs-*"]\n'),
      query('registry.path: *Run*'),
      query('my.path: a or event.ingested: *', 'index = ["logs-endpoint.events.file-*"]\n'),
      query('regis*.path: a', 'index = ["logs-endpoint.events.file-*"]\n'),
      query('process.name: a', 'index = ["logs-endpoint.events.file-*"]\n'),
    ],
  },
  'os-type': {
    found: [
      at('rules/windows/a.toml', query('process.name: a')),
      at('rules/linux/a.toml', eql('process where true')),
      at('rules/linux/a.toml', query('host.os.type: (macos or windows)')),
      at('rules/linux/a.toml', eql('process where host.os.type == "windows"')),
    ],
    quiet: [
      at('rules/windows/a.toml', query('host.os.type: windows and process.name: a')),
      at('rules/linux/a.toml', query('host.os.type: (macos or linux)')),
      at('rules/linux/a.toml', query('host.os.type: linu*')),
      at('rules/linux/a.toml', query('process.name: a and not host.os.type: windows')),
      at('rules/linux/a.toml', query('host.os.type: (not windows)')),
      at('rules/linux/a.toml', query('host.os.type: *')),
      at('rules/windows/a.toml', eql('process where host.os.family == "windows"')),
      at('rules/network/a.toml', query('process.name: a')),
      at('rules/windows/a.toml', esql('from logs-*')),
      query('process.name: a'),
    ],
  },
  'stack-version': {
    found: [
      eql('process where true', suppressed, 'min_stack_version = "8.13.0"'),
      eql('sequence [a where true] [b where true]', suppressed, 'min_stack_version = "8.14.0"'),
      eql('sequence [a where true] [b where true]', suppressed, 'min_stack_version = "8.17.9"'),
      rule(`type = "esql"\n${suppressed}`, 'min_stack_version = "8.14.0"'),
    ],
    quiet: [
      eql('process where true', suppressed, 'min_stack_version = "8.14.0"'),
      eql('sequence [a where true] [b where true]', suppressed, 'min_stack_version = "8.18.0"'),
      eql('sequence [a where true] [b where true]', suppressed),
      eql('sequence [a where true] [b where true]', '', 'min_stack_version = "8.14.0"'),
    ],
  },
  'supported-stack': {
    found: ['8.3.0', '8.18.4', '7.17.0'].map((version) =>
      rule('', `min_stack_version = "${version}"`),
    ),
    quiet: ['8.19.0', '9.0.0', '10.1.0', 'x'].map((version) =>
      rule('', `min_stack_version = "${version}"`),
    ),
  },
  'esql-metadata': {
    found: [
      esql('from logs-* | keep a, _id, _version, _index'),
      esql('from logs-* metadata _id, _version | keep *'),
      esql('from logs-* // metadata _id, _version, _index\n| keep *'),
      esql('from logs-* | stats c = count(*)'),
    ],
    quiet: [
      esql('from logs-* metadata _id, _version, _index | keep *'),
      esql('FROM logs-* METADATA _index, _id, _version | KEEP a, _id, _version, _index'),
      esql('from logs-* | stats c = count(*) by a | keep a, c'),
      query('a: b'),
    ],
  },
  'integration-folder': {
    found: [
      at('rules/integrations/okta/a.toml', rule('', 'integration = ["aws"]')),
      at('rules/integrations/okta/a.toml', rule('')),
    ],
    quiet: [
      at('rules/integrations/okta/a.toml', rule('', 'integration = ["aws", "okta"]')),
      at('rules/integrations/okta/a.toml', rule('', 'integration = "okta"')),
      at('rules/integrations/a.toml', rule('')),
      at('rules/windows/a.toml', rule('', 'integration = ["aws"]')),
      at('rules/integrations/okta/a.toml', rule('', 'maturity = "deprecated"')),
    ],
  },
  'tag-prefix': {
    found: [rule('author = ["Elastic"]\ntags = ["Windows", "OS: Linux"]')],
    quiet: [rule('author = ["Elastic"]\ntags = ["Use Case: Threat Detection", "OS: Linux"]')],
  },
  'unmapped-tactic': {
    found: [
      tactics('"Tactic: Execution", "Tactic: Impact"', 'Execution'),
      tactics('"Tactic: Execution", "Impact"', 'Execution'),
      tactics('"Tactic: Stealth"', 'Execution'),
    ],
    quiet: [
      tactics('"Tactic: Execution"', 'Execution'),
      tactics('"Tactic: Execution", "Tactic: Impact"', 'Execution', 'Impact'),
      tactics('"Tactic: Execution", "Tactic: Mine"', 'Execution'),
      rule('tags = ["Tactic: Impact"]'),
      tactics('"Tactic: Impact"', 'Execution').replace(
        '[metadata]',
        '[metadata]\nmaturity = "deprecated"',
      ),
    ],
  },
  'rule-field': {
    found: [
      rule('type = "query"\ntimestamp_override = "event.ingestd"'),
      rule('type = "esql"\ntimestamp_override = "event.ingestd"'),
      rule('type = "machine_learning"\nrule_name_override = "hots.name"'),
    ],
    quiet: [
      rule('type = "query"\ntimestamp_override = "event.ingested"'),
      rule('type = "query"\nrule_name_override = "acme.name"'),
      rule('type = "esql"\nrule_name_override = "hots.name"'),
    ],
  },
  'group-field-type': {
    found: [
      newTerms('a: b', '"message"'),
      newTerms('a: b', '"process.parent"'),
      newTerms('a: b', '"process.command_line.text"'),
      threshold('"host.id"', 'message'),
      query('a: b', 'alert_suppression = { group_by = ["process"] }\n'),
    ],
    quiet: [
      newTerms('a: b', '"process.parent.name"'),
      newTerms('a: b', '"acme.thing"'),
      threshold('"source.ip"', 'destination.port'),
      rule('type = "esql"\nalert_suppression = { group_by = ["process"] }\n'),
    ],
  },
  'repeated-field': {
    found: [rule('index = ["a", "b", "a"]'), rule('threat_index = ["a", "a"]')],
    quiet: [rule('index = ["a", "A"]'), rule('index = ["a", "-a*", "a"]')],
  },
  'index-integration': {
    found: [
      rule('index = ["logs-aws.x-*"]', 'integration = []'),
      rule('index = ["logs-aws_bedrock.x-*", "logs-aws.x-*"]', 'integration = ["aws"]'),
      rule('index = ["east:logs-aws.x-*"]', 'integration = ["aws", "okta"]'),
    ],
    quiet: [
      rule('index = ["*:logs-aws.x-*"]', 'integration = ["aws"]'),
      rule('index = ["constructor", "my-logs-*"]'),
      rule('index = ["logs-*"]', 'integration = ["aws"]'),
    ],
  },
  'tactic-tags': {
    found: [
      tactics('"Tactic: Execution"', 'Execution', 'Persistence'),
      tactics('"Tactic: Execution"', 'Execution', 'Persistence', 'Impact'),
      tactics('"Tactic: Persistence"', 'Execution', 'Persistence', 'Impact'),
    ],
    quiet: [
      tactics('"Tactic: Execution", "Tactic: Persistence"', 'Execution', 'Persistence'),
      tactics('"Tactic: Execution"', 'Execution', 'Execution'),
      tactics('"Tactic: Execution"', 'Execution'),
    ],
  },
};

const countOf = (code: string, text: string): number =>
  problemsOf(text).filter((problem) => problem.code === code).length;

for (const [code, { found, quiet }] of Object.entries(rows))
  describe(code, () => {
    found.forEach((text, index) => {
      it(`is found: ${index + 1}`, () => {
        assert.equal(countOf(code, text), 1, text);
      });
    });
    quiet.forEach((text, index) => {
      it(`is quiet: ${index + 1}`, () => {
        assert.equal(countOf(code, text), 0, text);
      });
    });
  });
