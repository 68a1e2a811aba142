// "Run this rule text on these files": what it gives, and why it cannot start.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../server/src/events/event';
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

  const raw = [
    { EventID: 4702, Channel: 'Security' },
    { EventID: 4698, Computer: 'a' },
  ];
  const absences: readonly (readonly [string, JsonObject[], JsonObject, string | undefined])[] = [
    [
      'all fields',
      raw,
      { query: 'event.code: 4702 and process.name.text: x' },
      'No event carries a field that the query asks for (event.code and process.name.text). The first event has other names, such as EventID and Channel. Events must have the field names of the index (ECS).',
    ],
    [
      'a field',
      [{ ...raw[0], 'process.name': 'x' }],
      { query: 'process.name.text: y and user.nmae: x' },
      'No event carries user.nmae, which the query asks for: compare the names with an event.',
    ],
    [
      'fields of a Lucene query',
      [{ a: 1 }],
      { query: 'a:2 AND c:1 AND b:1', language: 'lucene' },
      'No event carries c or b, which the query asks for: compare the names with an event.',
    ],
    [
      'no field',
      [{ a: 1, labels: { b: 2 } }],
      { query: 'a: 2 and labels.b: 3 and _id: x' },
      undefined,
    ],
    ['where events match', [{ a: 1 }], { query: 'a: 1 and not b: 1' }, undefined],
    [
      'a field of the events that were looked into',
      Array.from({ length: 5_001 }, () => ({ a: 1 })),
      { query: 'b: 1 or a: 2' },
      'None of 5,000 events that were looked into carries b, which the query asks for: compare the names with an event.',
    ],
  ];
  for (const [name, documents, keys, expected] of absences)
    it(`tells of a lack: ${name}`, () => {
      const own = memoryFiles({ s: ndjson(documents) });
      const run = runSample({ rule: ruleText(keys), samples: ['s'], clock: replay }, own);
      assert.ok(run.kind === 'result');
      const found = run.view.explanation.filter((sentence) => sentence.includes('carries'));
      assert.deepEqual(found, expected === undefined ? [] : [expected]);
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
