// Files before and after quick fixes outside of queries.

export type FixRow = readonly [
  code: string,
  before: string,
  after: string,
  fix?: number | undefined,
];

/** A rule of these lines. */
export function ruleBody(body: string): string {
  return `[metadata]\n[rule]\n${body}\n`;
}

/** The inside of `[rule]` before and after the first (or n-th) fix of the code. */
export const fixesInRule: readonly FixRow[] = [
  ['unknown-key', 'severty = "low"', 'severity = "low"'],
  ['unknown-key', 'Risk-Score = 5', 'risk_score = 5'],
  [
    'unknown-key',
    'type = "query"\nanomaly_threshold = 5\nname = "x"',
    'type = "query"\nname = "x"',
  ],
  ['reference-url', 'references = ["htps://a.b/c"]', 'references = ["https://a.b/c"]'],
  ['reference-url', 'references = ["[a](https://a.b)"]', 'references = ["https://a.b"]'],
  ['reference-url', 'references = ["https://a.b", "https://a.b"]', 'references = ["https://a.b"]'],
  ['index-pattern', 'index = ["logs-gcp.audt-*"]', 'index = ["logs-gcp.audit-*"]'],
  ['index-pattern', 'index = [" wnilogbeat-*"]', 'index = ["winlogbeat-*"]'],
  ['index-pattern', 'index = ["winlogbeat-"]', 'index = ["winlogbeat-*"]'],
  ['guide-text', 'note = "##Triage"', 'note = "## Triage"'],
  ['exclusive-keys', 'index = ["a"]\ndata_view_id = "b"\n', 'index = ["a"]\n'],
  ['exclusive-keys', 'index = ["a"]\ndata_view_id = "b"\n', 'data_view_id = "b"\n', 1],
  ['locked-version', 'name = "x"\nversion = 3\n', 'name = "x"\n'],
  [
    'timeline',
    'timeline_id = "495ad7a7-316e-4544-8a0f-9c098daee76e"',
    'timeline_id = "495ad7a7-316e-4544-8a0f-9c098daee76e"\ntimeline_title = "Generic Threat Match Timeline"',
  ],
  [
    'timeline',
    'timeline_title = "Comprehensive File Timeline"\nto = "now"',
    'timeline_title = "Comprehensive File Timeline"\ntimeline_id = "4d4c0b59-ea83-483f-b8c1-8c360ee53c5c"\nto = "now"',
  ],
  [
    'timeline',
    'timeline_id = "495ad7a7-316e-4544-8a0f-9c098daee76e"\ntimeline_title = "x"',
    'timeline_id = "495ad7a7-316e-4544-8a0f-9c098daee76e"\ntimeline_title = "Generic Threat Match Timeline"',
  ],
  [
    'timeline',
    'timeline_id = "495ad7a7-316e-4544-8a0f-9c098daee76f"\ntimeline_title = "Generic Threat Match Timeline"',
    'timeline_id = "495ad7a7-316e-4544-8a0f-9c098daee76e"\ntimeline_title = "Generic Threat Match Timeline"',
  ],
  ['lookback-gap', 'from = "now-5m"\ninterval = "1h"', 'from = "now-64m"\ninterval = "1h"'],
  ['lookback-gap', 'from = "now-10s"\ninterval = "30s"', 'from = "now-90s"\ninterval = "30s"'],
  [
    'endpoint-from',
    'index = ["logs-endpoint.events.process-*"]\ntype = "eql"\ninterval = "1h"',
    'index = ["logs-endpoint.events.process-*"]\ntype = "eql"\nfrom = "now-64m"\ninterval = "1h"',
  ],
  [
    'lookback-gap',
    'from = "now-10m"\nto = "now-1m"\ninterval = "10m"',
    'from = "now-15m"\nto = "now-1m"\ninterval = "10m"',
  ],
  [
    'guide-name',
    'name = "New"\nnote = "### Investigating"',
    'name = "New"\nnote = "### Investigating New"',
  ],
  ['lookback-gap', 'interval = "1h"', 'interval = "1h"\nfrom = "now-64m"'],
  ['lookback-gap', 'from = "now-1M"\ninterval = "29d"', 'from = "now-41764m"\ninterval = "29d"'],
  ['wide-overlap', 'from = "now-1h"\ninterval = "5m"', 'from = "now-9m"\ninterval = "5m"'],
  [
    'new-terms-overlap',
    'type = "new_terms"\nfrom = "now-3h"\ninterval = "1h"',
    'type = "new_terms"\nfrom = "now-64m"\ninterval = "1h"',
  ],
  ['rounded-from', 'from = "now/d"\ninterval = "12h"', 'from = "now-1d"\ninterval = "12h"'],
  ['rounded-from', 'from = "now-1h-30m"\ninterval = "1h"', 'from = "now-90m"\ninterval = "1h"'],
  ['rounded-from', 'from = "now-1d+6h"\ninterval = "12h"', 'from = "now-18h"\ninterval = "12h"'],
  ['rounded-from', 'from = "now-1d/d"\ninterval = "12h"', 'from = "now-1d"\ninterval = "12h"'],
  [
    'building-block-timing',
    'building_block_type = "default"\nfrom = "now-9m"\ninterval = "60m"',
    'building_block_type = "default"\nfrom = "now-119m"\ninterval = "60m"',
  ],
  [
    'building-block-timing',
    'building_block_type = "default"\nname = "x"\nto = "now"',
    'building_block_type = "default"\nname = "x"\nfrom = "now-119m"\ninterval = "60m"\nto = "now"',
  ],
  [
    'building-block-timing',
    'building_block_type = "default"\nfrom = "now-9m"\ninterval = "5m"',
    'building_block_type = "default"\nfrom = "now-119m"\ninterval = "60m"',
  ],
  [
    'building-block-timing',
    'building_block_type = "default"\nname = "x"\ninterval = "3h"',
    'building_block_type = "default"\nname = "x"\nfrom = "now-184m"\ninterval = "3h"',
  ],
  [
    'building-block-timing',
    'building_block_type = "default"\nfrom = "now-119m"\ninterval = "5m"',
    'building_block_type = "default"\nfrom = "now-119m"\ninterval = "60m"',
  ],
  [
    'endpoint-from',
    'index = ["logs-endpoint.events.process-*"]\ntype = "eql"',
    'index = ["logs-endpoint.events.process-*"]\ntype = "eql"\nfrom = "now-9m"',
  ],
  [
    'timestamp-override',
    'type = "query"\nquery = "a: b"',
    'type = "query"\ntimestamp_override = "event.ingested"\nquery = "a: b"',
  ],
  [
    'timestamp-override',
    'timestamp_override = "@timestamp"\ntype = "query"\nquery = "a: b"',
    'timestamp_override = "event.ingested"\ntype = "query"\nquery = "a: b"',
  ],
  [
    'rule-field',
    'type = "query"\nrule_name_override = "rule.nam"',
    'type = "query"\nrule_name_override = "rule.name"',
  ],
  ['window-end', 'from = "now"', 'from = "now-9m"'],
  ['window-end', 'from = "now+5m"\ninterval = "30s"', 'from = "now-90s"\ninterval = "30s"'],
  [
    'history-window',
    'type = "new_terms"\n[rule.new_terms]\nvalue = ["user.id"]\n[[rule.new_terms.history_window_start]]\nvalue = "now-6m"',
    'type = "new_terms"\n[rule.new_terms]\nvalue = ["user.id"]\n[[rule.new_terms.history_window_start]]\nvalue = "now-30d"',
  ],
  [
    'history-window',
    'type = "new_terms"\n[rule.new_terms]\nvalue = ["user.id"]\n[[rule.new_terms.history_window_start]]\nvalue = "30 d"',
    'type = "new_terms"\n[rule.new_terms]\nvalue = ["user.id"]\n[[rule.new_terms.history_window_start]]\nvalue = "now-30d"',
  ],
  [
    'building-block-timing',
    'building_block_type = "default"\nname = "x"\ninterval = "60m"',
    'building_block_type = "default"\nname = "x"\nfrom = "now-119m"\ninterval = "60m"',
  ],
  [
    'index-tag',
    'index = ["logs-okta*"]\nseverity = "low"\nname = "x"',
    'index = ["logs-okta*"]\nseverity = "low"\ntags = ["Data Source: Okta"]\nname = "x"',
  ],
  [
    'index-tag',
    'index = ["logs-okta*"]\ntags = [\n  "a", # why\n  "b" # too\n]',
    'index = ["logs-okta*"]\ntags = [\n  "a", # why\n  "b", # too\n  "Data Source: Okta"\n]',
  ],
  [
    'duplicate-tag',
    'tags = [\n  "a", # one\n  # again\n  "a", # two\n  "b",\n]',
    'tags = [\n  "a", # one\n  # again\n  # two\n  "b",\n]',
  ],
  [
    'duplicate-tag',
    'tags = [\n  "a", # one\n  "a" # two\n  , "b" # three\n]',
    'tags = [\n  "a", # one\n   # two\n   "b" # three\n]',
  ],
  ['window-end', 'from = "now-9m"\nto = "now+5m"', 'from = "now-9m"\nto = "now"'],
  ['window-end', 'from = "now-9m"\nto = "now-9m"', 'from = "now-9m"\nto = "now"'],
  ['covered-index', 'index = ["logs-*", "logs-okta*"]', 'index = ["logs-*"]'],
  ['covered-index', 'index = ["logs-okta*", "logs-*"]', 'index = ["logs-*"]'],
  ['repeated-field', 'index = ["a", "b", "a"]', 'index = ["a", "b"]'],
  ['repeated-field', 'index = [\n  "a",\n  "a",\n]', 'index = [\n  "a",\n]'],
  ['license', 'license = "Elastic Licence V2"', 'license = "Elastic License v2"'],
  ['risk-severity', 'risk_score = 5\nseverity = "high"', 'risk_score = 73\nseverity = "high"'],
  ['risk-severity', 'risk_score = 5\nseverity = "high"', 'risk_score = 5\nseverity = "low"', 1],
  [
    'guide-name',
    'name = "New"\nnote = """\n### Investigating Old\n\nText.\n"""',
    'name = "New"\nnote = """\n### Investigating New\n\nText.\n"""',
  ],
  ['setup-heading', 'note = "x\\n\\n#### setup\\n"', 'note = "x\\n\\n## Setup\\n"'],
  ['guide-placeholder', 'note = "Look $osquery_2 up"', 'note = "Look  up"'],
  ['duplicate-tag', 'tags = ["a", "b", "a"]', 'tags = ["a", "b"]'],
  ['tag-case', 'tags = ["os: windows"]', 'tags = ["OS: Windows"]'],
  [
    'index-tag',
    'index = ["logs-okta*"]\ntags = []',
    'index = ["logs-okta*"]\ntags = ["Data Source: Okta"]',
  ],
  [
    'index-tag',
    'index = ["logs-azure*"]\ntags = [\n    "a",\n]',
    'index = ["logs-azure*"]\ntags = [\n    "a",\n    "Data Source: Azure",\n    "Domain: Cloud",\n]',
  ],
  [
    'kind-tag',
    'author = ["Elastic"]\ntags = ["OS: Linux"]\nnote = "Investigating"',
    'author = ["Elastic"]\ntags = ["OS: Linux", "Resources: Investigation Guide"]\nnote = "Investigating"',
  ],
];

