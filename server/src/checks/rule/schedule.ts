// When a rule runs and how far back it looks, as far as its text tells; times in seconds.
import type { Rule } from '../../rule/rule';
import { keepLast, oncePerText } from '../../text/oncePer';

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  H: 3600,
  d: 86_400,
  w: 604_800,
};

/** Seconds before `now` of date math such as `now-9m`; undefined for months, years and rounding, which vary. */
export const secondsBack = oncePerText((math): number | undefined => {
  if (!/^now(?:[+-]\d+[smhHdw])*$/.test(math)) return undefined;
  let back = 0;
  for (const [, sign, count, unit = ''] of math.matchAll(/([+-])(\d+)([smhHdw])/g))
    back += (sign === '-' ? 1 : -1) * Number(count) * (unitSeconds[unit] ?? 0);
  return back;
});

/** Seconds of an interval such as `5m`. */
export const intervalSeconds = oncePerText((interval): number | undefined => {
  const match = /^(\d+)([smhd])$/.exec(interval);
  return match ? Number(match[1]) * (unitSeconds[match[2] ?? ''] ?? 0) : undefined;
});

/** What Kibana takes where a rule does not say. */
const defaults = { from: 'now-6m', to: 'now', interval: '5m' } as const;

export interface Schedule {
  /** Length of the rule window. */
  readonly window: number;
  /** Seconds before the execution at which the window begins. */
  readonly from: number;
  readonly interval: number;
}

/** The schedule of a rule; undefined where one of its times is none or varies in length. */
export const scheduleOf = keepLast(readSchedule);

function readSchedule({ from, to, interval }: Rule): Schedule | undefined {
  const start = secondsBack(from?.value ?? defaults.from);
  const end = secondsBack(to?.value ?? defaults.to);
  const every = intervalSeconds(interval?.value ?? defaults.interval);
  if (start === undefined || end === undefined || every === undefined || every === 0)
    return undefined;
  return { window: start - end, from: start, interval: every };
}

/** Seconds in the largest unit that divides them: `9m`, `2h`. */
export function durationText(seconds: number): string {
  for (const unit of ['d', 'h', 'm'] as const) {
    const size = unitSeconds[unit] ?? 1;
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}

/** The shortest common look back that covers an interval and some delay. */
export function roomyFrom(interval: number): string {
  return `now-${durationText(interval + Math.max(60, Math.min(240, interval)))}`;
}
