// parseRule: what it reads, where it says it stands, and that it never throws.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KqlNode } from '../../../server/src/kql/ast';
import { parseRule, queryAt } from '../../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../../server/src/rule/ruleDocument';

const whole = `# comment
[metadata]
creation_date = "2026/01/02"

[rule]
rule_id = "5f1c2d3e-0000-4000-8000-000000000001"
name = "A rule"
type = "new_terms"
language = "kuery"
query = '''
event.code : "4702"
'''
index = ["logs-*", "winlogbeat-*"]
from = "now-9m"
interval = "5m"
max_signals = 33
risk_score = 47
severity = "medium"
tags = ["a", "b"]
timestamp_override = "event.ingested"

[[rule.threat]]
framework = "MITRE ATT&CK"

[rule.threat.tactic]
id = "TA0003"
name = "Persistence"
reference = "https://attack.mitre.org/tactics/TA0003/"

[[rule.threat.technique]]
id = "T1053"
name = "Scheduled Task/Job"
reference = "https://attack.mitre.org/techniques/T1053/"

[[rule.threat.technique.subtechnique]]
id = "T1053.005"
name = "Scheduled Task"
reference = "https://attack.mitre.org/techniques/T1053/005/"

[rule.new_terms]
field = "new_terms_fields"
value = ["user.id", "winlog.event_data.TaskName"]

[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-14d"
`;

const texts = (items: readonly { readonly value: string }[] | undefined): readonly string[] =>
  (items ?? []).map((item) => item.value);

describe('parseRule', () => {
  it('reads a whole rule', () => {
    const { rule, isRule, problems } = parseRule(whole);
    assert.equal(isRule, true);
    assert.deepEqual(problems, []);
    assert.equal(rule.name?.value, 'A rule');
    assert.equal(rule.type?.value, 'new_terms');
    assert.equal(rule.language?.value, 'kuery');
    assert.deepEqual(texts(rule.index?.value), ['logs-*', 'winlogbeat-*']);
    assert.equal(rule.maxSignals?.value, 33);
    assert.equal(rule.riskScore?.value, 47);
    assert.deepEqual(texts(rule.tags), ['a', 'b']);
    assert.deepEqual(texts(rule.newTerms?.fields?.value), [
      'user.id',
      'winlog.event_data.TaskName',
    ]);
    assert.equal(rule.newTerms?.historyWindowStart?.value, 'now-14d');
    const [threat] = rule.threat;
    assert.equal(threat?.tactic?.name?.value, 'Persistence');
    assert.equal(threat.techniques[0]?.id?.value, 'T1053');
    assert.equal(threat.techniques[0].subtechniques[0]?.id?.value, 'T1053.005');
  });

  it('every located value leads to its own text', () => {
    const { rule, text } = parseRule(whole);
    const at = (place: { readonly span: { start: number; end: number } } | undefined): string =>
      text.slice(place?.span.start, place?.span.end);
    assert.equal(at(rule.name), '"A rule"');
    assert.equal(at(rule.maxSignals), '33');
    assert.equal(at(rule.index?.value[1]), '"winlogbeat-*"');
    assert.equal(at(rule.newTerms?.historyWindowStart), '"now-14d"');
    assert.equal(at(rule.threat[0]?.techniques[0]?.subtechniques[0]?.name), '"Scheduled Task"');
  });

  it('reads the API form of new_terms', () => {
    const { rule, text } = parseRule(
      '[rule]\ntype = "new_terms"\nnew_terms_fields = ["a"]\nname = "x"\nhistory_window_start = "now-7d"\n',
    );
    assert.deepEqual(texts(rule.newTerms?.fields?.value), ['a']);
    assert.equal(rule.newTerms?.historyWindowStart?.value, 'now-7d');
    const span = rule.newTerms.span;
    assert.match(text.slice(span.start, span.end), /^new_terms_fields[^]*"now-7d"$/);
  });

  it('reads tables in any spelling', () => {
    const { rule } = parseRule(
      `rule.type = "new_terms"
rule.new_terms = { field = "new_terms_fields", value = ["a"], history_window_start = [{ value = "now-2d" }] }
rule.threat = [{ tactic = { id = "TA0001" }, technique = [{ id = "T1" }, { id = "T2" }] }]
`,
    );
    assert.equal(rule.newTerms?.historyWindowStart?.value, 'now-2d');
    assert.equal(rule.threat[0]?.tactic?.id?.value, 'TA0001');
    assert.equal(rule.threat[0].techniques[1]?.id?.value, 'T2');
  });

  it('values of a wrong type read as absent', () => {
    const { rule } = parseRule(
      '[rule]\nrule_id = 5\ntype = "quary"\nmax_signals = "33"\nindex = "logs-*"\nthreat = 1\n',
    );
    assert.equal(rule.id, undefined);
    assert.equal(rule.type, undefined);
    assert.equal(rule.maxSignals, undefined);
    assert.equal(rule.index, undefined);
    assert.deepEqual(rule.threat, []);
  });
});

