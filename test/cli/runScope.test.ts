// `rulewright run` with what keeps events out: filters, exceptions, value lists, index patterns; and alert overrides.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunResult } from '../../server/src/engine/runResult';
import { rulewright, temporaryFolder } from '../support/commandLine';
import { itemOf } from '../support/exceptions';
import { ruleText } from '../support/runRule';
import { ndjson } from '../support/samples';

const events = ['a', 'b', 'c', 'd'].map((name, i) => ({
  _id: name,
  _index: i < 3 ? '.ds-logs-x-default-2026.01.01-000001' : 'metrics-x',
  _source: { '@timestamp': '2026-01-01T11:59:00Z', user: { name }, event: { severity: 73 } },
}));
const rule = `${ruleText({ rule_id: 'r-1', index: ['logs-*'], severity: 'low' })}
exceptions_list = [{id = "1", list_id = "l1", namespace_type = "single", type = "detection"}]
filters = [{meta = {negate = true}, query = {match_phrase = {"user.name" = "a"}}}]
severity_mapping = [{field = "event.severity", operator = "equals", value = "73", severity = "high"}]
`;
const item = (name: string, list_id: string): object =>
  itemOf([['user.name', 'list', 'keyword']], { name, list_id });
const cwd = temporaryFolder({
  'rule.toml': rule,
  'script.toml': `${ruleText({})}filters = [{query = {script = {script = "1"}}}]\n`,
  'events.ndjson': ndjson(events),
  'exceptions/own.ndjson': ndjson([item('known users', 'l1'), item('other list', 'l2')]),
  'exceptions/values.txt': 'b\nd\n',
  'lists/values': 'c\n',
  'broken.ndjson': '{"entries": [{"field": "a", "type": "regexp"}], "name": "x"}\n',
});

const run = (...args: readonly string[]) =>
  rulewright(['run', ...args, '--now', '2026-01-01T12:00:00Z'], { cwd });
const json = (...args: readonly string[]): RunResult => {
  const { stdout, stderr } = run(
    'rule.toml',
    '--events',
    'events.ndjson',
    ...args,
    '--format',
    'json',
  );
  assert.equal(stderr, '');
  return JSON.parse(stdout) as RunResult;
};
const ids = ({ alerts }: RunResult): readonly (string | undefined)[] =>
  alerts.map(({ source }) => source.id);
const codes = ({ warnings }: RunResult): readonly string[] =>
  warnings.map(({ code }) => code).sort();

describe('rulewright run: what takes part', () => {
  it('filters and index patterns', () => {
    const result = json();
    assert.deepEqual(ids(result), ['b', 'c']);
    assert.equal(result.alerts[0]?.severity, 'high');
    assert.deepEqual(result.events, { read: 4, matched: 2, skipped: 0, leftOut: 1 });
    assert.deepEqual(codes(result), ['index-left-out', 'setting-not-applied']);
  });

  it('--all-indices', () => {
    assert.deepEqual(ids(json('--all-indices')), ['b', 'c', 'd']);
  });

  it('--exceptions FOLDER takes the items of the rule', () => {
    const result = json('--exceptions', 'exceptions');
    assert.deepEqual(ids(result), ['c']);
    assert.equal(result.events.excluded, 1);
    assert.deepEqual(result.explanation?.exceptions, [
      { name: 'known users', listId: 'l1', file: 'exceptions/own.ndjson', line: 1, excluded: 1 },
    ]);
    assert.deepEqual(codes(result), ['index-left-out']);
  });

  it('--exceptions FILE --value-lists DIR', () => {
    const result = json('--exceptions', 'exceptions/own.ndjson', '--value-lists', 'lists');
    assert.deepEqual(ids(result), ['b']);
    assert.equal(result.explanation?.exceptions?.length, 2);
  });

  it('as text', () => {
    const { stdout, stderr } = run(
      'rule.toml',
      '--events',
      'events.ndjson',
      '--exceptions',
      'exceptions',
    );
    assert.match(
      stdout,
      /4 events · 1 match the query · 1 excluded by exceptions · 1 of other indices · 1 alert/,
    );
    assert.match(stdout, /exception "known users" \(exceptions\/own\.ndjson:1\): 1 event\n/);
    assert.match(stderr, /warning index-left-out: 1 event takes no part.*metrics-x \(1\)/);
  });

  it('a filter that is not evaluated has its place', () => {
    const { status, stderr } = run('script.toml', '--events', 'events.ndjson');
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^script\.toml:5:\d+: error not-evaluated: A script in a filter is not evaluated locally/m,
    );
  });

  /** Arguments, message. */
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['--exceptions', 'none.ndjson'], /none\.ndjson/],
    [
      ['--exceptions', 'broken.ndjson'],
      /broken\.ndjson:1: exception item "x": an entry of type "regexp"/,
    ],
    [['--exceptions', 'rule.toml'], /rule\.toml holds no exception items/],
  ];
  for (const [args, message] of wrong)
    it(`${args.join(' ')} is an error`, () => {
      const { status, stderr } = run('rule.toml', '--events', 'events.ndjson', ...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
});
