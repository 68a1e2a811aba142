// What a summary of a sample counts, and that it stops at its bounds and says so.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvents } from '../../../server/src/events/readEvents';
import { defaultBounds, summarizeFields } from '../../../server/src/events/sampleFields';
import type { Bounds, SampleFields } from '../../../server/src/events/sampleFields';
import { ndjson, sampleOf } from '../../support/samples';

function summarize(documents: readonly unknown[], bounds: Partial<Bounds> = {}): SampleFields {
  const events = readEvents(sampleOf(ndjson(documents)), () => undefined);
  return summarizeFields(events, ['s'], { bounds: { ...defaultBounds, ...bounds } });
}

/** `events` of `all`: value counts, the most frequent first. */
function draw({ fields, events: all }: SampleFields): readonly string[] {
  return [...fields].map(([name, { events, distinct, hasMore, values }]) => {
    const list = values.map(([text, count]) => `${text}=${count}`).join(' ');
    return `${name} ${events}/${all} ${distinct}${hasMore ? '+' : ''}: ${list}`.trimEnd();
  });
}

describe('the fields of a sample', () => {
  it('are counted once per event, however they are spelled', () => {
    const documents = [
      { event: { code: '1', category: ['a', 'b', 'a'] } },
      { 'event.code': '2', event: { category: ['b'] } },
      { event: [{ code: '1' }, { code: '1' }], flag: true, n: 7, none: null, empty: [] },
    ];
    assert.deepEqual(draw(summarize(documents)), [
      'event.code 3/3 2: 1=2 2=1',
      'event.category 2/3 2: b=2 a=1',
      'flag 1/3 1: true=1',
      'n 1/3 1: 7=1',
    ]);
  });

  it('keep the digits of long integers', () => {
    const events = readEvents(sampleOf('{"n":12345678901234567890}\n'), () => undefined);
    assert.deepEqual(draw(summarizeFields(events, ['s'])), ['n 1/1 1: 12345678901234567890=1']);
  });

  const rows: readonly (readonly [string, Partial<Bounds>, boolean, readonly string[]])[] = [
    ['events', { events: 2 }, true, ['a 2/2 2: 1=1 2=1', 'b 2/2 2: x=1 y=1']],
    ['fields', { fields: 1 }, true, ['a 3/3 2: 1=2 2=1']],
    ['values', { distinct: 1 }, false, ['a 3/3 1+: 1=2', 'b 3/3 1+: x=1']],
    ['length', { length: 0 }, false, ['a 3/3 0+:', 'b 3/3 0+:']],
    ['text', { text: 2 }, false, ['a 3/3 1+: 1=2', 'b 3/3 1+: x=1']],
    ['shown', { shown: 1 }, false, ['a 3/3 2: 1=2', 'b 3/3 3: x=1']],
  ];
  for (const [name, bounds, isPart, expected] of rows)
    it(`stop at the bound of ${name}`, () => {
      const documents = [
        { a: 1, b: 'x' },
        { a: 2, b: 'y' },
        { a: 1, b: 'z' },
      ];
      const summary = summarize(documents, bounds);
      assert.deepEqual(draw(summary), expected);
      assert.equal(summary.isPart, isPart);
    });
});
