// Rules of type query: windows, time fields, order, max_signals, de-duplication.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../server/src/events/event';
import type { EvaluatedRule } from '../../../server/src/engine/evaluateRule';
import { alertsOf, run, warningCodes } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';
import { ndjson, sampleOf } from '../../support/samples';

const now = '2026-01-01T12:00:00.000Z';
const at = (time: string): JsonObject => ({ '@timestamp': `2026-01-01T${time}Z` });
const ingested = (time: string, later: string): JsonObject => ({
  '@timestamp': `2026-01-01T${time}Z`,
  event: { ingested: `2026-01-01T${later}Z` },
});

describe('the rule window of one execution', () => {
  const rows: readonly (readonly [string, RuleKeys, readonly JsonObject[], readonly string[]])[] = [
    [
      'defaults to six minutes',
      {},
      [at('11:53:59.999'), at('11:54:00'), at('11:59:00')],
      ['2', '3'],
    ],
    [
      'both ends are inclusive',
      { from: 'now-9m' },
      [at('11:50:59.999'), at('11:51:00'), at('12:00:00'), at('12:00:00.001')],
      ['2', '3'],
    ],
    [
      'to before now',
      { from: 'now-9m', to: 'now-5m' },
      [at('11:51:00'), at('11:55:00'), at('11:55:00.001')],
      ['1', '2'],
    ],
    ['oldest first', {}, [at('11:59:00'), at('11:58:00'), at('11:57:00')], ['3', '2', '1']],
    [
      'equal times in the order of the file',
      {},
      [at('11:59:00'), at('11:58:00'), at('11:59:00')],
      ['2', '1', '3'],
    ],
    [
      'only what matches the query',
      { query: 'a:1' },
      [
        { ...at('11:59:00'), a: 1 },
        { ...at('11:59:00'), a: 2 },
      ],
      ['1'],
    ],
    [
      'offsets and fractions of times',
      {},
      [{ '@timestamp': '2026-01-01T13:59:00.1234567+02:00' }, { '@timestamp': Date.parse(now) }],
      ['1', '2'],
    ],
    [
      'no time: in no window',
      {},
      [{ a: 1 }, { '@timestamp': null }, { '@timestamp': 'yesterday' }, at('11:59:00')],
      ['4'],
    ],
    [
      'override',
      { timestamp_override: 'event.ingested' },
      [ingested('11:00:00', '11:59:00'), ingested('11:59:00', '11:00:00')],
      ['1'],
    ],
    [
      'override falls back',
      { timestamp_override: 'event.ingested' },
      [at('11:59:00'), ingested('11:00:00', '11:59:30')],
      ['2', '1'],
    ],
    [
      'override sorts first, then @timestamp',
      { timestamp_override: 'event.ingested' },
      [ingested('11:58:00', '11:59:00'), ingested('11:57:00', '11:59:00'), at('11:55:00')],
      ['2', '1', '3'],
    ],
    [
      'override without fallback',
      { timestamp_override: 'event.ingested', timestamp_override_fallback_disabled: true },
      [at('11:59:00'), ingested('11:00:00', '11:59:00')],
      ['2'],
    ],
    [
      'override without fallback and @timestamp',
      { timestamp_override: 'event.ingested', timestamp_override_fallback_disabled: true },
      [{ event: { ingested: '2026-01-01T11:59:00Z' } }],
      ['1'],
    ],
    [
      'max_signals keeps the oldest',
      { max_signals: 2 },
      [at('11:59:00'), at('11:58:00'), at('11:57:00')],
      ['3', '2'],
    ],
  ];
  for (const [name, rule, events, alerts] of rows)
    it(name, () => {
      const single = run({ rule, events, now });
      assert.deepEqual(alertsOf(single), alerts);
      assert.equal(single.result.executions, 1);
    });

  it('counts what it read', () => {
    const events = [at('11:59:00'), { ...at('10:00:00'), a: 1 }, { a: 1 }];
    const { result } = run({ rule: { query: 'a:1' }, events, now });
    assert.deepEqual(result.events, { read: 3, matched: 2, skipped: 0 });
    assert.deepEqual(result.windows, { from: '2026-01-01T11:54:00.000Z', to: now });
    assert.deepEqual(result.explanation, {
      inWindow: 1,
      matchedInWindow: 0,
      inGaps: 0,
      withoutTime: 1,
    });
    assert.equal(result.failure, undefined);
  });

  it('an alert says when, where and why', () => {
    const events = [{ _id: 'x1', ...at('11:59:00'), user: { name: 'jdoe' } }];
    const [alert] = run({ rule: { query: 'user.name:*' }, events, now }).result.alerts;
    assert.deepEqual(alert, {
      executedAt: now,
      timestamp: '2026-01-01T11:59:00.000Z',
      source: { file: 's', line: 1, offset: 0, id: 'x1' },
      reason: `The event matches the query and lies in the rule window 2026-01-01T11:54:00.000Z to ${now}.`,
      fields: { 'user.name': ['jdoe'] },
    });
  });
});

