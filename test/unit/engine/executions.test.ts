// When a replay runs, and the search for the execution that first sees an event.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  firstAtLeast,
  replayExecutions,
  chosenExecutions,
} from '../../../server/src/engine/executions';
import type { Executions } from '../../../server/src/engine/executions';
import { readSettings } from '../../../server/src/engine/ruleSettings';
import { isoText } from '../../../server/src/engine/ruleTime';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { ruleText } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

function replay(keys: RuleKeys, earliest: string, latest: string): readonly string[] {
  const settings = readSettings(parseRule(ruleText(keys)).rule);
  assert.ok('interval' in settings);
  return times(replayExecutions(settings, Date.parse(earliest), Date.parse(latest)));
}

function times(executions: Executions): readonly string[] {
  return Array.from({ length: executions.count }, (_, k) =>
    isoText(executions.at(k)).slice(11, 19),
  );
}

describe('executions of a replay', () => {
  const rows: readonly (readonly [string, RuleKeys, string, string, readonly string[]])[] = [
    ['one event between boundaries', {}, '10:01:00Z', '10:01:00Z', ['10:05:00']],
    ['one event at a boundary', {}, '10:05:00Z', '10:05:00Z', ['10:05:00']],
    ['just after a boundary', {}, '10:05:00.001Z', '10:05:00.001Z', ['10:10:00']],
    [
      'from the first to the last event',
      {},
      '10:01:00Z',
      '10:12:00Z',
      ['10:05:00', '10:10:00', '10:15:00'],
    ],
    ['the latest at a boundary', {}, '10:05:00Z', '10:10:00Z', ['10:05:00', '10:10:00']],
    [
      'another interval',
      { interval: '7m' },
      '10:00:00Z',
      '10:10:00Z',
      ['10:02:00', '10:09:00', '10:16:00'],
    ],
    [
      'a window that ends before now',
      { to: 'now-6m' },
      '10:05:00Z',
      '10:05:00Z',
      ['10:05:00', '10:10:00', '10:15:00'],
    ],
    [
      'a window that ends after now',
      { to: 'now+1h' },
      '10:05:00Z',
      '10:06:00Z',
      ['10:05:00', '10:10:00'],
    ],
    [
      'a window of whole hours',
      { to: 'now/h', interval: '30m' },
      '10:10:00Z',
      '10:40:00Z',
      ['10:30:00', '11:00:00'],
    ],
    [
      'a window that never reaches the event',
      { to: '2020-01-01' },
      '10:05:00Z',
      '10:05:00Z',
      ['10:05:00'],
    ],
  ];
  for (const [name, keys, earliest, latest, expected] of rows)
    it(name, () => {
      assert.deepEqual(replay(keys, `2026-01-01T${earliest}`, `2026-01-01T${latest}`), expected);
    });

  it('works before 1970 and over years', () => {
    assert.deepEqual(replay({}, '1969-12-31T23:58:00Z', '1970-01-01T00:00:00Z'), ['00:00:00']);
    const settings = readSettings(parseRule(ruleText({})).rule);
    assert.ok('interval' in settings);
    const decade = replayExecutions(settings, Date.parse('2016-01-01'), Date.parse('2026-01-01'));
    assert.equal(decade.count, 3653 * 288 + 1);
  });
});

describe('firstAtLeast', () => {
  const executions: Executions = { count: 10, at: (k) => k * 10 };
  it('finds the first execution, or none', () => {
    assert.equal(
      firstAtLeast(executions, (now) => now - 5, 20),
      3,
    );
    assert.equal(
      firstAtLeast(executions, (now) => now - 5, 25),
      3,
    );
    assert.equal(
      firstAtLeast(executions, (now) => now, -1),
      0,
    );
    assert.equal(
      firstAtLeast(executions, (now) => now, 91),
      10,
    );
    assert.equal(
      firstAtLeast(chosenExecutions([7]), (now) => now, 7),
      0,
    );
    assert.equal(
      firstAtLeast(chosenExecutions([7]), (now) => now, 8),
      1,
    );
  });
});
