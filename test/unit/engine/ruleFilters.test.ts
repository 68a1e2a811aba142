// Kibana's filters of a rule: rows of a filter and the values of one field, those that alert marked.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { alertsOf, ruleText, run } from '../../support/runRule';

const types: JsonObject = {
  k: 'keyword',
  w: 'wildcard',
  t: 'text',
  n: 'long',
  d: 'date',
  ip: 'ip',
  b: 'boolean',
  v: 'version',
  c: { type: 'constant_keyword', value: 'Windows' },
  low: { type: 'keyword', normalizer: 'lowercase' },
  fl: 'flattened',
  'o.a': 'keyword',
  o: 'nested',
};

function filtered(filters: string, documents: readonly JsonObject[]): ReturnType<typeof run> {
  const events = documents.map((document) => ({
    '@timestamp': '2026-01-01T11:59:00Z',
    ...document,
  }));
  const now = '2026-01-01T12:00:00Z';
  return run({ rule: {}, toml: `filters = ${filters}\n`, events, now, types });
}

/** Filter as a query, field, values that satisfy it, values that do not. */
const rows: readonly (readonly [string, string, readonly JsonValue[], readonly JsonValue[]])[] = [
  ['{match_all={}}', 'k', ['x', null], []],
  ['{match_none={}}', 'k', [], ['x', null]],
  ['{exists={field="k"}}', 'k', ['x', '', ['x']], [null, []]],
  ['{term={k="x"}}', 'k', ['x', ['a', 'x']], ['X', 'xx', null]],
  ['{term={k={value="x", boost=2.0}}}', 'k', ['x'], ['X']],
  ['{term={k={value="X", case_insensitive=true}}}', 'k', ['x', 'X'], ['y']],
  ['{term={k={value="É", case_insensitive=true}}}', 'k', ['É'], ['é']],
  ['{term={t="fox"}}', 't', ['the quick fox', 'FOX'], ['foxes']],
  // The words of a text are in lower case, and the query's is not brought to it.
  ['{term={t="Fox"}}', 't', [], ['the quick Fox', 'fox']],
  ['{term={t={value="Fox", case_insensitive=true}}}', 't', ['fox'], []],
  ['{terms={t=["Fox", "dog"]}}', 't', ['Dog'], ['Fox']],
  ['{prefix={t="Fo"}}', 't', [], ['Fox']],
  ['{term={b={value="true", case_insensitive=true}}}', 'b', [true], [false]],
  ['{term={o={value="x", case_insensitive=true}}}', 'o', [], ['x']],
  ['{prefix={"fl.k"="fo"}}', 'fl', [{ k: 'foo' }], [{ m: 'foo' }]],
  ['{wildcard={fl="fo*"}}', 'fl', [{ k: 'foo' }, { m: 'foo' }], [{ k: 'xfoo' }]],
  ['{regexp={low="AB.*"}}', 'low', ['abc', 'ABC'], ['xab']],
  ['{bool={should=[{term={k="x"}}], minimum_should_match=0}}', 'k', ['x'], ['y']],
  [
    '{bool={filter=[{term={k="x"}}], should=[{term={k="y"}}], minimum_should_match=0}}',
    'k',
    ['x'],
    ['y'],
  ],
  ['{term={t="quick fox"}}', 't', [], ['quick fox']],
  ['{term={n=4}}', 'n', [4, '4', [1, 4]], [5]],
  ['{term={n=9007199254740993}}', 'n', ['9007199254740993'], ['9007199254740992']],
  ['{term={b=true}}', 'b', [true, 'true'], [false]],
  ['{term={ip="10.0.0.0/8"}}', 'ip', ['10.1.2.3'], ['11.0.0.1']],
  ['{term={low="ABC"}}', 'low', ['abc', 'Abc'], ['ab']],
  ['{term={c="Windows"}}', 'c', ['x', null], []],
  ['{term={c={value="windows", case_insensitive=true}}}', 'c', ['x'], []],
  ['{term={unknown_field=4}}', 'unknown_field', [4, '4'], ['5', 44]],
  ['{terms={k=["x", "y"]}}', 'k', ['x', 'y', ['z', 'y']], ['z']],
  ['{terms={n=[1, 2]}}', 'n', [1, '2'], [3]],
  ['{terms={k=[]}}', 'k', [], ['x', '']],
  ['{prefix={k="ab"}}', 'k', ['ab', 'abc'], ['xab', 'AB']],
  ['{prefix={k={value="AB", case_insensitive=true}}}', 'k', ['abc', 'aBc'], ['b']],
  ['{prefix={k="a*"}}', 'k', ['a*b'], ['abc']],
  ['{wildcard={k="a?c*"}}', 'k', ['abc', 'abcd', 'a\u{1F600}c'], ['ac', 'abbc']],
  [
    '{wildcard={k={value="?:\\\\\\\\Temp\\\\\\\\*", case_insensitive=true}}}',
    'k',
    ['C:\\temp\\x'],
    ['C:\\tmp\\x', 'CC:\\temp\\'],
  ],
  ["{wildcard={w={wildcard='*\\**'}}}", 'w', ['a*b'], ['ab']],
  ['{wildcard={w="* foo *"}}', 'w', ['a foo b'], ['foo b']],
  ['{wildcard={t="qu*"}}', 't', ['the Quick fox'], ['fox']],
  ['{wildcard={t="QU*"}}', 't', [], ['the quick fox', 'QUICK']],
  ['{wildcard={v="1.?.*"}}', 'v', ['1.2.3'], ['1.22.3']],
  ['{wildcard={c="W*"}}', 'c', ['x'], []],
  ['{match={k="x"}}', 'k', ['x'], ['x y']],
  ['{match={t="quick fox"}}', 't', ['quick', 'a fox'], ['dog']],
  ['{match={t={query="quick fox", operator="and"}}}', 't', ['fox quick'], ['quick']],
  ['{match={t={query="quick fox", type="phrase"}}}', 't', ['a quick fox'], ['fox quick']],
  ['{match_phrase={k="x"}}', 'k', ['x'], ['y']],
  ['{match_phrase={t={query="quick fox"}}}', 't', ['a quick fox'], ['fox quick', 'quick']],
  ['{match_phrase={d="2026-01-02"}}', 'd', ['2026-01-02T10:00:00Z'], ['2026-01-03']],
  ['{range={n={gte=2, lt=4}}}', 'n', [2, 3], [1, 4]],
  [
    '{range={d={gte="2026-01-01", lte="2026-01-02", format="strict_date_optional_time"}}}',
    'd',
    ['2026-01-02T10:00:00Z'],
    ['2026-01-03'],
  ],
  ['{query_string={query="a*", fields=["k"]}}', 'k', ['abc'], ['b']],
  ['{query_string={query="k:(a* AND NOT ab)"}}', 'k', ['abc', 'a'], ['ab', 'b', null]],
  ['{query_string={query="n:[2 TO 3]", analyze_wildcard=true}}', 'n', [2, 3], [1, 4]],
  ['{regexp={k="a.+c"}}', 'k', ['abc', 'axxc'], ['ac', 'abcd']],
  ['{regexp={t={value="qu[a-z]+"}}}', 't', ['the quick fox'], ['fox']],
  ['{query_string={query="foo bar", default_field="t"}}', 't', ['foo'], ['baz']],
  ['{multi_match={query="x", type="phrase", fields=["k", "w"]}}', 'w', ['x'], ['y']],
  ['{multi_match={query="x", type="phrase", lenient=true}}', 'w', ['x'], ['y']],
  [
    '{bool={should=[{term={k="x"}}, {term={k="y"}}], minimum_should_match=1}}',
    'k',
    ['x', 'y'],
    ['z'],
  ],
  [
    '{bool={should=[{term={k="x"}}, {term={k="y"}}], minimum_should_match=2}}',
    'k',
    [['x', 'y']],
    ['x'],
  ],
  ['{bool={should=[{term={k="x"}}, {term={k="y"}}], minimum_should_match=-1}}', 'k', ['x'], ['z']],
  ['{bool={must={exists={field="k"}}, should=[{term={k="x"}}]}}', 'k', ['x', 'z'], [null]],
  [
    '{bool={filter=[{exists={field="k"}}], must_not=[{term={k="x"}}, {term={k="y"}}]}}',
    'k',
    ['z'],
    ['x', 'y', null],
  ],
  ['{bool={}}', 'k', ['x', null], []],
  ['{constant_score={filter={term={k="x"}}}}', 'k', ['x'], ['y']],
  [
    '{nested={path="o", query={term={"o.a"="x"}}}}',
    'o',
    [{ a: 'x' }, [{ a: 'y' }, { a: 'x' }]],
    [{ a: 'y' }],
  ],
  ['{exists={field="o.a"}}', 'o', [{ a: 'x' }], [{ b: 'x' }]],
  ['{match_phrase={"o.a"="x"}}', 'o', [{ a: 'x' }], [{ a: 'y' }]],
];