describe('looksLikeRule', () => {
  const rows: readonly (readonly [boolean, string])[] = [
    [true, '[rule]\nrule_id = "x"\n'],
    [true, '[rule]\ntype = "eql"\n'],
    [true, '[rule]\nquery = "a:b"\n'],
    [true, "[rule]\nquery = '''\na:"],
    [true, '[metadata]\n[rule]\n'],
    [true, '[metadata]\ncreation_date = "2026/01/01"\n[rule]\nname = '],
    [false, ''],
    [false, 'query = "a"\n'],
    [false, '[rule]\nname = "x"\n'],
    [false, '[metadata]\nname = "x"\n'],
    [false, '[project]\nname = "x"\nversion = "1"\n[tool.ruff]\nselect = ["E"]\n'],
    [false, 'include = ["*.toml"]\n[[rule]]\ninclude = ["a.toml"]\nkeys = ["query"]\n'],
    [false, '[rule.blank-imports]\n[rule.cyclomatic]\narguments = [3]\n'],
    [false, '[metadata]\nlist_name = "x"\n[[exceptions]]\n[exceptions.container]\nname = "x"\n'],
  ];
  for (const [expected, text] of rows)
    it(`${String(expected)}: ${JSON.stringify(text)}`, () => {
      assert.equal(parseRule(text).isRule, expected);
    });
});

describe('query', () => {
  const language = (text: string): string | undefined => parseRule(text).query?.language;

  it('takes the written language, else what the type implies', () => {
    assert.equal(language('[rule]\nlanguage = "lucene"\nquery = "a"'), 'lucene');
    assert.equal(language('[rule]\nlanguage = "kql"\nquery = "a"'), undefined);
    assert.equal(language('[rule]\ntype = "eql"\nquery = "a"'), 'eql');
    assert.equal(language('[rule]\ntype = "query"\nquery = "a"'), 'kuery');
    assert.equal(language('[rule]\nquery = "a"'), 'kuery');
  });

  it('parses KQL only', () => {
    assert.notEqual(parseRule('[rule]\nquery = "a:b"').query?.parsed, undefined);
    assert.equal(parseRule('[rule]\ntype = "eql"\nquery = "any where x"').query?.parsed, undefined);
  });

  it('keeps threat_query with its own language', () => {
    const { query, threatQuery } = parseRule(
      '[rule]\ntype = "threat_match"\nquery = "a:b"\nthreat_query = "c:d"\nthreat_language = "kuery"\n',
    );
    assert.equal(query?.text, 'a:b');
    assert.equal(threatQuery?.text, 'c:d');
    assert.equal(threatQuery.parsed?.problems.length, 0);
  });

  it('finds the query at an offset', () => {
    const document = parseRule("[rule]\nquery = 'a:b'\nname = 'x'");
    assert.equal(queryAt(document, document.text.indexOf('a:b') + 3)?.text, 'a:b');
    assert.equal(queryAt(document, document.text.indexOf('name')), undefined);
  });
});

describe('offsets of query terms', () => {
  const field = 'process.name';
  const value = 'cmd.exe';
  const bodies: readonly (readonly [string, string])[] = [
    ['literal', `query = '${field} : "${value}"'`],
    ['basic with escaped quotes', `query = "${field} : \\"${value}\\""`],
    ['multi-line literal', `query = '''\n${field} : "${value}"\n'''`],
    ['multi-line basic', `query = """\n  ${field} : ${value}\n"""`],
    ['line continuation', `query = """\\\n   ${field} : \\\n   ${value}"""`],
    ['escapes in front', `query = "\\t\\u0020 ${field} : ${value}"`],
    ['a character outside the BMP in front', `query = '''x:"\u{1f600}" and ${field} : ${value}'''`],
    ['an escaped one in front', `query = "x:\\"\\U0001F600\\" and ${field} : ${value}"`],
    ['quoted key', `"query" = '${field} : ${value}'`],
  ];
  for (const lineBreak of ['\n', '\r\n'])
    for (const bom of ['', '\ufeff'])
      for (const [name, body] of bodies)
        it(`${name}, ${JSON.stringify(lineBreak)}${bom && ', BOM'}`, () => {
          const text = (bom + `[rule]\ntype = "query"\n${body}\n`).replaceAll('\n', lineBreak);
          const document = parseRule(text);
          assert.deepEqual(document.problems, []);
          assert.deepEqual(termTexts(document), [field, value]);
        });
});

/** File texts of the field and the value of the clause on `process.name`; quotes taken off. */
function termTexts(document: RuleDocument): readonly string[] {
  const clause = leaves(document.query?.parsed?.root).find(
    (leaf) => leaf.field?.kind === 'literal' && leaf.field.value === 'process.name',
  );
  return [clause?.field, clause?.value].map((term) =>
    document.text.slice(term?.span.start, term?.span.end).replace(/^\\?"|\\?"$/g, ''),
  );
}

function leaves(node: KqlNode | undefined): readonly Extract<KqlNode, { kind: 'is' }>[] {
  if (node?.kind === 'is') return [node];
  return node?.kind === 'and' || node?.kind === 'or' ? node.children.flatMap(leaves) : [];
}

describe('broken files', () => {
  it('keeps what stands around a broken place', () => {
    const { rule } = parseRule(whole.replace('from = "now-9m"', 'from = "now-9m'));
    assert.equal(rule.query?.value, 'event.code : "4702"\n');
    assert.equal(rule.interval?.value, '5m');
    assert.equal(rule.newTerms?.historyWindowStart?.value, 'now-14d');
  });

  it('parses every prefix of a rule', () => {
    for (let end = 0; end <= whole.length; end += 3) parseRule(whole.slice(0, end));
  });

  it('puts problems in file order, each within the file', () => {
    const text = '[rule]\nrule_id = \nquery = "a: and ("\nname = "x\n= 3\n';
    const { problems } = parseRule(text);
    assert.ok(problems.length >= 3);
    const starts = problems.map((problem) => problem.span.start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    for (const { span } of problems)
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
  });
});
