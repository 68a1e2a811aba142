// Checks of queries in Lucene.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';
import { assertSaid } from '../../support/checkRows';

const rule = (query: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nlanguage = "lucene"\nquery = '''\n${query}\n'''\n`;

const queryCodes = [
  'unknown-field',
  'ecs-value',
  'leading-wildcard',
  'lucene-operator',
  'wildcard-type',
  'value-type',
  'quoted-wildcard',
  'free-text',
  'mixed-operators',
  'time-clause',
];

/** Query, what is said about it: the code and the text that it is about. */
const rows: readonly (readonly [query: string, said: readonly string[]])[] = [
  ['process.name:cmd AND host.name:a', []],
  ['process.nmae:cmd', ['unknown-field process.nmae']],
  [
    'process.nmae:(a OR b) AND process.nmae:c',
    ['unknown-field process.nmae', 'unknown-field process.nmae'],
  ],
  ['_exists_:process.nmae', ['unknown-field process.nmae']],
  ['process.*:cmd', []],
  ['event.category:proces', ['ecs-value proces']],
  ['event.category:("proces" OR file)', ['ecs-value "proces"']],
  ['event.category:process', []],
  ['process.name:*sh', ['leading-wildcard process.name:*sh']],
  ['process.name:?sh', ['leading-wildcard process.name:?sh']],
  ['process.name:* AND process.name:s*', []],
  ['process.name:a and host.name:b', ['lucene-operator and']],
  ['process.name:a AND not host.name:b', ['lucene-operator not']],
  ['process.name:"a and b"', []],
  ['process.name:(a and b)', ['lucene-operator and']],
  ['process.name:android', []],
  ['source.ip:10.*', ['wildcard-type source.ip:10.*']],
  ['process.name:"a*"', ['quoted-wildcard process.name:"a*"']],
  ['source.ip:"10.0.0.0/8"', []],
  ['process.name:a AND cmd', ['free-text cmd']],
  ['process.name:a AND host.name:b OR host.name:c', ['mixed-operators host.name:c']],
  ['process.name:a AND (host.name:b OR host.name:c)', []],
  ['+process.name:a host.name:b', []],
  ['@timestamp:>now-1d', []],
];

describe('checks of Lucene queries', () => {
  for (const [query, said] of rows)
    it(query, () => {
      assertSaid(rule(query), (code) => queryCodes.includes(code), said);
    });

  it('time-clause: in new_terms alone', () => {
    const text = rule('process.name:a AND @timestamp:>now-1d').replace('"query"', '"new_terms"');
    const found = problemsOf(text).filter(({ code }) => code === 'time-clause');
    assert.deepEqual(
      found.map(({ span }) => text.slice(span.start, span.end)),
      ['@timestamp:>now-1d'],
    );
  });

  it('are fixed as in KQL', () => {
    const fixes: readonly (readonly [code: string, before: string, after: string])[] = [
      ['unknown-field', 'process.nmae:a', 'process.name:a'],
      ['ecs-value', 'event.category:proces', 'event.category:process'],
      ['ecs-value', 'event.category:"proces"', 'event.category:"process"'],
      ['lucene-operator', 'host.name:a and host.name:b', 'host.name:a AND host.name:b'],
    ];
    for (const [code, before, after] of fixes) {
      const text = rule(before);
      const problem = problemsOf(text).find((candidate) => candidate.code === code);
      const fix = problem?.fixes?.[0];
      assert.ok(problem && fix, code);
      assert.equal(checkFix(text, problem, fix), rule(after));
    }
  });
});
