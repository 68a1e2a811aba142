// When a replay runs, and the search for the execution that first sees an event.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  firstAtLeast,
  replayExecutions,
  chosenExecutions,
  windowOf,
} from '../../../server/src/engine/executions';
import type { Executions } from '../../../server/src/engine/executions';
import { readSettings } from '../../../server/src/engine/ruleSettings';
import type { RuleSettings } from '../../../server/src/engine/ruleSettings';
import { isoText } from '../../../server/src/engine/ruleTime';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { ruleText } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

function settingsOf(keys: RuleKeys): RuleSettings {
  const settings = readSettings(parseRule(ruleText(keys)).rule);
  assert.ok('interval' in settings);
  return settings;
}

function replay(keys: RuleKeys, earliest: string, latest: string): Executions {
  return replayExecutions(settingsOf(keys), Date.parse(earliest), Date.parse(latest));
}

/** Each execution once, also where it makes up for others. */
function times(executions: Executions): readonly string[] {
  const all = Array.from({ length: executions.count }, (_, k) => isoText(executions.at(k)));
  return [...new Set(all)].map((time) => time.slice(11, 19));
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
      const executions = replay(keys, `2026-01-01T${earliest}`, `2026-01-01T${latest}`);
      assert.deepEqual(times(executions), expected);
    });

  it('works before 1970 and over years', () => {
    const one = replay({}, '1969-12-31T23:58:00Z', '1970-01-01T00:00:00Z');
    assert.deepEqual(times(one), ['00:00:00']);
    const decade = replay({}, '2016-01-01', '2026-01-01');
    assert.equal(decade.count, 3653 * 288 + 1);
  });
});

function windows(executions: Executions, settings: RuleSettings): readonly string[] {
  return Array.from({ length: executions.count }, (_, k) => {
    const { now, from, to } = windowOf(executions, settings, k);
    return [now, from, to].map((time) => isoText(time).slice(11, 16)).join(' ');
  });
}

describe('windows that make up for missing executions', () => {
  const rows: readonly (readonly [string, RuleKeys, readonly string[], readonly string[]])[] = [
    [
      'none where the window reaches back to the execution before',
      { from: 'now-9m' },
      ['10:00', '10:09'],
      ['10:00 09:51 10:00', '10:09 10:00 10:09'],
    ],
    [
      'one for a gap of a minute',
      { from: 'now-9m' },
      ['10:00', '10:10'],
      ['10:00 09:51 10:00', '10:10 09:56 10:05', '10:10 10:01 10:10'],
    ],
    [
      'the oldest first, each an interval apart',
      {},
      ['10:00', '10:20'],
      [
        '10:00 09:54 10:00',
        '10:20 09:59 10:05',
        '10:20 10:04 10:10',
        '10:20 10:09 10:15',
        '10:20 10:14 10:20',
      ],
    ],
    [
      'at most four',
      { interval: '10m', from: 'now-10m' },
      ['10:00', '12:00'],
      [
        '10:00 09:50 10:00',
        '12:00 11:10 11:20',
        '12:00 11:20 11:30',
        '12:00 11:30 11:40',
        '12:00 11:40 11:50',
        '12:00 11:50 12:00',
      ],
    ],
    [
      'none for an execution before the one in front of it',
      {},
      ['10:00', '09:00'],
      ['10:00 09:54 10:00', '09:00 08:54 09:00'],
    ],
    [
      'what is rounded moves by the interval as well',
      { interval: '1h', from: 'now-1h/h', to: 'now/h' },
      ['10:10', '12:40'],
      ['10:10 09:00 10:00', '12:40 09:00 10:00', '12:40 10:00 11:00', '12:40 11:00 12:00'],
    ],
  ];
  for (const [name, keys, nows, expected] of rows)
    it(name, () => {
      const settings = settingsOf(keys);
      const chosen = nows.map((time) => Date.parse(`2026-01-01T${time}Z`));
      const executions = chosenExecutions(chosen, settings);
      assert.equal(executions.runs, nows.length);
      assert.deepEqual(windows(executions, settings), expected);
    });

  it('are the windows before once more, where a rule looks back less far than its interval', () => {
    const settings = settingsOf({ from: 'now-3m' });
    const executions = replay({ from: 'now-3m' }, '2026-01-01T10:00Z', '2026-01-01T10:10Z');
    assert.equal(executions.runs, 3);
    assert.deepEqual(windows(executions, settings), [
      '10:00 09:57 10:00',
      '10:05 09:57 10:00',
      '10:05 10:02 10:05',
      '10:10 10:02 10:05',
      '10:10 10:07 10:10',
    ]);
  });
});

describe('firstAtLeast', () => {
  const executions: Executions = { count: 10, runs: 10, at: (k) => k * 10, back: () => 0 };
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
      firstAtLeast(chosenExecutions([7], settingsOf({})), (now) => now, 7),
      0,
    );
    assert.equal(
      firstAtLeast(chosenExecutions([7], settingsOf({})), (now) => now, 8),
      1,
    );
  });
});
