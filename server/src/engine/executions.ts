// The executions of a run: when the rule runs, and finding the one that first sees an event.
import type { RuleSettings } from './ruleSettings';
import type { RuleTime } from './ruleTime';

/** Times of executions. Windows mostly move forward, and where they do everything is found by halving. */
export interface Executions {
  readonly count: number;
  /** Epoch milliseconds of execution `k`, `0 <= k < count`. */
  at(k: number): number;
  /** Some execution is earlier than the one before it. */
  readonly goesBack?: boolean;
}

/** Executions at chosen times (epoch milliseconds), in that order. */
export function chosenExecutions(times: readonly number[]): Executions {
  return {
    count: times.length,
    at: (k) => times[k] ?? NaN,
    goesBack: times.some((time, k) => time < (times[k - 1] ?? time)),
  };
}

/**
 * The executions of a replay. The rule runs at every multiple of its interval (counted from the epoch): first at the
 * first such instant that is not earlier than the earliest event, last at the first one whose window reaches the latest
 * event. With `to = "now"` that is the first instant not earlier than the latest event.
 */
export function replayExecutions(
  settings: RuleSettings,
  earliest: number,
  latest: number,
): Executions {
  const { interval } = settings;
  const first = boundaryFrom(earliest, interval);
  const last = firstReaching(settings.to, latest, interval);
  return { count: Math.round((last - first) / interval) + 1, at: (k) => first + k * interval };
}

/** The first multiple of the interval that is not earlier than `time`. */
export function boundaryFrom(time: number, interval: number): number {
  return Math.ceil(time / interval) * interval;
}

/** How far `to` may lag behind `now`, in intervals; a window that never reaches the event is not waited for. */
const longestLag = 2 ** 24;

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

/** Executions `start` to `start + count - 1` of a run. */
export interface ExecutionPart extends Executions {
  readonly start: number;
}

/**
 * The executions in parts within which no given time goes back. Only chosen executions that go back, and calendar months
 * and years, make a second part: a month before 30 March 23:00 is later than a month before 31 March 01:00, as both fall
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
    const goesBack = times.some((time) => time(executions.at(k)) < time(executions.at(k - 1)));
    if (goesBack) starts.push(k);
  }
  return starts.map((start, i) => ({
    start,
    count: (starts[i + 1] ?? executions.count) - start,
    at: (k) => executions.at(start + k),
  }));
}

/** The first execution for which `time` is not earlier than `target`; `count` if there is none. */
export function firstAtLeast(
  executions: Executions,
  time: (now: number) => number,
  target: number,
): number {
  const { count } = executions;
  const test = (k: number): boolean => time(executions.at(k)) >= target;
  const guess = guessed(executions, time, target);
  if (guess > 0 && guess < count && test(guess) && !test(guess - 1)) return guess;
  return lowest(count, test);
}

/** Where the time would be reached if it went on evenly, as it mostly does. NaN for few executions. */
function guessed(executions: Executions, time: (now: number) => number, target: number): number {
  const { count } = executions;
  if (count < 8) return NaN;
  const first = time(executions.at(0));
  const last = time(executions.at(count - 1));
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
