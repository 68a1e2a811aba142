// Checks of index patterns, references and the Markdown of guides: lines of a rule, and what is said about them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from '../../support/checkFixes';

/** By code: lines of `[rule]` with the texts that are marked. */
const rows: Readonly<
  Record<string, readonly (readonly [line: string, marked: readonly string[]])[]>
> = {
  'index-pattern': [
    ['index = ["logs-gcp.audt-*"]', ['"logs-gcp.audt-*"']],
    ['index = ["log-endpoint.events.*"]', ['"log-endpoint.events.*"']],
    ['index = ["logs.endpoint.events.process-*"]', ['"logs.endpoint.events.process-*"']],
    ['index = ["wnilogbeat-*", "winlogbeat"]', ['"wnilogbeat-*"', '"winlogbeat"']],
    ['index = ["filebeat-", "logs-aws.cloudtrail"]', ['"filebeat-"', '"logs-aws.cloudtrail"']],
    ['index = ["Logs-aws.cloudtrail-*"]', ['"Logs-aws.cloudtrail-*"']],
    ['index = ["logs-a-*,logs-b-*"]', ['"logs-a-*,logs-b-*"']],
    ['threat_index = [" logs-ti_*"]', ['" logs-ti_*"']],
    ['index = ["logs-aws.cloudtrail-*", "logs-aws*", "winlogbeat-*", "apm-*"]', []],
    ['index = ["Other:logs-mine.audit-*", ".alerts-security.*", "my-index"]', []],
    ['index = ["logs-aws.cloudtrail-default", "-logs-X", "<A-{now/d}>"]', []],
  ],
  'covered-index': [
    ['index = ["logs-*", "logs-okta*"]', ['"logs-okta*"']],
    ['index = ["logs-okta.system-*", "logs-*-*"]', ['"logs-okta.system-*"']],
    ['threat_index = ["a", "*"]', ['"a"']],
    ['index = ["logs-okta*", "logs-aws*", "logs-a", "logs-ab"]', []],
    ['index = ["logs-*", "logs-*"]', []],
    ['index = ["*", ".alerts-security.*", "other:logs-*"]', []],
    ['index = ["logs-*", "-logs-okta*", "logs-okta.x*"]', []],
  ],
  'reference-url': [
    ["references = ['www.a.b/c']", ["'www.a.b/c'"]],
    ["references = ['htps://a.b/c', 'https:/a.b']", ["'htps://a.b/c'", "'https:/a.b'"]],
    ["references = ['https://a.b/ c']", ["'https://a.b/ c'"]],
    ["references = ['https://a.b, https://c.d']", ["'https://a.b, https://c.d'"]],
    ["references = ['https://a.b/x,https://c.d']", ["'https://a.b/x,https://c.d'"]],
    ["references = ['[a](https://a.b)', '', 'TODO']", ["'[a](https://a.b)'", "''", "'TODO'"]],
    ["references = ['https://a.b', 'https://a.b']", ["'https://a.b'"]],
    ["references = ['https://a.b', 'http://a.b/c?d=e#f', 'https://x.y/1/https://a.b']", []],
  ],
  'rule-field': [
    [
      'investigation_fields = { field_names = ["user.nmae", "own.thing", "user.name"] }',
      ['"user.nmae"'],
    ],
  ],
  'dataset-package': [
    ['query = "event.dataset: (gcp.audt or own.audt)"', ['gcp.audt']],
    ['query = "data_stream.dataset: gcp.audit"', []],
  ],
  'tag-case': [
    [
      'tags = ["Use Case: Threat Detecton", "OS: Windwos"]',
      ['"Use Case: Threat Detecton"', '"OS: Windwos"'],
    ],
    ['tags = ["Use Case: Own Hunting", "Data Source: AWS E3", "Own: x", "OS: Plan 9"]', []],
  ],
  'guide-text': [
    ["note = '##Triage'", ['##Triage']],
    ["note = '''\n```\n##x\n```\n#1 of 2\n##\n## a'''", []],
    ["setup = 'See [it](https://a.b/c.'", ['https://a.b/c.']],
    ['note = \'See [it](https://a.b/c "x"), [them](http://d.e).\'', []],
    ["note = 'TODO: say why.'", ['TODO']],
    ["note = 'See MYTODO and TBDX.'", []],
  ],
};

describe('checks of texts', () => {
  for (const [code, lines] of Object.entries(rows))
    for (const [line, marked] of lines)
      it(`${code}: ${line}`, () => {
        const text = `[metadata]\n[rule]\ntype = "query"\n${line}\n`;
        const found = problemsOf(text).filter((problem) => problem.code === code);
        assert.deepEqual(
          found.map(({ span }) => text.slice(span.start, span.end)),
          marked,
        );
      });

  it('repeated-field: an integration twice', () => {
    const text = '[metadata]\nintegration = ["aws", "okta", "aws"]\n[rule]\ntype = "query"\n';
    const found = problemsOf(text).filter(({ code }) => code === 'repeated-field');
    assert.deepEqual(
      found.map(({ span }) => span.start),
      [text.lastIndexOf('"aws"')],
    );
  });
});
