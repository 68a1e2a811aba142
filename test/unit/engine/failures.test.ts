// Rules that would fail in Kibana or are not evaluated here: a code, a sentence, the place in the rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ruleText, run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const newTerms: RuleKeys = {
  type: 'new_terms',
  new_terms_fields: ['user.name'],
  history_window_start: 'now-5d',
};

/** Name, rule, code, text of the rule file under the span. */
const rows: readonly (readonly [string, RuleKeys, string, string | undefined])[] = [
  ['saved_query', { type: 'saved_query' }, 'not-evaluated', '"saved_query"'],
  ['eql', { type: 'eql', language: 'eql' }, 'not-evaluated', '"eql"'],
  ['esql', { type: 'esql', language: 'esql' }, 'not-evaluated', '"esql"'],
  ['machine_learning', { type: 'machine_learning' }, 'not-evaluated', '"machine_learning"'],
  [
    'Lucene that Elasticsearch cannot read',
    { language: 'lucene', query: 'source.ip:10.0.0.0/8' },
    'lucene-syntax',
    '/',
  ],
  [
    'a Lucene range with a value that is no number',
    { language: 'lucene', query: 'a:1 AND process.pid:[x TO 5]' },
    'value-type',
    'process.pid:[x TO 5]',
  ],
  ['a type that does not exist', { type: 'new_term' }, 'invalid-value', '"new_term"'],
  ['a language that does not exist', { language: 'kquery' }, 'invalid-value', '"kquery"'],
  ['an interval that is none', { interval: '5 minutes' }, 'invalid-value', '"5 minutes"'],
  ['a from that is no text', { from: 5 }, 'wrong-type', '5'],
  ['a query that is no text', { query: ['a:1'] }, 'wrong-type', '["a:1"]'],
  ['max_signals as text', { max_signals: '2' }, 'wrong-type', '"2"'],
  [
    'a list of fields that holds a number',
    { ...newTerms, new_terms_fields: ['a', 5] },
    'wrong-type',
    '["a", 5]',
  ],
  ['no alerts allowed', { max_signals: 0 }, 'invalid-value', '0'],
  ['a from that is no date math', { from: 'now-9x' }, 'invalid-value', '"now-9x"'],
  ['a query that does not parse', { query: 'a:' }, 'kql-syntax', undefined],
  ['a wildcard on an ip', { query: 'source.ip: 10.*' }, 'wildcard-type', 'source.ip: 10.*'],
  [
    'text as a new term',
    { ...newTerms, new_terms_fields: ['message'] },
    'terms-on-type',
    '"message"',
  ],
  [
    'no new-terms field',
    { type: 'new_terms', history_window_start: 'now-5d' },
    'missing-key',
    'history_window_start = "now-5d"',
  ],
  [
    'four new-terms fields',
    { ...newTerms, new_terms_fields: ['a', 'b', 'c', 'd'] },
    'invalid-value',
    '["a", "b", "c", "d"]',
  ],
  [
    'no history',
    { type: 'new_terms', new_terms_fields: ['a'] },
    'missing-key',
    'new_terms_fields = ["a"]',
  ],
  [
    'a history that is no date math',
    { ...newTerms, history_window_start: '5d' },
    'history-window',
    '"5d"',
  ],
  [
    'a history as long as the window',
    { ...newTerms, from: 'now-9m', history_window_start: 'now-9m' },
    'history-window',
    '"now-9m"',
  ],
  [
    'a history shorter than the window',
    { ...newTerms, from: 'now-9m', history_window_start: 'now-5m' },
    'history-window',
    '"now-5m"',
  ],
];

describe('rules that do not run', () => {
  for (const [name, rule, code, text] of rows)
    for (const now of [undefined, '2026-01-01T12:00:00Z'])
      it(`${name}, ${now ?? 'replay'}`, () => {
        const events = [{ '@timestamp': '2026-01-01T11:59:00Z', user: { name: 'a' } }];
        const { result } = run({ rule, events, now });
        assert.equal(result.failure?.code, code, result.failure?.message);
        assert.deepEqual(result.alerts, []);
        assert.equal(result.explanation, undefined);
        const { span } = result.failure;
        if (text !== undefined)
          assert.equal(span && ruleText(rule).slice(span.start, span.end), text);
      });

  it('a query on `now` runs once, but is not replayed', () => {
    const rule = { query: 'event.created >= "now-1h"' };
    const events = [
      { '@timestamp': '2026-01-01T11:59:00Z', event: { created: '2026-01-01T11:30:00Z' } },
    ];
    assert.equal(run({ rule, events, now: '2026-01-01T12:00:00Z' }).result.alerts.length, 1);
    const { failure } = run({ rule, events }).result;
    assert.equal(failure?.code, 'not-evaluated');
    assert.match(failure.message, /--now/);
  });

  it('exception lists without items are warned of, endpoint lists are not', () => {
    const toml = (type: string): string =>
      `exceptions_list = [{list_id="l", type="${type}", namespace_type="single", id="i"}]\n`;
    const codes = (type: string): readonly string[] =>
      run({ rule: {}, toml: toml(type) }).result.warnings.map(({ code }) => code);
    assert.deepEqual(codes('detection'), ['setting-not-applied']);
    assert.deepEqual(codes('endpoint'), []);
  });
});
