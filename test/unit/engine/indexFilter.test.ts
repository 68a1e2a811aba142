// Index patterns of a rule against the index names of events, and what a run says of left-out events.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainNoAlerts } from '../../../server/src/engine/explain';
import { indexFilter } from '../../../server/src/engine/indexFilter';
import { ndjson, sampleOf } from '../../support/samples';
import { alertsOf, run, warningCodes } from '../../support/runRule';

/** Patterns, names that they cover, names that they do not. */
const rows: readonly (readonly [readonly string[], readonly string[], readonly string[]])[] = [
  [['logs-a'], ['logs-a'], ['logs-ab', 'logs-b']],
  [['logs-*'], ['logs-a', 'logs-'], ['xlogs-a', 'winlogbeat-8']],
  [
    ['logs-endpoint.events.*'],
    ['logs-endpoint.events.process-default'],
    ['logs-endpoint.alerts-default'],
  ],
  [
    ['logs-*'],
    ['.ds-logs-endpoint.events.process-default-2026.01.01-000001'],
    ['.ds-metrics-x-default-2026.01.01-000001'],
  ],
  [
    ['logs-x-default'],
    ['.ds-logs-x-default-2026.01.01-000012', '.ds-logs-x-default-000002'],
    ['.ds-logs-x-default2-2026.01.01-000001'],
  ],
  [
    ['logs-x-*'],
    [
      'partial-.ds-logs-x-default-2026.01.01-000001',
      'restored-.ds-logs-x-default-2026.01.01-000001',
    ],
    [],
  ],
  [['.ds-logs-*'], ['.ds-logs-x-default-2026.01.01-000001'], ['logs-x']],
  [['*'], ['logs-a', '.ds-logs-x-default-2026.01.01-000001'], ['.kibana', 'remote:logs-a']],
  [['_all'], ['logs-a'], []],
  [
    ['.alerts-security.alerts-*'],
    ['.internal.alerts-security.alerts-default-000001'],
    ['.internal.other-000001'],
  ],
  [['logs-*', '-logs-x-*'], ['logs-a'], ['logs-x-1']],
  [['-logs-x-*', 'logs-*'], ['logs-a', 'logs-x-1'], []],
  [['logs-*', '-logs-x-*', 'logs-x-2'], ['logs-x-2'], ['logs-x-1']],
  [['logs-a', '-logs-a'], ['logs-a'], []],
  [['logs-a, logs-b'], ['logs-a', 'logs-b'], ['logs-c']],
  [
    ['remote:logs-*'],
    ['remote:logs-a', 'remote:.ds-logs-a-default-2026.01.01-000001'],
    ['logs-a', 'other:logs-a'],
  ],
  [['*:logs-*'], ['remote:logs-a', 'other:logs-a'], ['logs-a', 'remote:metrics-a']],
  [['remote:logs-*', 'remote:-logs-x'], ['remote:logs-a'], ['remote:logs-x']],
  [['*:logs-*', '-remote:logs-*'], ['other:logs-a'], ['remote:logs-a']],
  [['<logs-{now/d}>'], ['logs-2026.01.01'], ['metrics-2026.01.01']],
  [['<logs-{now/d{yyyy.MM}}-x>'], ['logs-2026.01-x'], ['logs-2026.01']],
];

describe('index patterns', () => {
  for (const [patterns, covered, others] of rows)
    it(patterns.join(' '), () => {
      const filter = indexFilter(patterns);
      const leftOut = (index: string): string | undefined => filter.leftOut({ index, source: {} });
      for (const index of covered) assert.equal(leftOut(index), undefined, index);
      for (const index of others) assert.equal(leftOut(index), index);
    });

  it('data_stream fields tell the index where all three are known', () => {
    const filter = indexFilter(['logs-a-*', 'remote:logs-r-*']);
    const stream = (dataset: string): object => ({ type: 'logs', dataset, namespace: 'default' });
    const verdict = (source: object): string | undefined =>
      filter.leftOut({ index: undefined, source: source as Record<string, never> });
    assert.equal(verdict({ data_stream: stream('a') }), undefined);
    assert.equal(verdict({ data_stream: stream('r') }), undefined);
    assert.equal(verdict({ data_stream: stream('b') }), 'logs-b-default');
    assert.equal(verdict({ 'data_stream.type': 'logs', 'data_stream.dataset': 'b' }), undefined);
    assert.equal(
      filter.leftOut({ index: 'logs-a-1', source: { data_stream: stream('b') } as never }),
      undefined,
    );
  });
});

