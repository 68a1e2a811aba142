// The executions of a run: when the rule runs, and finding the one that first sees an event.
import { catchUps } from './catchUps';
import type { RuleSettings } from './ruleSettings';
import type { RuleTime } from './ruleTime';

/**
 * The windows that executions look at: their own, and before it those that make up for missing executions. They mostly
 * move forward, and where they do everything is found by halving.
 */
export interface Executions {
  /** Of windows. */
  readonly count: number;
  /** Of executions. */
  readonly runs: number;
  /** When the execution of window `k` runs, epoch milliseconds, `0 <= k < count`. */
  at(k: number): number;
  /** How far window `k` lies before its execution's own, milliseconds. */
  back(k: number): number;
  /** Some window may begin or end before the one in front of it. */
  readonly goesBack?: boolean;
}

/** A rule window and its execution, epoch milliseconds; both ends are included. */
export interface RuleWindow {
  readonly now: number;
  readonly from: number;
  readonly to: number;
}

export function windowOf(
  executions: Executions,
  { from, to }: Pick<RuleSettings, 'from' | 'to'>,
  k: number,
): RuleWindow {
  return {
    now: executions.at(k),
    from: timeIn(executions, from, k),
    to: timeIn(executions, to, k),
  };
}

type TimeOfWindow = (now: number, back?: number) => number;

/** When the window's execution runs. */
export const ownTime: TimeOfWindow = (now) => now;

/** A time of the rule's settings in window `k`. */
export function timeIn(executions: Executions, time: TimeOfWindow, k: number): number {
  return time(executions.at(k), executions.back(k));
}

/** Executions at chosen times (epoch milliseconds), in that order. */
export function chosenExecutions(times: readonly number[], settings: RuleSettings): Executions {
  const windows = times.flatMap((now, run) => {
    const behind = run === 0 ? 0 : catchUps(settings, { now, previous: times[run - 1] ?? now });
    return Array.from({ length: behind + 1 }, (_, i) => ({
      now,
      back: (behind - i) * settings.interval,
    }));
  });
  return {
    count: windows.length,
    runs: times.length,
    at: (k) => windows[k]?.now ?? NaN,
    back: (k) => windows[k]?.back ?? 0,
    goesBack: times.length > 1,
  };
}

/**
 * The executions of a replay. The rule runs at every multiple of its interval (counted from the epoch): first at the
 * first such instant that is not earlier than the earliest event, last at the first one whose window reaches the latest
 * event. With `to = "now"` that is the first instant not earlier than the latest event. Where the window is shorter than
 * the interval, each execution but the first looks once more at the window before its own: Kibana takes what remains
 * between them for missing executions.
 */
export function replayExecutions(
  settings: RuleSettings,
  earliest: number,
  latest: number,
): Executions {
  const { to, interval } = settings;
  const first = boundaryFrom(earliest, interval);
  return executionsBetween(settings, first, firstReaching(to, latest, interval));
}

/** The executions of a replay from the first to the last, epoch milliseconds. */
export function executionsBetween(settings: RuleSettings, first: number, last: number): Executions {
  const { from, to, interval } = settings;
  const runs = Math.round((last - first) / interval) + 1;
  // Windows of changing length: each execution has to be asked for what it makes up for.
  if (!from.isFixed || !to.isFixed)
    return chosenExecutions(
      Array.from({ length: runs }, (_, run) => first + run * interval),
      settings,
    );
  const each = 1 + catchUps(settings, { now: first + interval, previous: first });
  return {
    count: 1 + (runs - 1) * each,
    runs,
    at: (k) => first + Math.ceil(k / each) * interval,
    back: (k) => ((each - (k % each)) % each) * interval,
  };
}

/** The first multiple of the interval that is not earlier than `time`. */
export function boundaryFrom(time: number, interval: number): number {
  return Math.ceil(time / interval) * interval;
}

/** How far `to` may lag behind `now`, in intervals; a window that never reaches the event is not waited for. */
export const longestLag = 2 ** 24;

/** The first execution time not earlier than `target` at which the window's end has reached `target`. */
export function firstReaching(to: RuleTime, target: number, interval: number): number {
  const start = boundaryFrom(target, interval);
  if (to(start) >= target) return start;
  let step = 1;
  while (to(start + step * interval) < target) {
    if (step >= longestLag) return start;
    step *= 2;
  }
  const found = lowest(step + 1, (k) => to(start + k * interval) >= target);
  return start + found * interval;
}

/** Windows `start` to `start + count - 1` of a run. */
export interface ExecutionPart extends Executions {
  readonly start: number;
}

/**
 * The windows in parts within which no given time goes back. Only several chosen executions, and calendar months
 * and years, can make a second part: a month before 30 March 23:00 is later than a month before 31 March 01:00, as both fall
 * on the last day of February.
 */
export function forwardParts(
  executions: Executions,
  times: readonly RuleTime[],
): readonly ExecutionPart[] {
  if (!executions.goesBack && !times.some((time) => time.isCalendar))
    return [{ ...executions, start: 0 }];
  const starts = [0];
  for (let k = 1; k < executions.count; k++) {
    const goesBack = [...times, ownTime].some(
      (time) => timeIn(executions, time, k) < timeIn(executions, time, k - 1),
    );
    if (goesBack) starts.push(k);
  }
  return starts.map((start, i) => ({
    ...executions,
    start,
    count: (starts[i + 1] ?? executions.count) - start,
    at: (k) => executions.at(start + k),
    back: (k) => executions.back(start + k),
  }));
}

/** The first window for which `time` is not earlier than `target`; `count` if there is none. */
export function firstAtLeast(executions: Executions, time: TimeOfWindow, target: number): number {
  const { count } = executions;
  const test = (k: number): boolean => timeIn(executions, time, k) >= target;
  const guess = guessed(executions, time, target);
  if (guess > 0 && guess < count && test(guess) && !test(guess - 1)) return guess;
  return lowest(count, test);
}

/** Where the time would be reached if it went on evenly, as it mostly does. NaN for few executions. */
function guessed(executions: Executions, time: TimeOfWindow, target: number): number {
  const { count } = executions;
  if (count < 8) return NaN;
  const first = timeIn(executions, time, 0);
  const last = timeIn(executions, time, count - 1);
  return Math.ceil(((target - first) / (last - first)) * (count - 1));
}

/** The lowest of `0..count-1` that passes a test which, once passed, stays passed; `count` if none does. */
export function lowest(count: number, test: (k: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
