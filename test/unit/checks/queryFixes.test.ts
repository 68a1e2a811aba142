// Fixes of queries, row by row: the query, and what the first fix makes of it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';

const ruleOf = (query: string, type = 'query'): string =>
  `[metadata]\n[rule]\ntype = "${type}"\nquery = '''\n${query}\n'''\n`;
const queryOf = (rule: string): string => /'''\n([^]*)\n'''/.exec(rule)?.[1] ?? '';

/** Code, query, query after the first fix. */
const rows: readonly (readonly [string, string, string])[] = [
  ['unknown-field', 'process.nmae: a', 'process.name: a'],
  ['unknown-field', 'EventID: 4702', 'event.code: 4702'],
  ['unknown-field', 'SubjectUserName: a', 'winlog.event_data.SubjectUserName: a'],
  ['unknown-field', 'Process.Name: (a or b)', 'process.name: (a or b)'],
  ['wildcard-type', 'source.ip: 10.*', 'source.ip: 10.0.0.0/8'],
  ['wildcard-type', 'source.ip: (1.1.1.1 or 192.168.*)', 'source.ip: (1.1.1.1 or 192.168.0.0/16)'],
  ['null-value', 'process.name: null', 'process.name: "null"'],
  ['ecs-value', 'event.category: proces', 'event.category: process'],
  ['ecs-value', 'event.outcome: "Success"', 'event.outcome: "success"'],
  ['free-text', 'process.name=cmd.exe', 'process.name: cmd.exe'],
  ['free-text', 'a: b and process.name == x', 'a: b and process.name: x'],
  ['quoted-wildcard', 'process.name: "cmd*"', 'process.name: cmd*'],
  ['quoted-wildcard', 'process.name: "a (b)*"', 'process.name: a \\(b\\)*'],
  ['question-mark', 'process.executable: ?\\:\\\\x\\\\*', 'process.executable: C\\:\\\\x\\\\*'],
  ['question-mark', 'process.executable: "?:\\\\x"', 'process.executable: C\\:\\\\x'],
  ['control-character', 'process.name: "C:\\temp"', 'process.name: "C:\\\\temp"'],
  ['control-character', 'process.name: C\\:\\temp*', 'process.name: C\\:\\\\temp*'],
  ['missing-operator', 'process.name: (a\n  b)', 'process.name: (a or\n  b)'],
  ['missing-operator', 'process.name: (a* or b*\n  c*)', 'process.name: (a* or b* or\n  c*)'],
  ['missing-operator', 'process.name: (a, b, c or d)', 'process.name: (a or b or c or d)'],
  ['missing-operator', 'process.name: a\n  b', 'process.name: (a or\n  b)'],
  ['missing-operator', 'process.args: (x and a\n  b)', 'process.args: (x and (a or\n  b))'],
  ['missing-operator', 'process.name: [a, b] and x: y', 'process.name: (a or b) and x: y'],
  ['free-text', 'process.name: "a" or b or "c"', 'process.name: ("a" or b or "c")'],
  ['free-text', 'process.name: (a or b) or c', 'process.name: (a or b or c)'],
  ['free-text', 'x: y and host.name != a', 'x: y and not host.name: a'],
  ['free-text', 'process.name cmd.exe', 'process.name: cmd.exe'],
  ['free-text', 'x: y and process.name', 'x: y and process.name: *'],
  ['unknown-field', 'x: y and !host.name: a', 'x: y and not host.name: a'],
  ['query-comment', '// the shell\nprocess.name: a', 'process.name: a'],
  ['quoted-wildcard', 'process.name: "a**"', 'process.name: a*'],
  ['stray-quote', "process.name: 'cmd.exe'", 'process.name: "cmd.exe"'],
  ['stray-quote', 'process.name: \u201ccmd*\u201d', 'process.name: cmd*'],
  ['query-comment', 'process.name: cmd.exe # the shell', 'process.name: cmd.exe'],
  ['outer-blank', 'process.name: "a "', 'process.name: "a"'],
  ['contradiction', 'event.code: 1 and x: y and event.code: 2', 'event.code: (1 or 2) and x: y'],
  [
    'contradiction',
    'event.code: 1 and event.code: 2 and event.code: 3',
    'event.code: (1 or 2 or 3)',
  ],
  ['contradiction', 'event.code: (1 and 2)', 'event.code: (1 or 2)'],
  ['negated-list', 'f: (a or b or not c)', 'f: ((a or b) and not c)'],
  ['negated-list', 'f: (not a or not "b")', 'f: (not a and not "b")'],
  ['negated-list', 'f: (x and (a or not (b or c)))', 'f: (x and (a and not (b or c)))'],
  [
    'event-code-field',
    'event.code: 4702 and winlog.event_data.TaskNam: x',
    'event.code: 4702 and winlog.event_data.TaskName: x',
  ],
  ['tautology', 'not host.name: a or not host.name: b', 'not host.name: (a or b)'],
  ['duplicate-clause', 'process.name: (a or b or a)', 'process.name: (a or b)'],
  ['duplicate-clause', 'a: b and c: d and a: b', 'a: b and c: d'],
  ['duplicate-clause', '(a: b) or (c: d) or ((a: b))', '(a: b) or (c: d)'],
  ['duplicate-clause', 'f: (a or a)', 'f: (a)'],
  ['shadowed-clause', 'process.name: (a* or ab)', 'process.name: (a*)'],
  ['shadowed-clause', 'process.name: (ab or a*)', 'process.name: (a*)'],
  ['shadowed-clause', 'process.name: * and process.name: ab', 'process.name: ab'],
  ['shadowed-clause', 'a: b or (a: b and c: d)', 'a: b'],
  ['shadowed-clause', 'a: b and (a: b or c: d) and e: f', 'a: b and e: f'],
  ['shadowed-clause', 'process.name: ("x" or x)', 'process.name: ("x")'],
  ['shadowed-clause', 'not process.name: ab and not process.name: a*', 'not process.name: a*'],
  ['not-scope', 'not a: b or c: d', '(not a: b) or c: d'],
  ['not-scope', 'not a: b or not c: d or e: f', '(not a: b) or (not c: d) or e: f'],
  ['mixed-operators', 'a: b or c: d and e: f', 'a: b or (c: d and e: f)'],
  ['mixed-operators', 'f: (a and b or c)', 'f: ((a and b) or c)'],
  ['double-negation', 'not (not a: b)', 'a: b'],
  ['double-negation', 'not (not (a: b or c: d)) and e: f', '(a: b or c: d) and e: f'],
  ['double-negation', 'not f: (not a)', 'f: (a)'],
  ['double-negation', 'f: (not (not (a or b)))', 'f: (a or b)'],
  ['double-negation', 'f: (x and not (not (a or b)))', 'f: (x and (a or b))'],
  ['mergeable-clauses', 'a: b or a: c', 'a: (b or c)'],
  ['mergeable-clauses', 'a: b or x: y or a: (c or "d")', 'a: (b or c or "d") or x: y'],
  ['mergeable-clauses', 'x: y and not a: b and not a: (c or d)', 'x: y and not a: (b or c or d)'],
  ['mergeable-clauses', 'not (a: b) and not a: c', 'not a: (b or c)'],
  ['mergeable-clauses', 'a: b or (a: c or a: d)', 'a: (b or c or d)'],
  ['mergeable-clauses', 'a: (b or c) or a: (c or d)', 'a: (b or c or d)'],
  ['mergeable-clauses', 'host.name: (ab or c) or host.name: a*', 'host.name: (c or a*)'],
  ['kql-dialect', 'a: b AND c: d', 'a: b and c: d'],
  ['kql-dialect', 'process.name: a b', 'process.name: "a b"'],
  ['kql-dialect', 'process.name: (a and)', 'process.name: ("a and")'],
  ['kql-dialect', 'a: b\u00a0and c: d', 'a: b and c: d'],
  ['kql-dialect', 'process.name: **', 'process.name: *'],
];