describe('max_signals', () => {
  const three = [at('11:57:00'), at('11:58:00'), at('11:59:00')];
  it('warns if there is more to alert on, and not at exactly max_signals', () => {
    assert.deepEqual(warningCodes(run({ rule: { max_signals: 2 }, events: three, now })), [
      'max-signals',
    ]);
    assert.deepEqual(warningCodes(run({ rule: { max_signals: 3 }, events: three, now })), []);
  });
  it('is capped', () => {
    const events = Array.from({ length: 1001 }, () => at('11:59:00'));
    const capped = run({ rule: { max_signals: 5000 }, events, now });
    assert.equal(capped.result.alerts.length, 1000);
    assert.deepEqual(warningCodes(capped), ['max-signals-capped', 'max-signals']);
  });
  it('leaves the rest to a later execution that still sees it', () => {
    const events = [at('11:51:00'), at('11:56:00'), at('11:57:00'), at('11:58:00'), at('12:01:00')];
    const replay = run({ rule: { from: 'now-9m', max_signals: 1 }, events });
    const made = replay.result.alerts.map(
      ({ executedAt, source }) => `${executedAt.slice(11, 16)} ${source.line}`,
    );
    assert.deepEqual(made, ['11:55 1', '12:00 2', '12:05 3']);
  });
});

describe('replay', () => {
  it('alerts once, in the first execution that sees the event', () => {
    const events = [at('11:54:59'), at('11:55:00'), at('11:55:00.001')];
    const { result } = run({ rule: { from: 'now-60m' }, events });
    assert.deepEqual(
      result.alerts.map(({ executedAt }) => executedAt.slice(11, 19)),
      ['11:55:00', '11:55:00', '12:00:00'],
    );
    assert.equal(result.executions, 2);
    assert.equal(result.mode, 'replay');
    assert.deepEqual(result.windows, {
      from: '2026-01-01T10:55:00.000Z',
      to: '2026-01-01T12:00:00.000Z',
    });
  });
  it('reports events that fall between the windows', () => {
    const events = [at('11:51:00'), at('11:54:30'), at('11:55:00')];
    const gapped = run({ rule: { from: 'now-2m' }, events });
    assert.deepEqual(alertsOf(gapped), ['2', '3']);
    assert.deepEqual(gapped.result.warnings, [
      {
        code: 'gap',
        message:
          '1 event lies between the rule windows (1 of them matches the query; first s:1): the rule looks back less far than its interval, no execution sees them',
      },
    ]);
    assert.equal(gapped.result.explanation?.inGaps, 1);
  });
  it('reports matching events that were ingested too late to be found', () => {
    const events = [
      ingested('11:51:00', '11:51:30'),
      ingested('11:51:00', '12:07:00'),
      { ...ingested('11:51:00', '12:07:00'), host: { name: 'x' } },
      ingested('11:56:00', '12:00:00'),
      ingested('11:57:00', '12:04:00'),
    ];
    const rule = { query: 'not host.name:x', from: 'now-9m' };
    const late = run({ rule, events });
    assert.deepEqual(alertsOf(late), ['1', '2', '4', '5']);
    assert.deepEqual(warningCodes(late), ['late-ingestion']);
    assert.match(
      late.result.warnings[0]?.message ?? '',
      /^1 matching event was ingested .*first s:2 of 2026-01-01T11:51:00.000Z, ingested 2026-01-01T12:07:00.000Z/,
    );
    const overridden = { ...rule, timestamp_override: 'event.ingested' };
    assert.deepEqual(warningCodes(run({ rule: overridden, events })), []);
    assert.deepEqual(warningCodes(run({ rule, events, now })), []);
  });
  it('skips empty years', () => {
    const events = [
      { '@timestamp': '1990-01-01T00:00:01Z' },
      { '@timestamp': '2026-01-01T00:00:01Z' },
    ];
    const { result } = run({ rule: { interval: '1m' }, events });
    assert.equal(result.alerts.length, 2);
    assert.ok(result.executions > 18_000_000);
  });
  it('has no execution without a time', () => {
    const { result } = run({ rule: {}, events: [{ a: 1 }] });
    assert.equal(result.executions, 0);
    assert.deepEqual(result.windows, { from: '', to: '' });
    assert.deepEqual(result.alerts, []);
  });
});

