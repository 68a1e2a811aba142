// Arithmetic of the timeline picture: range, scale, ticks, thinning, counts per interval. Times are epoch milliseconds.
import type { Alert, RunWindows } from '../../../server/src/protocol';
import { formatCount, formatTime } from './format';

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances between ticks that read well. */
const steps: readonly number[] = [
  ...[1, 5, 15, 30].map((n) => n * second),
  ...[1, 5, 15, 30].map((n) => n * minute),
  ...[1, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 4, 7, 14, 30, 90, 365].map((n) => n * day),
];

/** Reads ISO 8601; undefined for what is no time. */
export function parseTime(text: string): number | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

export function alertTimes(alerts: readonly Alert[]): readonly number[] {
  return alerts.map(({ timestamp }) => Date.parse(timestamp));
}

/** What the picture spans: matches, alerts and windows, with a little air; undefined if there is no time at all. */
export function timeRange(times: readonly number[], windows: RunWindows): TimeRange | undefined {
  const bounds = [windows.historyFrom, windows.from, windows.to].map((time) =>
    time === undefined ? undefined : parseTime(time),
  );
  let from = Infinity;
  let to = -Infinity;
  for (const time of [...times, ...bounds]) {
    if (time === undefined || Number.isNaN(time)) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  if (from > to) return undefined;
  const air = Math.max((to - from) * 0.02, 500);
  return { from: from - air, to: to + air };
}

/** Position of a time between 0 (start of the range) and 1 (its end); outside of it for times outside. */
export function positionOf(time: number, range: TimeRange): number {
  return (time - range.from) / (range.to - range.from);
}

/** The time at a position between 0 and 1. */
export function timeAt(position: number, range: TimeRange): number {
  return range.from + position * (range.to - range.from);
}

/** The smallest step of which at most `count` fit into the range. */
export function stepOf(range: TimeRange, count: number): number {
  const length = range.to - range.from;
  const fitting = steps.find((step) => length / step <= count);
  if (fitting !== undefined) return fitting;
  const years = 365 * day;
  return Math.ceil(length / count / years) * years;
}

export interface Tick {
  readonly time: number;
  readonly label: string;
}

/** Round times within the range, at most `count` and one; a label leaves out what the step makes needless. */
export function ticks(range: TimeRange, count: number): readonly Tick[] {
  const step = stepOf(range, count);
  const first = Math.ceil(range.from / step) * step;
  const found: Tick[] = [];
  for (let time = first; time <= range.to; time += step)
    found.push({ time, label: tickLabel(time, step) });
  return found;
}

function tickLabel(time: number, step: number): string {
  const text = new Date(time).toISOString();
  if (step >= day) return text.slice(0, 10);
  const clock = step < minute ? text.slice(11, 19) : text.slice(11, 16);
  return time % day === 0 ? text.slice(0, 10) : `${clock}Z`;
}

/** Indexes of the times within the range, one per pixel of `width` (more cannot be seen), by time. */
export function thin(times: readonly number[], range: TimeRange, width: number): readonly number[] {
  const kept = new Map<number, number>();
  times.forEach((time, index) => {
    const position = positionOf(time, range);
    if (!(position >= 0 && position <= 1)) return;
    const pixel = Math.round(position * width);
    if (!kept.has(pixel)) kept.set(pixel, index);
  });
  return [...kept].sort(([a], [b]) => a - b).map(([, index]) => index);
}

/** A row of the picture's text alternative. */
export interface IntervalCount {
  readonly from: number;
  readonly to: number;
  readonly matches: number;
  readonly alerts: number;
}

/** Counts per round interval, at most `count` of them, empty ones left out. */
export function countIntervals(
  times: { readonly matches: readonly number[]; readonly alerts: readonly number[] },
  range: TimeRange,
  count: number,
): readonly IntervalCount[] {
  const step = stepOf(range, count);
  const start = Math.floor(range.from / step) * step;
  const found = new Map<number, { matches: number; alerts: number }>();
  const add = (time: number, what: 'matches' | 'alerts'): void => {
    if (time < range.from || time > range.to) return;
    const index = Math.floor((time - start) / step);
    const counts = found.get(index) ?? { matches: 0, alerts: 0 };
    counts[what]++;
    found.set(index, counts);
  };
  times.matches.forEach((time) => {
    add(time, 'matches');
  });
  times.alerts.forEach((time) => {
    add(time, 'alerts');
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([index, counts]) => ({
      from: start + index * step,
      to: start + (index + 1) * step,
      ...counts,
    }));
}

/** The range that a drag from one position to another selects; undefined if it is too short to be meant. */
export function zoomRange(a: number, b: number, range: TimeRange): TimeRange | undefined {
  const [left, right] = [Math.min(a, b), Math.max(a, b)].map((x) => Math.min(1, Math.max(0, x)));
  if (left === undefined || right === undefined || right - left < 0.01) return undefined;
  return { from: timeAt(left, range), to: timeAt(right, range) };
}

/** The range scaled around its middle: below 1 zooms in. Never shorter than a second. */
export function scaleRange(range: TimeRange, factor: number): TimeRange {
  const middle = (range.from + range.to) / 2;
  const half = Math.max(((range.to - range.from) / 2) * factor, second / 2);
  return { from: middle - half, to: middle + half };
}

/** One sentence for readers of the picture who cannot see it. */
export function describeTimeline(range: TimeRange, matches: number, alerts: number): string {
  const from = formatTime(Math.round(range.from));
  const to = formatTime(Math.round(range.to));
  return `Timeline from ${from} to ${to}: ${formatCount(matches)} matches and ${formatCount(alerts)} alerts. The counts per interval are in the table below it.`;
}
