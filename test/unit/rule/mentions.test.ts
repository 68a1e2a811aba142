// What files name, drawn: highlights at the cursor mark every place of the same thing.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mentionsOf } from '../../../server/src/rule/mentions';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { doHighlights } from '../../../server/src/services/references';
import { readCursor } from '../../support/drawing';

const id = '1f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e01';

/** Lines (1-based) of the highlights at the cursor. */
function lines(source: string): readonly number[] {
  const { text, offset } = readCursor(source);
  return (doHighlights(parseRule(text), offset) ?? []).map(({ range }) => range.start.line + 1);
}

/** Names of the fields that a query names. */
function fields(type: string, language: string, query: string): readonly string[] {
  const text = `[rule]\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n`;
  return mentionsOf(parseRule(text)).map(
    ({ name, span }) => `${name}=${text.slice(span.start, span.end)}`,
  );
}

describe('mentions', () => {
  it('finds a field in the query and in every key that names fields', () => {
    const source = `[rule]
type = "new_terms"
query = "user.<|>id : x and user.name : (y or z) and not user.id : *"
rule_name_override = "user.id"
[rule.new_terms]
field = "new_terms_fields"
value = ["user.id", "host.id"]
[rule.threshold]
field = ["user.id"]
[[rule.threshold.cardinality]]
field = "user.id"
[rule.alert_suppression]
group_by = ["user.id"]
[rule.investigation_fields]
field_names = ["user.id"]
[[rule.severity_mapping]]
field = "user.id"
`;
    assert.deepEqual(lines(source), [3, 3, 4, 7, 9, 11, 13, 15, 17]);
  });

  it('finds a rule id in guide and comment, and an ATT&CK id', () => {
    const source = `# after ${id}
[rule]
rule_id = "<|>${id}"
name = "A"
type = "query"
note = "See ${id} and {${id}}."
`;
    assert.deepEqual(lines(source), [1, 3, 6]);
    const attack = `[rule]
type = "query"
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1<|>059"
[[rule.threat]]
[[rule.threat.technique]]
id = "T1059"
`;
    assert.deepEqual(lines(attack), [6, 9]);
  });

  it('leads from the name, the address and the tag of a tactic or technique to its id', () => {
    const source = `[rule]
type = "query"
tags = ["Tactic: Execution"]
[[rule.threat]]
[[rule.threat.technique]]
id = "T1059"
name = "Command and Scripting Interpreter"
reference = "https://attack.mitre.org/techniques/T1059/"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
[[rule.threat]]
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
`;
    assert.deepEqual(lines(source.replace('Command', 'Comm<|>and')), [6]);
    assert.deepEqual(lines(source.replace('attack.mitre', 'attack.<|>mitre')), [6]);
    assert.deepEqual(lines(source.replace('Tactic:', 'Tac<|>tic:')), [10, 14]);
    assert.deepEqual(lines(source.replace('"Execution"', '"Exec<|>ution"')), [10, 14]);
  });

  it('names nothing in values, and nothing in other files', () => {
    assert.deepEqual(lines('[rule]\ntype = "query"\nquery = "a.b : c<|>.d"\n'), []);
    assert.deepEqual(lines('[tool]\nquery = "a.<|>b : c"\n'), []);
  });

  it('finds fields in exceptions', () => {
    const source = `[[exceptions]]
[[exceptions.items]]
[[exceptions.items.entries]]
field = "user.<|>id"
`;
    assert.deepEqual(lines(source), [4]);
  });

  it('finds rule ids in actions and connectors, but no fields there', () => {
    const id = '5d2b2cf4-6b1b-4f6d-9e57-0f6a37a3a001';
    const actions = `[metadata]
rule_id = ["${id.slice(0, 4)}<|>${id.slice(4)}"]
rule_name = "One"
[[actions]]
action_type_id = ".jira"
[actions.params]
field = "user.id"
`;
    assert.deepEqual(lines(actions), [2]);
    assert.deepEqual(lines(actions.replace('<|>', '').replace('user.id', 'user.<|>id')), []);
  });

  const queries: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['query', 'kuery', 'a.b:(x or y) or "q.r":1', ['a.b=a.b', 'q.r=q.r']],
    ['query', 'kuery', 'a.*:1 and b > 2', ['b=b']],
    ['query', 'kuery', 'n:{ m:1 }', ['n=n', 'n.m=m']],
    ['query', 'lucene', 'a.b:(x OR y) AND _exists_:c.d', ['a.b=a.b', 'c.d=c.d']],
    ['eql', 'eql', 'process where a.b == "c.d" // e.f\n and g.h : "x"', ['a.b=a.b', 'g.h=g.h']],
    ['eql', 'eql', 'any where a.b == ?"c:\\" and d.e == 1', ['a.b=a.b', 'd.e=d.e']],
    [
      'esql',
      'esql',
      'from logs-a.b-* | where x.y == "z" and to_lower(p.q) == "r.s"',
      ['x.y=x.y', 'p.q=p.q'],
    ],
  ];
  for (const [type, language, query, expected] of queries)
    it(`${language}: ${query}`, () => {
      assert.deepEqual(fields(type, language, query), expected);
    });
});
