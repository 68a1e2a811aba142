// What must not change the alerts: the order and number of files, spelling, format, packing, block size, events of no
// interest, and how much the reader dares to skip. All drawn, the same for the same seed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Alert } from '../../../server/src/engine/runResult';
import type { JsonObject, JsonValue, Sample } from '../../../server/src/events/event';
import { SpelledNumber } from '../../../server/src/events/spelledNumber';
import {
  drawnDocuments,
  drawnQuery,
  drawnTypes,
  shuffled,
  spelled,
} from '../../support/drawnEvents';
import { below, mutate, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';
import { run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';
import { ndjson, readAll, sampleOf } from '../../support/samples';

const types = { ...drawnTypes, 'e.kind': { type: 'constant_keyword', value: 'event' } };
const now = '2026-02-01T01:00:00Z';

/** Rules of each type with room for a query; times are those of `drawnDocuments`. */
const rules: readonly RuleKeys[] = [
  { type: 'query', from: 'now-90m' },
  { type: 'query', from: 'now-9m', interval: '5m' },
  {
    type: 'new_terms',
    from: 'now-20m',
    interval: '10m',
    new_terms_fields: ['p.name'],
    history_window_start: 'now-50m',
  },
  {
    type: 'new_terms',
    from: 'now-9m',
    interval: '5m',
    new_terms_fields: ['p.args', 'p.pid'],
    history_window_start: 'now-1h',
  },
  { type: 'threshold', from: 'now-90m', threshold: { field: ['p.name'], value: 2 } },
  {
    type: 'threshold',
    from: 'now-20m',
    interval: '10m',
    threshold: {
      field: ['p.args', 'h.up'],
      value: 2,
      cardinality: [{ field: 'p.pid', value: 1 }],
    },
  },
  {
    type: 'query',
    from: 'now-9m',
    interval: '5m',
    alert_suppression: {
      group_by: ['p.name'],
      duration: { value: 20, unit: 'm' },
      missing_fields_strategy: 'suppress',
    },
  },
];

interface Drawn {
  readonly rule: RuleKeys;
  readonly documents: readonly JsonObject[];
  readonly now: string | undefined;
}

function draw(random: Random): Drawn {
  return {
    rule: { ...pick(random, rules), query: drawnQuery(random), max_signals: 1000 },
    documents: drawnDocuments(random, 5 + below(random, 30)),
    now: random() < 0.5 ? now : undefined,
  };
}

/** The alerts without the place of their event, which is what the changes are about. */
function alerts(
  { rule, now: at }: Omit<Drawn, 'documents'>,
  samples: readonly Sample[],
  skipFrom?: number,
): readonly string[] {
  const { result } = run({
    rule,
    samples,
    now: at,
    types,
    ...(skipFrom === undefined ? {} : { skipFrom }),
  });
  assert.equal(result.failure, undefined);
  return result.alerts
    .map((alert) => JSON.stringify({ ...alert, reason: '', source: alert.source.id }))
    .sort();
}

function hits(documents: readonly JsonObject[]): readonly JsonObject[] {
  return documents.map(({ _id = null, ...source }) => ({ _id, _index: 'i', _source: source }));
}

/** An alert at a line; its reason may name lines too. */
function placed(alert: Alert, line: number): Alert {
  return { ...alert, reason: '', source: { ...alert.source, line, offset: 0 } };
}

/** Each gives samples that hold the same documents. */
const changes: Readonly<
  Record<string, (documents: readonly JsonObject[], random: Random) => readonly Sample[]>
> = {
  'shuffled lines': (documents, random) => [sampleOf(ndjson(shuffled(random, documents)))],
  'split files': (documents, random) => {
    const at = below(random, documents.length + 1);
    return [documents.slice(at), documents.slice(0, at)].map((part, i) =>
      sampleOf(ndjson(part), 1 << 16, `part ${i}`),
    );
  },
  'other spellings': (documents, random) => [
    sampleOf(documents.map((document) => `${spelled(random, document)}\n`).join('')),
  ],
  'CRLF, blank lines, no last line feed': (documents) => [
    sampleOf(`\ufeff${ndjson(documents).trimEnd().replaceAll('\n', '\r\n\r\n')}`),
  ],
  'a search response': (documents, random) => [
    sampleOf(
      JSON.stringify({ hits: { total: 1, hits: hits(documents) } }, undefined, below(random, 3)),
      100,
    ),
  ],
  'several search responses': (documents, random) => {
    const at = below(random, documents.length + 1);
    const parts = [documents.slice(0, at), documents.slice(at)];
    return [
      sampleOf(parts.map((part) => JSON.stringify({ hits: { hits: hits(part) } })).join('\n')),
    ];
  },
  'hits, a line each': (documents) => [sampleOf(ndjson(hits(documents)))],
  'a JSON array': (documents, random) => [
    sampleOf(JSON.stringify(documents, undefined, below(random, 3))),
  ],
  'a bulk body': (documents) => [
    sampleOf(
      ndjson(documents.flatMap(({ _id = null, ...source }) => [{ index: { _id } }, source])),
    ),
  ],
  'a fixture': (documents) => [sampleOf(JSON.stringify({ expected: [null, ...documents] }))],
  gzip: (documents) => [sampleOf(gzipSync(ndjson(documents)))],
  'a packed search response in blocks of 64 bytes': (documents) => [
    sampleOf(gzipSync(JSON.stringify({ hits: { hits: hits(documents) } })), 64),
  ],
  'blocks of 64 bytes': (documents) => [sampleOf(ndjson(documents), 64)],
  'blocks of one byte': (documents) => [sampleOf(ndjson(documents), 1)],
};

describe('the same alerts', () => {
  for (const [name, change] of Object.entries(changes))
    it(name, () => {
      const random = seededRandom(31);
      let count = 0;
      for (let round = 0; round < 40; round++) {
        const drawn = draw(random);
        const expected = alerts(drawn, [sampleOf(ndjson(drawn.documents))]);
        const samples = change(drawn.documents, random);
        const context = JSON.stringify(drawn.rule);
        assert.deepEqual(alerts(drawn, samples), expected, context);
        assert.deepEqual(alerts(drawn, samples, 0), expected, `skipping: ${context}`);
        count += expected.length;
      }
      assert.ok(count > 100, `only ${count} alerts`);
    });

  it('events of no interest', () => {
    const random = seededRandom(32);
    for (let round = 0; round < 60; round++) {
      const drawn = draw(random);
      const rule = { ...drawn.rule, query: `tag: in and (${drawn.rule['query'] as string})` };
      const wanted = drawn.documents.map((document) => ({ ...document, tag: 'in' }));
      const others = drawnDocuments(random, 40).map((document, i) => ({
        ...document,
        '@timestamp': pick(random, drawn.documents)['@timestamp'] ?? null,
        _id: `other ${i}`,
        tag: pick(random, ['out', 'inn', null]),
      }));
      const [few, many] = [wanted, shuffled(random, [...others, ...wanted])];
      const expected = alerts({ ...drawn, rule }, [sampleOf(ndjson(few))]);
      assert.deepEqual(alerts({ ...drawn, rule }, [sampleOf(ndjson(many))]), expected);
      assert.deepEqual(alerts({ ...drawn, rule }, [sampleOf(ndjson(many))], 0), expected);
    }
  });
});

function ids(rule: RuleKeys, text: string, at: string | undefined): readonly string[] {
  const { result } = run({ rule, samples: [sampleOf(text)], now: at, types, skipFrom: 0 });
  assert.equal(result.failure, undefined);
  return result.alerts.map(({ source }) => source.id ?? '');
}

describe('laws of runs', () => {
  it('`not q` is the complement of `q`', () => {
    const random = seededRandom(33);
    for (let round = 0; round < 150; round++) {
      const query = drawnQuery(random);
      const documents = drawnDocuments(random, 20);
      const rule = { from: 'now-90m', max_signals: 1000 };
      const found = ids({ ...rule, query }, ndjson(documents), now);
      const others = ids({ ...rule, query: `not (${query})` }, ndjson(documents), now);
      const all = documents.map(({ _id }) => _id).sort();
      assert.deepEqual([...found, ...others].sort(), all, query);
    }
  });

  it('a replay is the union of its executions', () => {
    const random = seededRandom(34);
    for (let round = 0; round < 40; round++) {
      const rule = { from: 'now-9m', interval: '5m', query: drawnQuery(random), max_signals: 1000 };
      const text = ndjson(drawnDocuments(random, 20));
      const { result } = run({ rule, samples: [sampleOf(text)], types });
      const last = Date.parse(result.windows.to);
      const union = Array.from({ length: result.executions }, (_, i) =>
        ids(rule, text, new Date(last - i * 300_000).toISOString()),
      ).flat();
      assert.deepEqual(
        result.alerts.map(({ source }) => source.id).sort(),
        [...new Set(union)].sort(),
        rule.query,
      );
    }
  });
});

describe('the reader that skips', () => {
  /** The documents that plain reading finds, as a format that is always read plainly; line n holds the n-th. */
  function plainly(text: string): { readonly sample: Sample; readonly lines: readonly number[] } {
    const { events } = readAll(sampleOf(text));
    const elements = events.map(({ id, index, source }) =>
      spell({ ...(id !== undefined && { _id: id }), _index: index ?? null, _source: source }),
    );
    const sample = sampleOf(`[${elements.join(',\n')}]`);
    return { sample, lines: events.map(({ line }) => line) };
  }

  /** JSON with numbers as the document spelled them. */
  function spell(value: JsonValue): string {
    if (value instanceof SpelledNumber) return value.text;
    if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(spell).join()}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const members = Object.entries(value).map(([key, inner]) => `${spell(key)}:${spell(inner)}`);
    return `{${members.join()}}`;
  }

  const spellings = ['1000', '1e3', '1000.0', '"1000"', '"1e3"', '1e2', '-1000'];
  for (const query of ['my.n: 1000', 'my.n: "1000"', 'my.n: 1e3', 'my.n: 1000.0'])
    it(`finds numbers in any spelling in a field of unknown type: ${query}`, () => {
      const text = spellings.map((n) => `{"@timestamp":"${now}","my":{"n":${n}}}`).join('\n');
      const lines = (skipFrom?: number) =>
        run({
          rule: { query },
          samples: [sampleOf(text)],
          now,
          ...(skipFrom === 0 && { skipFrom }),
        })
          .result.alerts.map(({ source }) => source.line)
          .sort();
      assert.ok(lines().includes(2));
      assert.deepEqual(lines(0), lines());
    });

  const bySpelling: readonly (readonly [query: string, lines: readonly number[]])[] = [
    ['my.n: 1000', [1, 4]],
    ['my.n: "1000"', [1, 4]],
    ['my.n: 1e3', [2, 5]],
    ['my.n: 1000.0', [3]],
    ['my.n: 100*', [1, 3, 4]],
  ];
  for (const [query, expected] of bySpelling)
    it(`finds numbers by their spelling in a keyword field: ${query}`, () => {
      const text = spellings.map((n) => `{"@timestamp":"${now}","my":{"n":${n}}}`).join('\n');
      for (const skipFrom of [undefined, 0]) {
        const samples = [sampleOf(text)];
        const found = run({
          rule: { query },
          samples,
          now,
          types: { 'my.n': 'keyword' },
          ...(skipFrom === 0 && { skipFrom }),
        }).result.alerts.map(({ source }) => source.line);
        assert.deepEqual(found.sort(), expected);
      }
    });

  const laterExecutions: readonly (readonly [
    what: string,
    rule: RuleKeys,
    times: readonly string[],
  ])[] = [
    [
      'a term that grows new as the history moves on',
      {
        type: 'new_terms',
        from: 'now-20m',
        interval: '10m',
        new_terms_fields: ['p.name'],
        history_window_start: 'now-50m',
      },
      ['00:06:48', '00:43:55'],
    ],
    [
      'alerts beyond max_signals of the execution before',
      { type: 'query', from: 'now-20m', interval: '10m', max_signals: 2 },
      ['00:43:55', '00:43:56', '00:43:57'],
    ],
    [
      'a window that ends after its execution',
      { type: 'query', from: 'now-5m', to: 'now+5m', interval: '10m' },
      ['00:43:55'],
    ],
  ];
  for (const [what, keys, times] of laterExecutions)
    it(`sees the executions that only events without the needle make: ${what}`, () => {
      const rule = { ...keys, query: 'p.name: cmd.exe' };
      const matches = times.map((time) => ({
        '@timestamp': `2026-02-01T${time}.000Z`,
        p: { name: 'cmd.exe' },
      }));
      const others = ['00:01:00', '00:59:00'].map((time) => ({
        '@timestamp': `2026-02-01T${time}.000Z`,
        p: { name: 'other' },
      }));
      const alertsOf = (documents: readonly JsonObject[], skipFrom?: number): readonly string[] =>
        alerts({ rule, now: undefined }, [sampleOf(ndjson(documents))], skipFrom);
      const expected = alertsOf([...matches, ...others]);
      assert.deepEqual(alertsOf([...matches, ...others], 0), expected);
      assert.notDeepEqual(alertsOf(matches), expected);
    });

  it('gives the alerts of plain reading on damaged samples', () => {
    const random = seededRandom(35);
    let count = 0;
    for (let round = 0; round < 300; round++) {
      const drawn = draw(random);
      const lines = drawn.documents.map((document) =>
        spelled(random, document).replace(/"4702"/g, () =>
          pick(random, ['"4702"', '4702', '4702.0', '47.02e2', '470200e-2']),
        ),
      );
      const whole = `${lines.join(pick(random, ['\n', '\r\n', '\n\n']))}${pick(random, ['\n', ''])}`;
      const tokens = ['"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\\u00', 'cmd.exe', '4702'];
      const text = `${mutate(whole, random, { tokens, texts: lines })}\n${lines.join('\n')}`;
      if (!text.trimStart().startsWith('{')) continue;
      const plain = plainly(text);
      const { rule } = drawn;
      const at = { rule, now: drawn.now, types } as const;
      const expected = run({ ...at, samples: [plain.sample] }).result;
      for (const blockSize of [64, 1 << 16]) {
        const found = run({ ...at, samples: [sampleOf(text, blockSize)], skipFrom: 0 }).result;
        assert.deepEqual(
          found.alerts.map((alert) => placed(alert, alert.source.line)),
          expected.alerts.map((alert) => placed(alert, plain.lines[alert.source.line - 1] ?? 0)),
          `${JSON.stringify(rule)}\n${text}`,
        );
      }
      count += expected.alerts.length;
    }
    assert.ok(count > 300, `only ${count} alerts`);
  });
});
