// Events that searches find only from some time on (`_arrives`).
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvaluatedRule } from '../../../server/src/engine/evaluateRule';
import type { JsonObject } from '../../../server/src/events/event';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';
import { run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

const types = { f: 'keyword', k: 'keyword', ti: 'keyword', '@timestamp': 'date' };
const time = (minute: string): string => `2026-01-01T10:${minute}:00.000Z`;
const at = (minute: string, f: string, arrives?: string): JsonObject => ({
  '@timestamp': time(minute),
  f,
  ...(arrives === undefined ? {} : { _arrives: time(arrives) }),
});

/** `execution line what`, where `what` is the new terms or the count of a threshold. */
function namesOf({ result }: EvaluatedRule): readonly string[] {
  assert.equal(result.failure, undefined);
  return result.alerts.map(({ executedAt, source, newTerms, threshold }) => {
    const what = newTerms?.map(String).join() ?? String(threshold?.count ?? '');
    return `${executedAt.slice(14, 16)} ${source.line} ${what}`.trim();
  });
}

const newTerms: RuleKeys = {
  type: 'new_terms',
  new_terms_fields: ['f'],
  history_window_start: 'now-1d',
};
const threshold = (value: number): RuleKeys => ({
  type: 'threshold',
  threshold: { field: ['f'], value },
});
const suppressed: RuleKeys = {
  alert_suppression: { group_by: ['f'], missing_fields_strategy: 'suppress' },
};

describe('an event that arrives late', () => {
  type Row = readonly [string, RuleKeys, readonly JsonObject[], readonly string[]];
  const rows: readonly Row[] = [
    ['is found from then on', {}, [at('01', 'a', '06'), at('04', 'b')], ['05 2', '10 1']],
    ['is found by an execution at that very time', {}, [at('01', 'a', '05')], ['05 1']],
    ['is never found behind the window', {}, [at('01', 'a', '11')], []],
    ['joins its group late', suppressed, [at('01', 'a', '06'), at('04', 'a')], ['05 2']],
    ['makes a group of its own', suppressed, [at('04', 'a', '06')], ['10 1']],
    [
      'is a second first time of its term',
      newTerms,
      [at('02', 'a', '06'), at('04', 'a'), at('08', 'a')],
      ['05 2 a', '10 1 a'],
    ],
    ['makes a term known late', newTerms, [at('00', 'a', '06'), at('02', 'b', '06')], ['10 2 b']],
    ['counts once it is there', threshold(2), [at('03', 'a'), at('04', 'a', '06')], ['10 2 2']],
    [
      'is no part of what an alert has told of',
      threshold(2),
      [at('03', 'a', '06'), at('03', 'a'), at('04', 'a'), at('08', 'a')],
      ['05 3 2'],
    ],
  ];
  for (const [name, rule, events, expected] of rows) {
    it(name, () => {
      const settings = { from: 'now-9m', ...rule };
      const chosen = run({ rule: settings, events, types, now: [time('05'), time('10')] });
      assert.deepEqual(namesOf(chosen), expected);
    });
    it(`${name}, replayed`, () => {
      const settings = { from: 'now-9m', ...rule };
      assert.deepEqual(namesOf(run({ rule: settings, events, types })), expected);
    });
  }

  it('keeps a replay going, and lies in a gap where it comes too late', () => {
    const { result } = run({ rule: { from: 'now-9m' }, events: [at('01', 'a', '23')], types });
    assert.equal(result.executions, 5);
    assert.equal(result.explanation?.inGaps, 1);
    assert.deepEqual(
      result.warnings.map(({ code }) => code),
      ['gap'],
    );
  });
});

const kinds: Readonly<Record<string, RuleKeys>> = {
  query: {},
  new_terms: newTerms,
  threat_match: {
    type: 'threat_match',
    threat_mapping: [{ entries: [{ field: 'f', type: 'mapping', value: 'ti' }] }],
  },
};

function drawnEvents(random: Random): readonly JsonObject[] {
  const minute = (): string => String(10 + below(random, 49));
  return Array.from({ length: 2 + below(random, 20) }, () =>
    at(minute(), pick(random, ['a', 'b', 'c']), below(random, 2) === 0 ? undefined : minute()),
  );
}

describe('with arrivals', () => {
  for (const [type, keys] of Object.entries(kinds))
    it(`every execution of a ${type} rule finds what is there by then`, () => {
      const random = seededRandom(77);
      const nows = Array.from({ length: 10 }, (_, k) => time(String(10 + 5 * k)));
      const input = {
        rule: { from: 'now-12m', ...keys },
        types,
        indicators: [{ ti: 'a' }, { ti: 'b' }],
      };
      let alerts = 0;
      for (let round = 0; round < 40; round++) {
        const events = drawnEvents(random);
        const seen = new Set<string>();
        const expected = nows.flatMap((now) => {
          const there = events.map((event) => {
            const { _arrives: arrives, ...others } = event;
            const isThere = typeof arrives !== 'string' || arrives <= now;
            return isThere ? others : { '@timestamp': '1990-01-01' };
          });
          const names = namesOf(run({ ...input, events: there, now }));
          return names.filter((name) => !seen.has(name.slice(3)) && seen.add(name.slice(3)));
        });
        const all = namesOf(run({ ...input, events, now: nows }));
        assert.deepEqual([...all].sort(), [...expected].sort(), JSON.stringify(events));
        alerts += all.length;
      }
      assert.ok(alerts > 60, `only ${alerts} alerts`);
    });
});