describe('filters of a rule', () => {
  for (const [query, field, yes, no] of rows)
    it(`${query} on ${field}`, () => {
      const documents = [...yes, ...no].map((value) => ({ [field]: value }));
      const plain = filtered(`[{query=${query}}]`, documents);
      assert.deepEqual(plain.result.failure, undefined);
      assert.deepEqual(
        alertsOf(plain),
        yes.map((_, i) => String(i + 1)),
      );
      const negated = filtered(`[{meta={negate=true, disabled=false}, query=${query}}]`, documents);
      assert.deepEqual(
        alertsOf(negated),
        no.map((_, i) => String(yes.length + i + 1)),
      );
      const legacy = filtered(
        `[${query.replace(/\}$/, ', meta={negate=false}, "$state"={store="appState"}}')}]`,
        documents,
      );
      assert.deepEqual(alertsOf(legacy), alertsOf(plain), 'the filter is the query itself');
      const disabled = filtered(`[{meta={disabled=true, negate=true}, query=${query}}]`, documents);
      assert.equal(disabled.result.alerts.length, documents.length);
    });

  it('all filters must hold, beside the query', () => {
    const filters = '[{query={term={k="x"}}}, {meta={negate=true}, query={term={n=2}}}]';
    const documents = [
      { k: 'x', n: 1 },
      { k: 'x', n: 2 },
      { k: 'y', n: 1 },
    ];
    assert.deepEqual(alertsOf(filtered(filters, documents)), ['1']);
  });

  it('combined filters', () => {
    const parts = '[{query={term={k="x"}}}, {meta={negate=true}, query={exists={field="n"}}}]';
    const documents = [{ k: 'x', n: 1 }, { k: 'y' }, { k: 'x' }, { k: 'y', n: 1 }];
    const combined = (relation: string): readonly string[] =>
      alertsOf(
        filtered(`[{meta={type="combined", relation="${relation}", params=${parts}}}]`, documents),
      );
    assert.deepEqual(combined('OR'), ['1', '2', '3']);
    assert.deepEqual(combined('AND'), ['3']);
  });

  it('as tables', () => {
    const toml =
      '[[rule.filters]]\n[rule.filters.meta]\nnegate = true\n[rule.filters.query.wildcard."file.path"]\nvalue = "/tmp/*"\n';
    const events = ['/tmp/a', '/etc/a'].map((path) => ({
      '@timestamp': '2026-01-01T11:59:00Z',
      file: { path },
    }));
    assert.deepEqual(alertsOf(run({ rule: {}, toml, events, now: '2026-01-01T12:00:00Z' })), ['2']);
  });
});