describe('runs and index patterns', () => {
  const event = { '@timestamp': '2026-01-01T11:59:00Z' };
  const hits = ['logs-a', 'logs-b', 'logs-b', undefined].map((index, i) => ({
    _id: String(i),
    ...(index === undefined ? {} : { _index: index }),
    _source: event,
  }));
  const samples = [sampleOf(ndjson(hits))];
  const now = '2026-01-01T12:00:00Z';

  it('left-out events are counted and named', () => {
    const evaluated = run({ rule: { index: ['logs-a'] }, samples, now });
    assert.deepEqual(alertsOf(evaluated), ['1', '4']);
    assert.deepEqual(evaluated.result.events, { read: 4, matched: 2, skipped: 0, leftOut: 2 });
    assert.deepEqual(warningCodes(evaluated), ['index-left-out']);
    assert.match(
      evaluated.result.warnings[0]?.message ?? '',
      /2 events take no part.*logs-b \(2\)/,
    );
  });

  it('all indices on request equals a rule without index', () => {
    const all = run({ rule: { index: ['logs-a'] }, samples, now, allIndices: true });
    const without = run({ rule: {}, samples, now });
    assert.deepEqual(all.result, without.result);
    assert.deepEqual(alertsOf(all), ['1', '2', '3', '4']);
  });

  it('a data view takes all with a note', () => {
    const evaluated = run({ rule: { data_view_id: 'd' }, samples, now });
    assert.deepEqual(alertsOf(evaluated), ['1', '2', '3', '4']);
    assert.deepEqual(warningCodes(evaluated), ['data-view']);
  });

  const indicatorRule = {
    type: 'threat_match',
    query: '',
    index: ['logs-a'],
    threat_index: ['ti-*,-ti-old*'],
    threat_mapping: [{ entries: [{ field: 'n', type: 'mapping', value: 't.n' }] }],
  };
  const indicators = ['ti-new', 'ti-old', 'logs-a', undefined].map((index, i) => ({
    ...(index === undefined ? {} : { _index: index }),
    _source: { t: { n: i } },
  }));
  const streams = [{ data_stream: { type: 'ti', dataset: 'old', namespace: 'x' }, t: { n: 4 } }];
  const numbered = [0, 1, 2, 3, 4].map((n) => ({ ...event, n }));
  const indicatorRun = {
    rule: indicatorRule,
    samples: [sampleOf(ndjson(numbered))],
    indicators: [...indicators, ...streams],
    types: { n: 'long', 't.n': 'long' },
    now,
  };

  it('indicators take part by threat_index', () => {
    const evaluated = run(indicatorRun);
    assert.deepEqual(alertsOf(evaluated), ['1', '4']);
    assert.deepEqual(evaluated.result.events, { read: 5, matched: 5, skipped: 0 });
    const { read, usable, leftOut } = evaluated.result.explanation?.indicators ?? {};
    assert.deepEqual([read, usable, leftOut], [5, 2, 3]);
    assert.deepEqual(
      evaluated.result.warnings.map(({ code, message }) => `${code}: ${message}`),
      [
        "index-left-out: 3 indicators take no part: the rule's threat_index does not cover ti-old (1), logs-a (1), ti-old-x (1). A run over all indices (--all-indices) takes them in",
      ],
    );
  });

  it('indicators of all indices on request', () => {
    const evaluated = run({ ...indicatorRun, allIndices: true });
    assert.deepEqual(alertsOf(evaluated), ['1', '2', '3', '4', '5']);
    assert.equal(evaluated.result.explanation?.indicators?.leftOut, undefined);
    assert.deepEqual(warningCodes(evaluated), []);
  });

  it("says so where no indicator is of the rule's indices", () => {
    const { result } = run({ ...indicatorRun, indicators: indicators.slice(1, 3) });
    assert.match(explainNoAlerts(result).at(-1) ?? '', /^No indicator is of an index that/);
  });

  it('a date in threat_index is noted', () => {
    const rule = { ...indicatorRule, threat_index: ['<ti-{now/d}>'] };
    const { result } = run({ ...indicatorRun, rule });
    assert.ok(result.warnings.some(({ code }) => code === 'index-date-math'));
  });

  it('a date in an index name is noted', () => {
    const evaluated = run({ rule: { index: ['<logs-{now/d}>'] }, samples: [], now });
    assert.deepEqual(warningCodes(evaluated), ['index-date-math']);
  });

  it("says so where no event is of the rule's indices", () => {
    const { result } = run({
      rule: { index: ['x'] },
      samples: [sampleOf(ndjson(hits.slice(0, 3)))],
      now,
    });
    assert.equal(result.events.leftOut, 3);
  });
});