/** Whole files. */
export const fixesInFile: readonly FixRow[] = [
  [
    'date-order',
    '[metadata]\ncreation_date = "2026/02/03"\nupdated_date = "2025/01/01"\n[rule]\n',
    '[metadata]\ncreation_date = "2026/02/03"\nupdated_date = "2026/02/03"\n[rule]\n',
  ],
  [
    'min-stack-comments',
    '[metadata]\nmin_stack_version = "9.3.0"\n[rule]\n',
    '[metadata]\nmin_stack_version = "9.3.0"\nmin_stack_comments = "Say why"\n[rule]\n',
  ],
  [
    'deprecation',
    '[metadata]\nmaturity = "deprecated"\nupdated_date = "2026/02/03"\n[rule]\n',
    '[metadata]\nmaturity = "deprecated"\ndeprecation_date = "2026/02/03"\nupdated_date = "2026/02/03"\n[rule]\n',
  ],
  [
    'deprecation',
    '[metadata]\nmaturity = "deprecated"\ndeprecation_date = "2026/01/01"\nupdated_date = "2026/02/03"\n[rule]\n',
    '[metadata]\nmaturity = "deprecated"\ndeprecation_date = "2026/02/03"\nupdated_date = "2026/02/03"\n[rule]\n',
  ],
  [
    'index-integration',
    '[metadata]\n[rule]\nindex = ["logs-okta.system-*"]\n',
    '[metadata]\nintegration = ["okta"]\n[rule]\nindex = ["logs-okta.system-*"]\n',
  ],
  [
    'index-integration',
    '[metadata]\nintegration = "okta"\n[rule]\nindex = ["logs-okta.system-*", "logs-aws.cloudtrail-*"]\n',
    '[metadata]\nintegration = ["okta", "aws"]\n[rule]\nindex = ["logs-okta.system-*", "logs-aws.cloudtrail-*"]\n',
  ],
  [
    'index-integration',
    '[metadata]\nintegration = ["okta"]\n[rule]\nindex = ["logs-okta.system-*", "logs-aws.cloudtrail-*"]\n',
    '[metadata]\nintegration = ["okta", "aws"]\n[rule]\nindex = ["logs-okta.system-*", "logs-aws.cloudtrail-*"]\n',
  ],
  [
    'index-integration',
    '[metadata]\nintegration = ["okta", "aws"]\n[rule]\nindex = ["logs-okta.system-*"]\n',
    '[metadata]\nintegration = ["okta", "aws"]\n[rule]\nindex = ["logs-okta.system-*", "logs-aws.*-*"]\n',
  ],
  [
    'index-integration',
    '[metadata]\nintegration = ["okta", "aws"]\n[rule]\nindex = ["logs-okta.system-*"]\n',
    '[metadata]\nintegration = ["okta"]\n[rule]\nindex = ["logs-okta.system-*"]\n',
    1,
  ],
  [
    'stack-version',
    '[metadata]\nmin_stack_version = "8.5.0"\n[rule]\ntype = "new_terms"\n[rule.new_terms]\nvalue = ["user.id", "host.id"]\n',
    '[metadata]\nmin_stack_version = "8.6.0"\n[rule]\ntype = "new_terms"\n[rule.new_terms]\nvalue = ["user.id", "host.id"]\n',
  ],
  [
    'dataset-package',
    '[metadata]\nintegration = ["okta"]\n[rule]\nlanguage = "kuery"\ntype = "query"\nquery = "event.dataset: aws.cloudtrail"\n',
    '[metadata]\nintegration = ["okta", "aws"]\n[rule]\nlanguage = "kuery"\ntype = "query"\nquery = "event.dataset: aws.cloudtrail"\n',
  ],
  [
    'supported-stack',
    '[metadata]\nmin_stack_comments = "x"\nmaturity = "production"\nmin_stack_version = "8.3.0"\n[rule]\n',
    '[metadata]\nmaturity = "production"\n[rule]\n',
  ],
  [
    'integration-folder',
    '# rules/integrations/okta/execution_tool.toml\n[metadata]\nintegration = ["aws"]\n[rule]\n',
    '# rules/integrations/okta/execution_tool.toml\n[metadata]\nintegration = ["aws", "okta"]\n[rule]\n',
  ],
  [
    'integration-folder',
    '# rules/integrations/okta/execution_tool.toml\n[metadata]\nmaturity = "production"\n[rule]\n',
    '# rules/integrations/okta/execution_tool.toml\n[metadata]\nmaturity = "production"\nintegration = ["okta"]\n[rule]\n',
  ],
  [
    'integration-folder',
    '# rules/integrations/okta/execution_tool.toml\n[metadata]\n[rule]\nindex = ["logs-aws.cloudtrail-*"]\n',
    '# rules/integrations/okta/execution_tool.toml\n[metadata]\nintegration = ["okta"]\n[rule]\nindex = ["logs-aws.cloudtrail-*", "logs-okta.*-*"]\n',
  ],
  [
    'tactic-tags',
    '[metadata]\n[rule]\ntags = ["Tactic: Impact"]\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Impact"\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Execution"\n',
    '[metadata]\n[rule]\ntags = ["Tactic: Impact", "Tactic: Execution"]\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Impact"\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Execution"\n',
  ],
  [
    'unmapped-tactic',
    '[metadata]\n[rule]\ntags = ["Tactic: Impact", "Tactic: Execution"]\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Impact"\n',
    '[metadata]\n[rule]\ntags = ["Tactic: Impact"]\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Impact"\n',
  ],
  [
    'os-tag',
    '# rules/linux/a.toml\n[metadata]\n[rule]\ntags = ["a"]\n',
    '# rules/linux/a.toml\n[metadata]\n[rule]\ntags = ["a", "OS: Linux"]\n',
  ],
  [
    'tactic-tag',
    '[metadata]\n[rule]\ntags = ["a"]\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Impact"\n',
    '[metadata]\n[rule]\ntags = ["a", "Tactic: Impact"]\n[[rule.threat]]\n[rule.threat.tactic]\nname = "Impact"\n',
  ],
];
