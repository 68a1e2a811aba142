// Mistakes in ES|QL queries: what is marked and said, and the look-alikes that are right.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from '../../support/checkFixes';

const from = 'from logs-* metadata _id, _version, _index';

/** What follows the source, the text that is marked, and the sentence. */
const mistakes: readonly (readonly [query: string, marked: string, message: string])[] = [
  ['| wehre a == 1', 'wehre', 'ES|QL has no command `wehre`. Did you mean `where`?'],
  ['| where a == 1 | | keep *', '|', 'No command follows this `|`.'],
  ['| keep * |', '|', 'No command follows this `|`.'],
  ['| where (a == 1 | keep *', '(', 'This bracket is not closed before the next `|`.'],
  ['| where a in ("x"', '(', 'This bracket is not closed.'],
  ['| where a == 1)', ')', 'This `)` closes nothing.'],
  ['| where a in ("x"]', '(', 'Expected `)` to close this bracket.'],
  ['| where a == "x', '"x', 'Expected `"` to close this text before the end of the line.'],
  ["| where a == 'x'", "'", 'ES|QL has no `\'`. A text stands between `"`.'],
  ['| where a && b', '&', 'ES|QL has no `&`. Write `and`.'],
  ['| where a /* b', '/*', 'Expected `*/` to close this comment.'],
  ['| where a == 1 # b', '#', 'ES|QL has no `#`. A comment begins with `//`.'],
  ['| where a = 1', '=', 'A condition compares with `==`.'],
  [
    '| where a == "x" adn b',
    'adn',
    'Expected an operator, `,` or `|` in front of `adn`. Did you mean `and`?',
  ],
  ['| where a in ("x" "y")', '"y"', 'Expected an operator, `,` or `|` in front of `"y"`.'],
  ['| keep a.b c', 'c', 'Expected an operator, `,` or `|` in front of `c`.'],
  [' where a == 1', 'where', 'Expected a `|` in front of `where`.'],
  ['| grok a """%{WORD:b}""" eval c = 1', 'eval', 'Expected a `|` in front of `eval`.'],
  ['| eval x = 1\n where a', 'where', 'Expected a `|` in front of `where`.'],
  [
    '| where a == 1\n keep *',
    'keep',
    'Expected an operator, `,` or `|` in front of `keep`. Is a `|` missing?',
  ],
  [
    '| sort a dsc',
    'dsc',
    'Expected an operator, `,` or `|` in front of `dsc`. Did you mean `desc`?',
  ],
  ['| eval x = to_lwer(a)', 'to_lwer', 'ES|QL has no function `to_lwer`. Did you mean `to_lower`?'],
  ['| eval x = len(a)', 'len', 'ES|QL has no function `len`. Did you mean `length`?'],
  ['| where a is not nul', 'nul', 'Expected `null` behind `is` or `is not`.'],
  [
    '| eval x = date_trunc(5 minuets, a)',
    'minuets',
    'Expected an operator, `,` or `|` in front of `minuets`. Did you mean `minutes`?',
  ],
  ['| limit ten', 'ten', '`limit` takes a number.'],
];

const right: readonly string[] = [
  '| where a == 1 and not b in ("x", "y") or c is not null',
  '| where a like ("x*", "y*") and b rlike """a"b|c""" // d (',
  '| eval x = date_trunc(5 minutes, @timestamp), y = -1, z = a::long, `my-x` = 1',
  '| stats n = count(*) where a > 1, v = values(b) by c, d = bucket(@timestamp, 1 hour)',
  '| keep @timestamp, process.*, *_id | sort n desc nulls last, m | limit 10',
  '| dissect a "%{b} c" | grok d """%{WORD:e}""" | rename a as b',
  '| enrich p on a with b = c | lookup join l on a | mv_expand a',
  '| fork (where a == 1 | limit 5) (where a == 2 | limit 5)',
  '| where match(a, "b", {"operator": "AND"}) and c : "d" and some_new_thing(e)',
  '| newcommand a b c',
  '| eval x = CASE(a == 1, "b", null), y = COUNT_OVER_TIME(z)',
];

const ruleOf = (query: string): string =>
  `[metadata]\n[rule]\ntype = "esql"\nlanguage = "esql"\nquery = '''\n${query}\n'''\n`;

const problemIn = (query: string) => {
  const text = ruleOf(query);
  return problemsOf(text)
    .filter(({ code }) => code === 'esql-syntax')
    .map(({ message, span }) => [text.slice(span.start, span.end), message]);
};

/** By the code `unknown-field`. */
const names: readonly (readonly [query: string, said: readonly string[]])[] = [
  ['| where proces.name == "a" and user.nmae == "b"', ['proces.name', 'user.nmae']],
  ['| where my.own_thing == 1 and gen_ai.policy.kind == "x"', []],
  ['| eval process.nmae = 1 | where process.nmae == 1', []],
  ['| stats Esql.count = count(*) | where Esql.cuont > 5', ['Esql.cuont']],
  ['| stats Esql.count = count(*) | where Eslq.count > 5', ['Eslq.count']],
  ['| grok a """%{WORD:Esql.b}""" | dissect a "%{Esql.c} %{d}" | keep Esql.b, Esql.c', []],
  ['| grok a """x(?<Esql.b>.*)""" | where Esql.b == "y"', []],
  ['| enrich p on a | where Esql.b > 5', []],
  ['| rename a as Esql.b | keep Esql.*, Esql.b', []],
];

describe('mistakes of ES|QL', () => {
  for (const [query, said] of names)
    it(`names in ${query}`, () => {
      const text = ruleOf(`${from} ${query}`);
      const found = problemsOf(text).filter(({ code }) => code === 'unknown-field');
      assert.deepEqual(
        found.map(({ span }) => text.slice(span.start, span.end)),
        said,
      );
    });

  for (const [query, marked, message] of mistakes)
    it(query, () => {
      assert.deepEqual(problemIn(`${from} ${query}`), [[marked, message]]);
    });

  for (const query of right)
    it(`lets pass ${query}`, () => {
      assert.deepEqual(problemIn(`${from}\n${query}`), []);
    });

  it('asks exactly behind ==, and wants its indices spelt right', () => {
    const said = (query: string) =>
      problemsOf(ruleOf(query))
        .filter(({ code }) => ['quoted-wildcard', 'index-pattern'].includes(code))
        .map(({ span }) => ruleOf(query).slice(span.start, span.end));
    assert.deepEqual(said(`${from} | where a == "x*" or b != "*" or c like "y*"`), ['"x*"', '"*"']);
    assert.deepEqual(said('from logs-gcp.audt-*, logs-okta*, log-x-* metadata _id | keep *'), [
      'logs-gcp.audt-*',
      'log-x-*',
    ]);
    assert.deepEqual(said('from logs-aws* logs-okta*\n| keep *'), ['logs-aws* logs-okta*']);
    assert.deepEqual(said('from logs-aws.cloudtrail-* | keep *'), []);
  });

  it('wants a source', () => {
    assert.deepEqual(problemIn('form logs-* | keep *'), [
      ['form', 'An ES|QL query begins with `from` and its indices. Did you mean `from`?'],
    ]);
    assert.deepEqual(problemIn('row a = 1 | keep *'), []);
  });
});