describe('fixes of queries', () => {
  for (const [code, query, expected] of rows)
    it(`${code}: ${query}`, () => {
      const text = ruleOf(query);
      const problem = problemsOf(text).find((candidate) => candidate.code === code);
      const fix = problem?.fixes?.[0];
      assert.ok(
        problem && fix,
        `no fix; found ${problemsOf(text)
          .map((p) => p.code)
          .join(' ')}`,
      );
      assert.equal(queryOf(checkFix(text, problem, fix)), expected);
    });

  it('time-clause: takes the condition out', () => {
    const text = ruleOf('process.name: a and @timestamp >= now-1h', 'new_terms');
    const problem = problemsOf(text).find(({ code }) => code === 'time-clause');
    assert.ok(problem?.fixes?.[0]);
    assert.equal(queryOf(checkFix(text, problem, problem.fixes[0])), 'process.name: a');
  });

  it('cover at least 15 codes', () => {
    assert.ok(new Set(rows.map(([code]) => code)).size >= 15);
  });
});

describe('fixes in every kind of TOML string', () => {
  const fixIn = (line: string): string | undefined => {
    const text = `[metadata]\n[rule]\ntimestamp_override = "event.ingested"\n${line}\n`;
    const problem = problemsOf(text).find(
      ({ code, fixes }) => code !== 'missing-key' && fixes && fixes.length > 0,
    );
    const fix = problem?.fixes?.[0];
    return problem && fix && checkFix(text, problem, fix).split('\n').slice(3).join('\n').trimEnd();
  };

  it('escapes what the string needs', () => {
    assert.equal(fixIn('query = "process.name: a b"'), 'query = "process.name: \\"a b\\""');
    assert.equal(fixIn('query = """process.name: a b"""'), 'query = """process.name: \\"a b\\""""');
    assert.equal(fixIn("query = 'process.name: a b'"), `query = 'process.name: "a b"'`);
  });

  it('reads other control characters that TOML made', () => {
    const broken: readonly (readonly [string, string])[] = [
      ['\\"C:\\bin\\"', '\\"C:\\\\\\\\bin\\"'],
      ['\\"C:\\foo\\"', '\\"C:\\\\\\\\foo\\"'],
      ['C\\\\:\\new*', 'C\\\\:\\\\\\\\new*'],
      ['C\\\\:\\temp*', 'C\\\\:\\\\\\\\temp*'],
    ];
    for (const [value, fixed] of broken)
      assert.equal(fixIn(`query = "process.name: ${value}"`), `query = "process.name: ${fixed}"`);
    assert.equal(fixIn('query = "process.name: (a\\nb)"'), 'query = "process.name: (a or\\nb)"');
  });

  it('reads a tab that TOML made', () => {
    assert.equal(
      fixIn('query = "process.name: \\"C:\\temp\\""'),
      'query = "process.name: \\"C:\\\\\\\\temp\\""',
    );
  });
});
