// Arithmetic of the timeline.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  countIntervals,
  describeTimeline,
  parseTime,
  positionOf,
  scaleRange,
  stepOf,
  thin,
  ticks,
  timeAt,
  timeRange,
  zoomRange,
} from '../../../client/src/resultsView/timeline';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.parse('2026-01-06T12:00:00Z');
const windows = { from: '2026-01-06T11:51:00Z', to: '2026-01-06T12:00:00Z' };

describe('timeRange', () => {
  it('covers events and windows with air around them', () => {
    const range = timeRange([noon + hour], { ...windows, historyFrom: '2026-01-06T10:00:00Z' });
    assert.deepEqual(range, { from: noon - 2 * hour - 216_000, to: noon + hour + 216_000 });
  });
  it('has a length even for one instant', () => {
    const at = new Date(noon).toISOString();
    assert.deepEqual(timeRange([], { from: at, to: at }), { from: noon - 500, to: noon + 500 });
  });
  it('does without times that cannot be read', () => {
    assert.equal(timeRange([NaN], { from: '', to: 'x' }), undefined);
    assert.equal(parseTime('x'), undefined);
  });
  it('takes many thousands of times', () => {
    const times = Array.from({ length: 300_000 }, (_, index) => noon + index);
    assert.ok(timeRange(times, windows));
  });
});

describe('scale', () => {
  const range = { from: 1000, to: 3000 };
  it('leads there and back', () => {
    assert.equal(positionOf(1500, range), 0.25);
    assert.equal(timeAt(0.25, range), 1500);
    assert.equal(positionOf(0, range), -0.5);
  });
  it('zooms to what was dragged, in either direction, within the picture', () => {
    assert.deepEqual(zoomRange(0.75, 0.25, range), { from: 1500, to: 2500 });
    assert.deepEqual(zoomRange(-1, 0.5, range), { from: 1000, to: 2000 });
    assert.equal(zoomRange(0.5, 0.505, range), undefined);
    assert.equal(zoomRange(1.2, 1.5, range), undefined);
  });
  it('scales around the middle, never below a second', () => {
    assert.deepEqual(scaleRange(range, 2), { from: 0, to: 4000 });
    assert.deepEqual(scaleRange(range, 0.001), { from: 1500, to: 2500 });
  });
});

describe('ticks', () => {
  const rows: readonly (readonly [length: number, count: number, step: number])[] = [
    [5000, 5, 1000],
    [5001, 5, 5000],
    [hour, 4, 15 * minute],
    [9 * day, 8, 2 * day],
    [4000 * day, 8, 2 * 365 * day],
  ];
  for (const [length, count, step] of rows)
    it(`${length} ms in at most ${count}: every ${step} ms`, () => {
      assert.equal(stepOf({ from: 0, to: length }, count), step);
    });
  const labels = (from: number, to: number, count: number): readonly string[] =>
    ticks({ from, to }, count).map(({ label }) => label);
  it('labels seconds, minutes and days; midnight names the day', () => {
    assert.deepEqual(labels(noon + 1, noon + 10_000, 2), ['12:00:05Z', '12:00:10Z']);
    assert.deepEqual(labels(noon, noon + 12 * hour, 2), ['12:00Z', '18:00Z', '2026-01-07']);
    assert.deepEqual(labels(noon, noon + 2 * day, 3), ['2026-01-07', '2026-01-08']);
  });
});

describe('thin', () => {
  it('keeps one time for a pixel, sorted, within the range', () => {
    const times = [999, 5, 1, 1001, 500, 503, -1];
    const kept = thin(times, { from: 0, to: 1000 }, 10).map((index) => times[index]);
    assert.deepEqual(kept, [5, 500, 999]);
  });
  it('keeps everything where there is room', () => {
    assert.deepEqual(thin([3, 1, 2, NaN], { from: 0, to: 4 }, 400), [1, 2, 0]);
  });
});

describe('countIntervals', () => {
  it('counts matches and alerts by round intervals and leaves empty ones out', () => {
    const range = { from: noon + 1, to: noon + 4 * hour };
    const matches = [noon, noon + minute, noon + 2 * minute, noon + 3 * hour];
    assert.deepEqual(countIntervals({ matches, alerts: [noon + minute] }, range, 4), [
      { from: noon, to: noon + hour, matches: 2, alerts: 1 },
      { from: noon + 3 * hour, to: noon + 4 * hour, matches: 1, alerts: 0 },
    ]);
  });
});

describe('describeTimeline', () => {
  it('is a sentence with the times and the counts', () => {
    const text = describeTimeline({ from: noon, to: noon + hour }, 61, 4);
    assert.match(
      text,
      /from 2026-01-06 12:00:00Z to 2026-01-06 13:00:00Z: 61 matches and 4 alerts/,
    );
  });
});
