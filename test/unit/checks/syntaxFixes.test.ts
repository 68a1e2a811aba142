// Fixes of syntax errors of KQL: the query, and what the first fix makes of it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';

const ruleOf = (query: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nquery = '''\n${query}\n'''\n`;
const queryOf = (rule: string): string => /'''\n([^]*)\n'''/.exec(rule)?.[1] ?? '';

const rows: readonly (readonly [string, string])[] = [
  ['event.action: knot and a: b', 'event.action: "knot" and a: b'],
  ['event.action: (Knot or foo)', 'event.action: ("Knot" or foo)'],
  ['a: cannot open', 'a: "cannot open"'],
  ['x: y and a: it can not open and c: d', 'x: y and a: "it can not open" and c: d'],
  ['a: b and f: not "c d"', 'a: b and not f: "c d"'],
  ['f: not (a or b)', 'not f: (a or b)'],
  ['a: b and not not c: d', 'a: b and c: d'],
  ['a: b not c: d', 'a: b and not c: d'],
  ['a: b and not(c: d)', 'a: b and not (c: d)'],
  ['(a: b)or(c: d)', '(a: b) or (c: d)'],
  ['f: ("a"or"b")', 'f: ("a" or "b")'],
  ['f = "a"', 'f: "a"'],
  ['x: y and f != "a"', 'x: y and not f: "a"'],
  ['f like "a"', 'f: "a"'],
  ['a: b && c: d', 'a: b and c: d'],
  ['a: "b"||c: d', 'a: "b" or c: d'],
  ['process.pid: > 5', 'process.pid > 5'],
  ['f: "a" "b"', 'f: ("a" or "b")'],
  ['f: ("x" or "a", "b")', 'f: ("x" or "a" or "b")'],
  ['source.ip: fe80::1', 'source.ip: "fe80::1"'],
  ['f: C:\\Windows', 'f: "C:\\\\Windows"'],
  ['f: "C:\\dir\\"', 'f: "C:\\dir\\\\"'],
  ['f: a\\q', 'f: a\\\\q'],
  ['a: b\nc.d: e', 'a: b\nand c.d: e'],
  ['f: (a or (b', 'f: (a or (b))'],
  ['email.attachments: { file.name: "("', 'email.attachments: { file.name: "(" }'],
  ['a: b and not', 'a: b'],
  ['a: (b or )', 'a: (b )'],
  ['a: b)', 'a: b'],
];

describe('fixes of syntax errors', () => {
  it('are found far into a query', () => {
    const conditions = Array.from({ length: 2000 }, (_, at) => `a${at}: b and `);
    const long = `${conditions.join('')}(c: d`;
    const text = ruleOf(long);
    const problem = problemsOf(text).find(({ code }) => code === 'kql-syntax');
    assert.ok(problem?.fixes?.[0]);
    assert.equal(queryOf(checkFix(text, problem, problem.fixes[0])), `${long})`);
  });

  for (const [query, expected] of rows)
    it(query, () => {
      const text = ruleOf(query);
      const problem = problemsOf(text).find(({ code }) => code === 'kql-syntax');
      const fix = problem?.fixes?.[0];
      assert.ok(problem && fix, 'no fix');
      assert.equal(fix.isSafe, false);
      assert.equal(queryOf(checkFix(text, problem, fix)), expected);
    });

  it('write the line ends of the file', () => {
    for (const query of [
      'a: b &&\nc: d',
      'a: b &&\n\nc: (d or\ne)',
      'a: b\nc.d: e',
      'a: (b or\nc',
    ]) {
      const text = ruleOf(query).replaceAll('\n', '\r\n');
      const problem = problemsOf(text).find(({ code }) => code === 'kql-syntax');
      const fix = problem?.fixes?.[0];
      assert.ok(problem && fix, query);
      assert.doesNotMatch(checkFix(text, problem, fix), /(?<!\r)\n/);
    }
  });

  for (const query of ['f:', 'f: ()', 'a: "b', '{ a: b }'])
    it(`none for: ${query}`, () => {
      const [problem] = problemsOf(ruleOf(query)).filter(({ code }) => code === 'kql-syntax');
      assert.ok(problem);
      assert.equal(problem.fixes, undefined);
    });
});
