// A replay equals its executions carried out one by one, as the specification tells it, on random samples.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvaluatedRule } from '../../../server/src/engine/evaluateRule';
import { parseInterval, parseRuleTime } from '../../../server/src/engine/ruleTime';
import type { Alert } from '../../../server/src/engine/runResult';
import type { JsonObject } from '../../../server/src/events/event';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';
import { run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

interface Case {
  readonly rule: RuleKeys;
  readonly events: readonly JsonObject[];
}

const start = Date.parse('2026-01-31T22:00:00Z');
const types = { a: 'keyword', b: 'keyword', '@timestamp': 'date', 'event.ingested': 'date' };

/** Times cluster at boundaries of windows and executions, where mistakes would show. */
function randomTime(random: Random, span: number): string {
  const minutes = below(random, span);
  const offset = pick(random, [0, 0, 0, 1, -1, 30_000, 17]);
  return new Date(start + minutes * 60_000 + offset).toISOString();
}

function randomTerm(random: Random): JsonObject[string] {
  return pick(random, ['p', 'q', 'r', 's', ['p', 'q'], ['t', 's', 'u'], null, []]);
}

function randomCase(random: Random, type: 'query' | 'new_terms'): Case {
  const span = pick(random, [12, 60, 200]);
  const events = Array.from({ length: 1 + below(random, 25) }, () => ({
    '@timestamp': pick(random, [randomTime(random, span), randomTime(random, span), null]),
    event: { ingested: pick(random, [null, randomTime(random, span)]) },
    a: randomTerm(random),
    b: randomTerm(random),
    k: below(random, 4),
  }));
  const from = pick(random, [
    'now-5m',
    'now-9m',
    'now-11m',
    'now-3m',
    'now-47m',
    'now-10m/m',
    'now-1h/h',
  ]);
  const rule: RuleKeys = {
    type,
    query: 'not k:0',
    interval: pick(random, ['5m', '5m', '1m', '7m']),
    from,
    to: pick(random, ['now', 'now', 'now', 'now-2m', 'now/m']),
    max_signals: pick(random, [1, 2, 100, 100]),
    ...(below(random, 2) === 0 ? {} : { timestamp_override: 'event.ingested' }),
    ...(below(random, 3) > 0 ? {} : { timestamp_override_fallback_disabled: true }),
  };
  if (type === 'query') return { rule, events };
  const history = pick(random, ['now-2h', 'now-65m', 'now-1d', 'now-2h/h', 'now-1M', 'now-24h']);
  const fields = pick(random, [['a'], ['a'], ['b', 'a']]);
  return { rule: { ...rule, new_terms_fields: fields, history_window_start: history }, events };
}

/** An alert in one word: execution, event, terms. */
function nameOf({ executedAt, source, newTerms }: Alert): string {
  return `${executedAt} ${source.line} ${JSON.stringify(newTerms ?? null)}`;
}

// From here on: the specification, word by word, with no thought of speed.

interface Doc {
  readonly line: number;
  readonly time: number;
  readonly own: number;
  readonly hasOverride: boolean;
  readonly source: JsonObject;
}

function docsOf({ rule, events }: Case): readonly Doc[] {
  const read = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : NaN);
  return events.map((source, i) => {
    const own = read(source['@timestamp']);
    const ingested = read(
      source[textOf(rule['timestamp_override'])] ??
        (source['event'] as JsonObject | undefined)?.['ingested'],
    );
    const hasOverride = rule['timestamp_override'] !== undefined && !Number.isNaN(ingested);
    const needsOverride =
      rule['timestamp_override'] !== undefined &&
      rule['timestamp_override_fallback_disabled'] === true;
    const time = hasOverride ? ingested : needsOverride ? NaN : own;
    return { line: i + 1, time, own: Number.isNaN(own) ? Infinity : own, hasOverride, source };
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function timeOf(rule: RuleKeys, key: string, now: number): number {
  const time = parseRuleTime(textOf(rule[key]));
  assert.ok(time);
  return time(now);
}

function executionTimes({ rule }: Case, docs: readonly Doc[]): readonly number[] {
  const interval = parseInterval(textOf(rule['interval'])) ?? NaN;
  const times = docs.map(({ time }) => time).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return [];
  const executions: number[] = [];
  const latest = Math.max(...times);
  for (let now = 0; ; now += interval) {
    if (now === 0) now = Math.ceil(Math.min(...times) / interval) * interval;
    executions.push(now);
    if (now >= latest && timeOf(rule, 'to', now) >= latest) return executions;
  }
}

interface NaiveWindow {
  readonly now: number;
  readonly from: number;
  readonly to: number;
}

/** Up to four windows, an interval apart, go before that of an execution that its window does not join to the last. */
function windowsOf(rule: RuleKeys, executions: readonly number[]): readonly NaiveWindow[] {
  const interval = parseInterval(textOf(rule['interval'])) ?? NaN;
  return executions.flatMap((now, k) => {
    const own = { now, from: timeOf(rule, 'from', now), to: timeOf(rule, 'to', now) };
    const windows = [own];
    let gap = now - (executions[k - 1] ?? -Infinity) - (own.to - own.from);
    for (let i = 1; i <= 4 && gap > 0 && k > 0; i++, gap -= interval)
      windows.unshift({ now, from: own.from - i * interval, to: own.to - i * interval });
    return windows;
  });
}

function naive(test: Case): readonly string[] {
  const { rule } = test;
  const docs = docsOf(test);
  const matched = docs.filter(({ source }) => source['k'] !== 0);
  const limit = Number(rule['max_signals']);
  const seen = new Set<string>();
  return windowsOf(rule, executionTimes(test, docs)).flatMap(({ now, from, to }) => {
    const inWindow = matched.filter(({ time }) => time >= from && time <= to);
    const candidates =
      rule['type'] === 'query'
        ? oldestFirst(inWindow).map(({ line }) => `${line} null`)
        : newOnes({ rule, matched, inWindow, now, from, to });
    const made = candidates.filter((candidate) => !seen.has(candidate)).slice(0, limit);
    for (const candidate of made) seen.add(candidate);
    return made.map((candidate) => `${new Date(now).toISOString()} ${candidate}`);
  });
}

function oldestFirst(docs: readonly Doc[]): readonly Doc[] {
  const key = ({ time, hasOverride }: Doc): number => (hasOverride ? time : Infinity);
  const order = (a: number, b: number): number => (a === b ? 0 : a - b);
  return [...docs].sort((a, b) => order(key(a), key(b)) || order(a.own, b.own) || a.line - b.line);
}

interface Execution {
  readonly rule: RuleKeys;
  readonly matched: readonly Doc[];
  readonly inWindow: readonly Doc[];
  readonly now: number;
  readonly from: number;
  readonly to: number;
}

function newOnes({ rule, matched, inWindow, from, to }: Execution): readonly string[] {
  const fields = rule['new_terms_fields'] as readonly string[];
  const history = timeOf(rule, 'history_window_start', to);
  const candidates = new Set(inWindow.flatMap((doc) => termsOf(doc, fields)));
  const found = [...candidates].flatMap((term) => {
    const known = matched.filter(
      (doc) => doc.time >= history && doc.time <= to && termsOf(doc, fields).includes(term),
    );
    const oldest = [...known].sort((a, b) => a.time - b.time || a.line - b.line)[0];
    if (!oldest || oldest.time <= from) return [];
    const count = inWindow.filter((doc) => termsOf(doc, fields).includes(term)).length;
    return [{ term, oldest, count: fields.length === 1 ? count : 0 }];
  });
  return found
    .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
    .map(({ term, oldest }) => `${oldest.line} ${term}`);
}

function termsOf({ source }: Doc, fields: readonly string[]): readonly string[] {
  let rows: readonly (readonly unknown[])[] = [[]];
  for (const field of fields) {
    const values = [source[field]].flat().filter((value) => value !== null);
    rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  }
  return [...new Set(rows.map((row) => JSON.stringify(row)))];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort();
}

/** At the end of March a month back is the same day again and again: windows of such rules go backwards. */
function monthEndCase(random: Random, type: 'query' | 'new_terms'): Case {
  const time = (month: string): string => {
    const day = month === '03' ? pick(random, [28, 29, 30, 31]) : pick(random, [27, 28]);
    const minute = `${10 + below(random, 14)}:${10 + below(random, 50)}:00.000Z`;
    return `2026-${month}-${day}T${minute}`;
  };
  const events = Array.from({ length: 2 + below(random, 20) }, () => ({
    '@timestamp': time(pick(random, ['02', '03', '03'])),
    a: randomTerm(random),
    k: 1 + below(random, 4),
  }));
  const { rule } = randomCase(random, type);
  const monthly =
    type === 'query'
      ? { from: 'now-1M', to: pick(random, ['now-28d', 'now-29d', 'now-30d']) }
      : { from: pick(random, ['now-1d', 'now-13h']), history_window_start: 'now-1M', to: 'now' };
  const settings = { interval: '6h', new_terms_fields: ['a'], ...monthly };
  return { rule: { ...rule, ...settings, timestamp_override: '@timestamp' }, events };
}

describe('a replay', () => {
  for (const type of ['query', 'new_terms'] as const)
    it(`of ${type} rules makes the alerts of its executions, one by one`, () => {
      const random = seededRandom(type === 'query' ? 11 : 12);
      let alerts = 0;
      for (let round = 0; round < 500; round++) {
        const test = randomCase(random, type);
        const { result } = run({ ...test, types });
        if (result.failure) assert.equal(result.failure.code, 'history-window');
        else
          assert.deepEqual(
            sorted(result.alerts.map(nameOf)),
            sorted(naive(test)),
            JSON.stringify(test),
          );
        alerts += result.alerts.length;
      }
      assert.ok(alerts > 1000, `only ${alerts} alerts`);
    });

  for (const type of ['query', 'new_terms'] as const)
    it(`of ${type} rules is right where months make a window go back`, () => {
      const random = seededRandom(15);
      for (let round = 0; round < 150; round++) {
        const test = monthEndCase(random, type);
        const { result } = run({ ...test, types });
        assert.equal(result.failure, undefined);
        assert.deepEqual(
          sorted(result.alerts.map(nameOf)),
          sorted(naive(test)),
          JSON.stringify(test),
        );
      }
    });

  it('equals the union of single executions where max_signals cuts nothing', () => {
    const random = seededRandom(13);
    let compared = 0;
    for (let round = 0; round < 80; round++) {
      const drawn = randomCase(random, pick(random, ['query', 'new_terms']));
      const test = { ...drawn, rule: { ...drawn.rule, max_signals: 100 } };
      const replay = run({ ...test, types });
      if (replay.result.failure) continue;
      assert.deepEqual(sorted(replay.result.alerts.map(nameOf)), sorted(union(test, replay)));
      compared++;
    }
    assert.ok(compared > 40, `compared only ${compared}`);
  });

  it('does not depend on the order of the events, but for equal ages', () => {
    const random = seededRandom(14);
    for (let round = 0; round < 100; round++) {
      const test = randomCase(random, pick(random, ['query', 'new_terms']));
      const moved = test.events.map((event, i) => ({
        ...event,
        '@timestamp': new Date(start + i * 61_001).toISOString(),
        event: { ingested: null },
      }));
      const names = (events: readonly JsonObject[]): readonly string[] =>
        run({ rule: test.rule, events, types }).result.alerts.map(
          ({ executedAt, timestamp, newTerms }) =>
            JSON.stringify([executedAt, timestamp, newTerms]),
        );
      const shuffled = [...moved].sort(() => random() - 0.5);
      assert.deepEqual(names(shuffled), names(moved));
    }
  });
});

/** Every execution of the replay on its own; of the same alert the first is kept. */
function union(test: Case, replay: EvaluatedRule): readonly string[] {
  const seen = new Set<string>();
  const times = executionTimes(test, docsOf(test));
  assert.equal(replay.result.executions, times.length);
  return times.flatMap((now) => {
    const single = run({ ...test, types, now: new Date(now).toISOString() });
    return single.result.alerts.map(nameOf).filter((name) => {
      const identity = name.slice(name.indexOf(' '));
      return !seen.has(identity) && seen.add(identity).size > 0;
    });
  });
}
