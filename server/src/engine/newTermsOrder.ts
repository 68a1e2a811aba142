// Which new terms alert when `max_signals` does not let all of them: the order in which Kibana meets them.
import type { Executions } from './executions';
import { lowest } from './executions';
import { compareAge } from './match';
import type { Match } from './match';
import type { TermTimeline } from './newTermsRule';
import type { RuleSettings } from './ruleSettings';
import { compareTerms } from './termReader';
import type { Term } from './termReader';

/** An event that makes its term new in the executions `first <= k < end`. */
export interface Newcomer {
  readonly timeline: TermTimeline;
  readonly match: Match;
  readonly first: number;
  readonly end: number;
}

export interface ChosenTerms {
  /** By execution, then by age, then by term. `executedAt` in epoch milliseconds. */
  readonly newcomers: readonly { readonly newcomer: Newcomer; readonly executedAt: number }[];
  /** Executions (epoch milliseconds) that had more new terms than `max_signals`. */
  readonly truncated: readonly number[];
}

interface Course {
  readonly executions: Executions;
  readonly settings: RuleSettings;
}

/** Each event alerts once for a term, in the first execution that has room for it. */
export function chooseNewTerms(newcomers: readonly Newcomer[], course: Course): ChosenTerms {
  const queue = [...newcomers].sort((a, b) => a.first - b.first);
  const chosen: { newcomer: Newcomer; executedAt: number }[] = [];
  const truncated: number[] = [];
  const made = new Map<TermTimeline, Set<Match>>();
  let waiting: Newcomer[] = [];
  let next = 0;
  for (;;) {
    const k = waiting[0]?.first ?? queue[next]?.first;
    if (k === undefined) return { newcomers: chosen, truncated };
    for (let head = queue[next]; head && head.first <= k; head = queue[++next])
      if (!made.get(head.timeline)?.has(head.match)) waiting.push(head);
    const executedAt = course.executions.at(k);
    const isFull = waiting.length > course.settings.maxSignals;
    if (isFull) {
      truncated.push(executedAt);
      waiting = inKibanaOrder(waiting, executedAt, course.settings);
    }
    const now = waiting.slice(0, course.settings.maxSignals);
    for (const newcomer of now.sort(byAge)) {
      chosen.push({ newcomer, executedAt });
      const matches = made.get(newcomer.timeline) ?? new Set();
      made.set(newcomer.timeline, matches.add(newcomer.match));
    }
    waiting = waiting
      .slice(course.settings.maxSignals)
      .filter((newcomer) => newcomer.end > k + 1)
      .map((newcomer) => ({ ...newcomer, first: k + 1 }));
  }
}

function byAge(a: Newcomer, b: Newcomer): number {
  return compareAge(a.match, b.match) || compareCombinations(a.timeline.terms, b.timeline.terms);
}

/** One field: by number of events in the window, then by value. Several: by their values (spec: rule-types 3.2). */
function inKibanaOrder(
  newcomers: readonly Newcomer[],
  now: number,
  settings: RuleSettings,
): Newcomer[] {
  const to = settings.to(now);
  const counted = newcomers.map((newcomer) => ({
    newcomer,
    events: newcomer.timeline.terms.length === 1 ? eventsUntil(newcomer, to) : 0,
  }));
  counted.sort(
    (a, b) =>
      b.events - a.events ||
      compareCombinations(a.newcomer.timeline.terms, b.newcomer.timeline.terms),
  );
  return counted.map(({ newcomer }) => newcomer);
}

/** Events of the term from its newcomer to the end of the window; the earlier ones lie outside of it. */
function eventsUntil({ timeline, match }: Newcomer, to: number): number {
  const { matches } = timeline;
  const first = lowest(matches.length, (i) => compareAge(at(matches, i), match) >= 0);
  return lowest(matches.length, (i) => at(matches, i).time > to) - first;
}

function at(matches: readonly Match[], i: number): Match {
  const match = matches[i];
  if (!match) throw new RangeError(`no match ${i}`);
  return match;
}

function compareCombinations(a: readonly Term[], b: readonly Term[]): number {
  for (const [i, term] of a.entries()) {
    const other = b[i];
    const order = other ? compareTerms(term, other) : 0;
    if (order !== 0) return order;
  }
  return 0;
}
