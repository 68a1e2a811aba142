// Checks of a rule's indices, stacks and tags, row by row.
import { rule, at, query, eql, esql, suppressed, tactics, testRows } from '../../support/checkRows';
import type { CheckRows } from '../../support/checkRows';

const rows: CheckRows = {
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

testRows(rows);