describe('several samples', () => {
  it('count as one, and each alert names its own', () => {
    const samples = [
      sampleOf(ndjson([at('11:58:00')]), 64, 'a.ndjson'),
      sampleOf(JSON.stringify([at('11:57:00'), at('11:58:00')]), 64, 'b.json'),
    ];
    const { result } = run({ rule: {}, samples, now });
    const places = result.alerts.map(({ source }) => `${source.file}:${source.line}`);
    assert.deepEqual(places, ['b.json:1', 'a.ndjson:1', 'b.json:1']);
    assert.equal(result.events.read, 3);
  });
  it('the same hit twice is one document', () => {
    const hit = { _index: 'i', _id: '1', _source: at('11:59:00') };
    const other = { ...hit, _index: 'j' };
    const twice = run({ rule: {}, events: [hit, hit, other], now });
    assert.deepEqual(alertsOf(twice), ['1', '3']);
    assert.deepEqual(warningCodes(twice), ['duplicate-document']);
    const bare = { _id: '1', ...at('11:59:00') };
    assert.deepEqual(alertsOf(run({ rule: {}, events: [bare, bare], now })), ['1', '2']);
  });
});

describe('executions that come late', () => {
  const events = ['11:00:00', '11:38:59', '11:39:00', '11:54:00', '12:00:00'].map(at);
  const both = (second: string, rule: RuleKeys = {}): EvaluatedRule =>
    run({ rule, events, now: ['2026-01-01T11:00:00Z', `2026-01-01T${second}Z`] });

  it('look at up to four windows before their own', () => {
    const late = both('12:00:00');
    const made = late.result.alerts.map(
      ({ executedAt, source }) => `${executedAt.slice(11, 16)} ${source.line}`,
    );
    // Windows from 11:34 to 11:40, 11:39 to 11:45, 11:44 to 11:50, 11:49 to 11:55 and 11:54 to 12:00.
    assert.deepEqual(made, ['11:00 1', '12:00 2', '12:00 3', '12:00 4', '12:00 5']);
    assert.equal(late.result.executions, 2);
    assert.deepEqual(late.result.windows, {
      from: '2026-01-01T10:54:00.000Z',
      to: '2026-01-01T12:00:00.000Z',
    });
  });
  it('tell what remains unseen', () => {
    assert.deepEqual(warningCodes(both('11:26:00')), []);
    const { warnings } = both('11:26:01').result;
    assert.deepEqual(
      warnings.map(({ code, message }) => [code, / 1 s .* at most 4/.test(message)]),
      [['gap', true]],
    );
  });
  it('take max_signals for each window', () => {
    assert.deepEqual(alertsOf(both('12:00:00', { max_signals: 1 })), ['1', '2', '3', '4', '5']);
    assert.deepEqual(alertsOf(both('12:00:00', { max_signals: 1, interval: '1h' })), ['1', '4']);
  });
});

describe('warnings', () => {
  it('name broken lines and malformed times, and count beyond a hundred', () => {
    const text = `{"@timestamp":"no"}\n${'broken\n'.repeat(150)}`;
    const { result } = run({ rule: {}, samples: [sampleOf(text)], now });
    assert.equal(result.events.skipped, 150);
    const skipped = result.warnings.filter(({ code }) => code === 'skipped-line');
    assert.equal(skipped.length, 101);
    assert.deepEqual([skipped[0]?.file, skipped[0]?.line], ['s', 2]);
    assert.equal(skipped[100]?.message, 'and 50 more like these (150 in all)');
    const malformed = result.warnings.find(({ code }) => code === 'malformed-timestamp');
    assert.ok(malformed);
    assert.equal(malformed.line, 1);
    assert.match(malformed.message, /@timestamp .*"no"/);
  });
  const rows: readonly (readonly [string, RuleKeys, JsonObject, readonly string[]])[] = [
    [
      'no override field in any event',
      { timestamp_override: 'event.ingested' },
      at('11:59:00'),
      ['missing-timestamp-override'],
    ],
    ['no usable time', {}, { a: 1 }, ['no-timestamp']],
    ['nothing', {}, at('11:59:00'), []],
  ];
  for (const [name, rule, event, codes] of rows)
    it(name, () => {
      assert.deepEqual(warningCodes(run({ rule, events: [event], now })), codes);
    });
});
