// "Run this rule text on these files": what it gives, and why it cannot start.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSample } from '../../../server/src/workspace/runSample';
import type { SampleRun } from '../../../server/src/workspace/runSample';
import { memoryFiles } from '../../support/memoryFiles';
import { ruleText } from '../../support/runRule';
import { ndjson } from '../../support/samples';

const events = Array.from({ length: 12_000 }, (_, n) => ({
  '@timestamp': new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
  user: { name: 'a' },
}));
const files = memoryFiles({
  'many.ndjson': ndjson(events),
  'few.json': JSON.stringify([{ '@timestamp': '2026-01-01T00:00:00Z', a: 1 }]),
  'table.csv': 'a,b,c\n',
});
const replay = { mode: 'replay' } as const;

describe('runSample', () => {
  it('gives the result and what the view draws', () => {
    const rule = ruleText({ query: 'user.name: a and not host.name: b', max_signals: 1 });
    const run = runSample({ rule, samples: ['many.ndjson', 'few.json'], clock: replay }, files);
    assert.ok(run.kind === 'result');
    assert.deepEqual(run.result.events, { read: 12_001, matched: 12_000, skipped: 0 });
    assert.deepEqual(run.view.columns, ['user.name', 'host.name']);
    assert.deepEqual(run.view.explanation, []);
    const times = run.view.matchTimes;
    assert.ok(times.length <= 5000 && times.length >= 2500);
    assert.equal(times[0], Date.UTC(2026, 0, 1));
    const steps = new Set(times.slice(1).map((time, i) => time - (times[i] ?? 0)));
    assert.equal(steps.size, 1, 'thinned evenly');
  });
  it('explains that there are no alerts', () => {
    const run = runSample(
      { rule: ruleText({ query: 'a: 2' }), samples: ['few.json'], clock: replay },
      files,
    );
    assert.ok(run.kind === 'result');
    assert.match(run.view.explanation.join(' '), /No event matches the query/);
  });

  const rows: readonly (readonly [string, Partial<SampleRun>, RegExp])[] = [
    ['no rule', { rule: '[tool]\n' }, /no detection rule/],
    ['a missing sample', { samples: ['x'] }, /^x does not exist$/],
    [
      'a sample of no known format',
      { samples: ['table.csv'] },
      /^table\.csv: expected events as NDJSON/,
    ],
    [
      'field types that are none',
      { fieldTypes: { a: 'number' } },
      /^a: "number" is not a field type/,
    ],
    ['field types that are no object', { fieldTypes: 7 }, /^Field types must be/],
  ];
  for (const [name, change, message] of rows)
    it(`cannot start: ${name}`, () => {
      const run = runSample(
        { rule: ruleText({}), samples: ['few.json'], clock: replay, ...change },
        files,
      );
      assert.ok(run.kind === 'error');
      assert.match(run.message, message);
    });
});
