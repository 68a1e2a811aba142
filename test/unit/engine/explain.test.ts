// Why a run came out without alerts, in sentences.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainNoAlerts } from '../../../server/src/engine/explain';
import type { JsonObject } from '../../../server/src/events/event';
import { run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const now = '2026-01-01T12:00:00Z';
const hit = { '@timestamp': '2026-01-01T11:59:00Z', a: 1, f: 'x' };
const before = { '@timestamp': '2026-01-01T10:00:00Z', a: 1, f: 'x' };
const terms: RuleKeys = {
  type: 'new_terms',
  new_terms_fields: ['f'],
  history_window_start: 'now-1d',
};

const rows: readonly (readonly [
  string,
  RuleKeys,
  readonly JsonObject[],
  string | undefined,
  RegExp,
])[] = [
  ['nothing to read', {}, [], now, /^The samples hold no events\.$/],
  ['no time', {}, [{ a: 1 }], now, /No event has a usable time/],
  [
    'nothing in the window',
    {},
    [before],
    now,
    /1 event read, 0 in the rule window.*choose another `now`/s,
  ],
  [
    'no match',
    { query: 'a:2' },
    [hit],
    now,
    /1 in the rule window, 0 of these match.*No event matches the query/s,
  ],
  [
    'matches elsewhere',
    { query: 'a:1' },
    [before, { ...hit, a: 2 }],
    now,
    /1 event matches the query outside of the rule window/,
  ],
  [
    'gaps',
    { interval: '1h', from: 'now-1m' },
    [{ '@timestamp': '2026-01-01T11:30:00Z' }],
    undefined,
    /between the windows/,
  ],
  [
    'known terms',
    terms,
    [before, hit],
    now,
    /All terms were known \(1\): "x" first at 2026-01-01T10:00:00\.000Z \(s:1\)\./,
  ],
  [
    'no terms',
    terms,
    [{ ...hit, f: null }],
    now,
    /1 matching event lacks a value.*No event contributes a term/s,
  ],
];

describe('no alerts', () => {
  for (const [name, rule, events, at, pattern] of rows)
    it(name, () => {
      const { result } = run({ rule, events, now: at });
      assert.equal(result.alerts.length, 0);
      assert.match(explainNoAlerts(result).join('\n'), pattern);
    });
  it('says what was looked into where lines were passed over', () => {
    const others = [1, 2, 3].map((a) => ({ ...hit, a }));
    const explained = (events: readonly JsonObject[]): string =>
      explainNoAlerts(run({ rule: { query: 'f: needle' }, events, now, skipFrom: 0 }).result).join(
        '\n',
      );
    assert.match(
      explained(others),
      /^3 events read \(0 looked into: no other holds.*\), 0 in the rule window.*\nNo event matches/,
    );
    assert.match(
      explained([...others, { ...before, g: 'needle' }]),
      /^4 events read \(1 looked into.*\nNo event matches/,
    );
    assert.match(
      explained([...others, { ...before, f: 'needle' }]),
      /1 event matches the query outside of the rule window|choose another `now`/,
    );
  });

  it('nothing to explain where there are alerts or a failure', () => {
    assert.deepEqual(explainNoAlerts(run({ rule: {}, events: [hit], now }).result), []);
    assert.deepEqual(
      explainNoAlerts(run({ rule: { type: 'eql' }, events: [hit], now }).result),
      [],
    );
  });
});
