// Laws that every rule type obeys, on drawn events: what must not change an alert, and thresholds against their
// specification, carried out word by word.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Alert } from '../../../server/src/engine/runResult';
import type { JsonObject } from '../../../server/src/events/event';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';
import { run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const start = Date.parse('2026-01-01T00:00:00Z');
const types = {
  'p.user': 'keyword',
  'p.port': 'long',
  'p.term': 'keyword',
  k: 'long',
  ti: 'keyword',
};
const indicators = [{ ti: 'a' }, { ti: ['b', 'c'] }, { ti: 'd', old: true }];

const ruleTypes: Readonly<Record<string, RuleKeys>> = {
  query: { type: 'query' },
  new_terms: {
    type: 'new_terms',
    new_terms_fields: ['p.term'],
    history_window_start: 'now-3h',
  },
  threat_match: {
    type: 'threat_match',
    threat_mapping: [{ entries: [{ field: 'p.term', type: 'mapping', value: 'ti' }] }],
    threat_query: 'not old: true',
  },
};

interface Case {
  readonly rule: RuleKeys;
  readonly events: readonly JsonObject[];
}

/** Times differ, so that order in the file never decides. */
function drawnEvents(random: Random): readonly JsonObject[] {
  const span = pick(random, [30, 90, 240]);
  const count = 2 + below(random, 25);
  return Array.from({ length: count }, (_, i) => ({
    '@timestamp': new Date(start + below(random, span) * 60_000 + i * 7).toISOString(),
    k: below(random, 4),
    p: {
      user: pick(random, ['u', 'v', 'w', ['u', 'v'], ['v', 'u'], null]),
      port: pick(random, [1, 2, [1, 2], null]),
      term: pick(random, ['a', 'b', 'c', 'd', ['a', 'd'], ['x', 'b'], null]),
    },
  }));
}

function drawnSuppression(random: Random): RuleKeys {
  const duration = pick(random, [0, 5, 20, 60]);
  return {
    alert_suppression: {
      group_by: pick(random, [['p.user'], ['p.user', 'p.port'], ['p.port']]),
      missing_fields_strategy: pick(random, ['suppress', 'doNotSuppress']),
      ...(duration === 0 ? {} : { duration: { value: duration, unit: 'm' } }),
    },
  };
}

function drawnThreshold(random: Random): RuleKeys {
  const cardinality = pick(random, [0, 0, 2]);
  return {
    type: 'threshold',
    threshold: {
      field: pick(random, [[], ['p.user'], ['p.user', 'p.port'], ['p.term']]),
      value: 1 + below(random, 3),
      ...(cardinality === 0 ? {} : { cardinality: [{ field: 'p.port', value: cardinality }] }),
    },
  };
}

function drawnRule(random: Random, type: string): RuleKeys {
  const suppressed = type.endsWith(', suppressed');
  const name = type.replace(', suppressed', '');
  return {
    query: 'not k:0',
    interval: pick(random, ['5m', '7m']),
    from: pick(random, ['now-5m', 'now-9m', 'now-3m', 'now-47m', 'now-1h/h']),
    to: pick(random, ['now', 'now', 'now-2m']),
    max_signals: pick(random, [1, 2, 100]),
    ...(name === 'threshold' ? drawnThreshold(random) : ruleTypes[name]),
    ...(suppressed ? drawnSuppression(random) : {}),
  };
}

function thresholdSuppression(rule: RuleKeys): RuleKeys {
  if (rule['type'] !== 'threshold' || !rule['alert_suppression']) return rule;
  return { ...rule, alert_suppression: { duration: { value: 20, unit: 'm' } } };
}

function drawnCase(random: Random, type: string): Case {
  return { rule: thresholdSuppression(drawnRule(random, type)), events: drawnEvents(random) };
}

const names = ['query', 'new_terms', 'threat_match', 'threshold'].flatMap((name) => [
  name,
  `${name}, suppressed`,
]);

/** All of an alert but its place in the file. */
function nameOf(alert: Alert): string {
  const { executedAt, timestamp, newTerms, threshold, suppression, enrichments = [] } = alert;
  const matched = enrichments.map((enrichment) => enrichment.matched);
  return JSON.stringify([timestamp, executedAt, newTerms, threshold, suppression, matched]);
}

function alertsOf(test: Case, now?: readonly string[]): readonly string[] {
  const { result } = run({
    ...test,
    types,
    ...(test.rule['type'] === 'threat_match' ? { indicators } : {}),
    ...(now ? { now } : {}),
  });
  assert.equal(result.failure, undefined, JSON.stringify(result.failure));
  return result.alerts.map(nameOf);
}

/** The rule's boundaries from the first event on, far enough for every window. */
function boundaries({ rule, events }: Case): readonly string[] {
  const step = rule['interval'] === '5m' ? 300_000 : 420_000;
  const times = events.map((event) => Date.parse(event['@timestamp'] as string));
  const first = Math.ceil(Math.min(...times) / step) * step;
  const last = Math.max(...times) + (rule['to'] === 'now-2m' ? 120_000 : 0);
  const count = Math.ceil((last - first) / step) + 1;
  return Array.from({ length: count }, (_, k) => new Date(first + k * step).toISOString());
}

function rounds(name: string, seed: number, check: (test: Case, random: Random) => void): void {
  const random = seededRandom(seed);
  for (let round = 0; round < 15; round++) check(drawnCase(random, name), random);
}

describe('a run', () => {
  for (const [i, name] of names.entries()) {
    it(`${name}: replayed equals an execution at each boundary`, () => {
      let alerts = 0;
      rounds(name, 100 + i, (test) => {
        const replayed = alertsOf(test);
        assert.deepEqual(alertsOf(test, boundaries(test)), replayed, JSON.stringify(test));
        alerts += replayed.length;
      });
      assert.ok(alerts > 10, `only ${alerts} alerts`);
    });

    it(`${name}: does not depend on the order of lines`, () => {
      rounds(name, 200 + i, (test, random) => {
        const shuffled = [...test.events].sort(() => random() - 0.5);
        assert.deepEqual(alertsOf({ ...test, events: shuffled }), alertsOf(test));
      });
    });

    it(`${name}: does not depend on events that do not match`, () => {
      rounds(name, 300 + i, (test, random) => {
        // As many executions, so no later and no earlier than the others.
        const others = test.events.flatMap((event) =>
          below(random, 2) === 0 ? [] : [{ ...event, k: 0 }],
        );
        assert.deepEqual(
          alertsOf({ ...test, events: [...test.events, ...others] }),
          alertsOf(test),
        );
      });
    });

    it(`${name}: does not depend on how fields are spelled`, () => {
      rounds(name, 400 + i, (test) => {
        const dotted = test.events.map(({ p, ...event }) => {
          const fields = Object.entries(p as JsonObject);
          return {
            ...event,
            ...Object.fromEntries(fields.map(([key, value]) => [`p.${key}`, value])),
          };
        });
        assert.deepEqual(alertsOf({ ...test, events: dotted }), alertsOf(test));
      });
    });
  }

  it('threat_match: replayed equals the union of its executions where max_signals cuts nothing', () => {
    rounds('threat_match', 500, (drawn) => {
      const test = { ...drawn, rule: { ...drawn.rule, max_signals: 100 } };
      const seen = new Set<string>();
      const union = boundaries(test).flatMap((now) =>
        alertsOf(test, [now]).filter((name) => {
          const [timestamp] = JSON.parse(name) as readonly [string];
          return !seen.has(timestamp) && seen.add(timestamp).size > 0;
        }),
      );
      assert.deepEqual([...alertsOf(test)].sort(), [...union].sort());
    });
  });
});

describe('alerts of the rule itself', () => {
  const own = { 'kibana.alert.rule.rule_id': 'r1' };
  const events = [
    { '@timestamp': '2026-01-01T00:01:00.000Z', k: 1, p: { term: 'a' }, ...own },
    { '@timestamp': '2026-01-01T00:02:00.000Z', k: 1, p: { term: 'b' } },
    {
      '@timestamp': '2026-01-01T00:03:00.000Z',
      k: 1,
      p: { term: 'b' },
      signal: { rule: { rule_id: 'r1' } },
    },
    {
      '@timestamp': '2026-01-01T00:04:00.000Z',
      k: 1,
      p: { term: 'a' },
      kibana: { alert: { rule: { rule_id: 'r2' } } },
    },
  ];
  const lines = (keys: RuleKeys): string => {
    const test = { rule: { query: 'k: 1', from: 'now-9m', ...keys }, events };
    const { result } = run({ ...test, types, indicators, now: '2026-01-01T00:05:00Z' });
    const seen = result.alerts.map(({ source }) => source.line);
    return `${seen.join()} ${result.warnings.filter(({ code }) => code === 'own-alert').length}`;
  };
  const bySuppression = {
    alert_suppression: { group_by: ['k'], missing_fields_strategy: 'suppress' },
  };
  const rows: readonly (readonly [string, RuleKeys, string])[] = [
    ['make none', { rule_id: 'r1' }, '2,4 2'],
    ['of another rule do', { rule_id: 'r3' }, '1,2,3,4 0'],
    ['without an id of the rule do', {}, '1,2,3,4 0'],
    ['are in indices with a dot in front', { rule_id: 'r1', index: ['r:.alerts-*'] }, '2,4 2'],
    ['are in no others', { rule_id: 'r1', index: ['logs-*,x'] }, '1,2,3,4 0'],
    ['are not suppressed either', { rule_id: 'r1', ...bySuppression }, '2 2'],
    ['of threat_match rules', { rule_id: 'r1', ...ruleTypes['threat_match'] }, '2,4 2'],
    [
      'of new_terms rules make their terms known',
      { rule_id: 'r1', ...ruleTypes['new_terms'] },
      '2 2',
    ],
    [
      'count for a threshold',
      { rule_id: 'r1', type: 'threshold', threshold: { field: [], value: 4 } },
      '4 0',
    ],
  ];
  for (const [name, keys, expected] of rows)
    it(name, () => {
      assert.equal(lines(keys), expected);
    });
});

// From here on: the specification of thresholds, word by word, with no thought of speed.

interface Doc {
  readonly time: number;
  readonly source: JsonObject;
}

function valuesOf({ source }: Doc, field: string): readonly (string | number)[] {
  const value = (source['p'] as JsonObject)[field.slice(2)] ?? null;
  const list = [value].flat() as readonly (string | number | null)[];
  return [...new Set(list.flatMap((one) => (one === null ? [] : [one])))];
}

type Key = readonly (string | number)[];

function keysOf(doc: Doc, fields: readonly string[]): readonly Key[] {
  let keys: readonly Key[] = [[]];
  for (const field of fields)
    keys = keys.flatMap((key) => valuesOf(doc, field).map((value) => [...key, value]));
  return keys;
}

interface Alerted {
  readonly key: Key;
  readonly last: number;
}

function naiveThreshold(test: Case): readonly string[] {
  const { rule } = test;
  const { field, value, cardinality } = rule['threshold'] as unknown as {
    readonly field: readonly string[];
    readonly value: number;
    readonly cardinality?: readonly { readonly field: string; readonly value: number }[];
  };
  const docs = test.events
    .filter(({ k }) => k !== 0)
    .map((source) => ({ time: Date.parse(source['@timestamp'] as string), source }));
  const history: Alerted[] = [];
  const step = rule['interval'] === '5m' ? 300_000 : 420_000;
  const windows = boundaries(test).flatMap((now, k) => {
    const [from, to] = windowAt(rule, Date.parse(now));
    // What the window leaves unseen Kibana takes for a missing execution, and looks an interval further back.
    const isShort = k > 0 && to - from < step;
    return [...(isShort ? [{ now, from: from - step, to: to - step }] : []), { now, from, to }];
  });
  return windows.flatMap(({ now, from, to }) => {
    const inWindow = docs.filter(({ time }) => from <= time && time <= to);
    // Excluded: documents that have the terms of an earlier alert and are no later than its last event.
    const left = inWindow.filter(
      (doc) =>
        !history.some(
          ({ key, last }) =>
            doc.time <= last && key.every((one, i) => valuesOf(doc, field[i] ?? '').includes(one)),
        ),
    );
    const keys = new Map(left.flatMap((doc) => keysOf(doc, field)).map((key) => [key.join(), key]));
    const buckets = [...keys.values()].sort(compareKeys).flatMap((key) => {
      const own = left.filter((doc) => keysOf(doc, field).some((one) => one.join() === key.join()));
      const [counted] = cardinality ?? [];
      const different = new Set(own.flatMap((doc) => valuesOf(doc, counted?.field ?? 'p.port')));
      const isLarge = own.length >= value && different.size >= (counted?.value ?? 0);
      return isLarge ? [{ key, own }] : [];
    });
    return buckets.slice(0, Number(rule['max_signals'])).map(({ key, own }) => {
      const last = Math.max(...own.map(({ time }) => time));
      history.push({ key, last });
      return `${now} ${key.map((one) => JSON.stringify(one)).join()} ${own.length} ${new Date(last).toISOString()}`;
    });
  });
}

function windowAt(rule: RuleKeys, now: number): readonly [number, number] {
  const minutes = /^now-(\d+)m$/.exec(rule['from'] as string)?.[1];
  const hour = 3_600_000;
  const from = minutes ? now - Number(minutes) * 60_000 : Math.floor((now - hour) / hour) * hour;
  return [from, rule['to'] === 'now' ? now : now - 120_000];
}

function compareKeys(a: Key, b: Key): number {
  for (const [i, one] of a.entries()) {
    const other = b[i] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

describe('threshold rules', () => {
  it('make the alerts of their specification', () => {
    const random = seededRandom(600);
    let alerts = 0;
    for (let round = 0; round < 300; round++) {
      const test = drawnCase(random, 'threshold');
      const { result } = run({ ...test, types });
      const made = result.alerts.map(
        ({ executedAt, threshold, timestamp }) =>
          `${executedAt} ${threshold?.terms.map(({ value }) => JSON.stringify(value)).join() ?? ''} ${threshold?.count ?? ''} ${timestamp}`,
      );
      assert.deepEqual(made, naiveThreshold(test), JSON.stringify(test));
      alerts += made.length;
    }
    assert.ok(alerts > 300, `only ${alerts} alerts`);
  });
});
