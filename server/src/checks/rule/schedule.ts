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

/** Seconds before `now`: both are the same but for months, years and rounding. */
export interface Reach {
  readonly least: number;
  readonly most: number;
}

const day = 86_400;

/** Months and years are of several lengths. */
const varying: Readonly<Record<string, Reach>> = {
  M: { least: 28 * day, most: 31 * day },
  y: { least: 365 * day, most: 366 * day },
};

function unitReach(unit: string): Reach {
  const seconds = unitSeconds[unit] ?? 0;
  return varying[unit] ?? { least: seconds, most: seconds };
}

/** How far date math such as `now-9m` reaches back at one execution or another; undefined for other texts. */
export const reachOf = oncePerText((math): Reach | undefined => {
  if (!/^now(?:[+-]\d+[yMwdhHms])*(?:\/[yMwdhHms])?$/.test(math)) return undefined;
  let [least, most] = [0, 0];
  for (const [, sign, count, unit = ''] of math.matchAll(/([+-])(\d+)([yMwdhHms])/g)) {
    const length = unitReach(unit);
    least += sign === '-' ? Number(count) * length.least : -Number(count) * length.most;
    most += sign === '-' ? Number(count) * length.most : -Number(count) * length.least;
  }
  // Rounding goes back to the begin of the unit.
  const rounding = /\/(.)$/.exec(math)?.[1];
  return { least, most: rounding === undefined ? most : most + unitReach(rounding).most };
});

/** Seconds before `now` of date math such as `now-9m`; undefined for months, years and rounding, which vary. */
export const secondsBack = oncePerText((math): number | undefined => {
  const reach = reachOf(math);
  return reach && reach.least === reach.most ? reach.least : undefined;
});

/** Seconds of an interval such as `5m`. */
export const intervalSeconds = oncePerText((interval): number | undefined => {
  const match = /^(\d+)([smhd])$/.exec(interval);
  return match ? Number(match[1]) * (unitSeconds[match[2] ?? ''] ?? 0) : undefined;
});

/** What Kibana takes where a rule does not say. */
const defaults = { from: 'now-6m', to: 'now', interval: '5m' } as const;

export interface Schedule {
  /** Length of the rule window, of the shortest where it varies. */
  readonly window: number;
  readonly varies: boolean;
  readonly interval: number;
}

/** The schedule of a rule; undefined where one of its times is none. */
export const scheduleOf = keepLast(readSchedule);

function readSchedule({ from, to, interval }: Rule): Schedule | undefined {
  const start = reachOf(from?.value ?? defaults.from);
  const end = reachOf(to?.value ?? defaults.to);
  const every = intervalSeconds(interval?.value ?? defaults.interval);
  if (!start || !end || every === undefined || every === 0) return undefined;
  const window = start.least - end.most;
  return { window, varies: start.most - end.least > window, interval: every };
}

/** Seconds in the largest unit that divides them: `9m`, `2h`. */
export function durationText(seconds: number): string {
  for (const unit of ['d', 'h', 'm'] as const) {
    const size = unitSeconds[unit] ?? 1;
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}

/** Length of the rule window in words. */
export function windowText({ window, varies }: Schedule): string {
  return `${varies ? 'as little as ' : ''}${durationText(window)}`;
}

/** The shortest common begin of a window that covers an interval and some delay; the window ends so many seconds ago. */
export function roomyFrom(interval: number, end = 0): string {
  return `now-${durationText(end + interval + Math.max(60, Math.min(240, interval)))}`;
}