/** Filter, code, place in it. */
const failing: readonly (readonly [string, string, string])[] = [
  ['{query={script={script={source="true"}}}}', 'not-evaluated', '{script={source="true"}}'],
  ['{query={geo_shape={ignore_unmapped=true}}}', 'not-evaluated', 'geo_shape'],
  ['{query={regexp={k="a("}}}', 'filter-syntax', 'k'],
  ['{query={regexp={k={value="a", flags="NONE"}}}}', 'not-evaluated', 'flags'],
  ['{query={regexp={n="4.*"}}}', 'wildcard-type', 'n'],
  ['{query={wildcard={"fl.k"="fo*"}}}', 'wildcard-type', '"fl.k"'],
  ['{query={query_string={query="a AND b", fields=["k"]}}}', 'not-evaluated', 'query_string'],
  ['{query={query_string={query="k:("}}}', 'filter-syntax', 'query_string'],
  ['{query={query_string={query="n:four"}}}', 'value-type', 'query_string'],
  ['{query={match={k={query="x", fuzziness=1}}}}', 'not-evaluated', 'fuzziness'],
  [
    '{query={terms={k={index="i", id="1", path="p"}}}}',
    'not-evaluated',
    '{index="i", id="1", path="p"}',
  ],
  ['{query={range={d={gte="1", time_zone="Europe/Berlin"}}}}', 'not-evaluated', 'd'],
  ['{query={bool={should=[], minimum_should_match="75%"}}}', 'not-evaluated', '"75%"'],
  ['{query={term={k="x"}, exists={field="k"}}}', 'filter-syntax', 'exists'],
  ['{query={term={k="x", w="x"}}}', 'filter-syntax', 'term'],
  ['{query={exists={}}}', 'filter-syntax', 'exists'],
  ['{meta={negate=true}}', 'filter-syntax', '{meta={negate=true}}'],
  ['{query={bool={must_not=[{bool={should=[{fuzzy={k="x"}}]}}]}}}', 'not-evaluated', 'fuzzy'],
  ['{query={wildcard={n="4*"}}}', 'wildcard-type', 'n'],
  ['{query={term={n="four"}}}', 'value-type', 'n'],
  ['{query={term={n={value="4", case_insensitive=true}}}}', 'value-type', 'n'],
  ['{query={nested={path="k", query={match_all={}}}}}', 'nested-field', 'nested'],
];

describe('filters that fail', () => {
  for (const [filter, code, place] of failing)
    it(filter, () => {
      const { failure } = filtered(`[${filter}]`, [{ k: 'x' }]).result;
      assert.equal(failure?.code, code, failure?.message);
      const text = `${ruleText({})}filters = [${filter}]\n`;
      assert.equal(failure.span && text.slice(failure.span.start, failure.span.end), place);
    });

  it('are not looked at where they are disabled', () => {
    const { failure } = filtered('[{meta={disabled=true}, query={script={}}}]', []).result;
    assert.equal(failure, undefined);
  });

  it('date math on now is one execution only', () => {
    const rule = {
      rule: {},
      toml: 'filters = [{query={range={"event.created"={gte="now-1h"}}}}]\n',
    };
    const events = [
      { '@timestamp': '2026-01-01T11:59:00Z', event: { created: '2026-01-01T11:30:00Z' } },
    ];
    assert.deepEqual(alertsOf(run({ ...rule, events, now: '2026-01-01T12:00:00Z' })), ['1']);
    assert.equal(run({ ...rule, events }).result.failure?.code, 'not-evaluated');
  });
});
