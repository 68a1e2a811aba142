// Which new terms alert when `max_signals` does not let all of them: the order in which Kibana meets them.
import { lowest, windowOf } from './executions';
import type { Executions, RuleWindow } from './executions';
import { compareAge } from './match';
import type { Match } from './match';
import type { TermTimeline } from './newTermsRule';
import type { RawAlert } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import type { Stay } from './stays';
import { walkStays } from './stays';
import { compareTerms } from './termReader';
import type { Term } from './termReader';

/** An event that makes its term new in the executions of its stay. */
export interface Newcomer extends Stay {
  readonly timeline: TermTimeline;
  readonly match: Match;
}

export interface ChosenTerms {
  /** By execution, then by age, then by term. */
  readonly alerts: readonly RawAlert[];
  /** Executions (epoch milliseconds) that had more new terms than `max_signals`. */
  readonly truncated: readonly number[];
}

interface Course {
  readonly executions: Executions;
  readonly settings: RuleSettings;
  /** Of the window `k`. */
  readonly toAlert: (newcomer: Newcomer, k: number) => RawAlert;
}

/** Each event alerts once for a term, in the first execution that has room for it. */
export function chooseNewTerms(newcomers: readonly Newcomer[], course: Course): ChosenTerms {
  const alerts: RawAlert[] = [];
  const truncated: number[] = [];
  const made = madeAlerts();
  walkStays(newcomers, (k, seen) => {
    let waiting = seen.filter((newcomer) => !made.has(newcomer));
    if (waiting.length > course.settings.maxSignals) {
      truncated.push(course.executions.at(k));
      waiting = inKibanaOrder(waiting, windowOf(course.executions, course.settings, k));
    }
    for (const newcomer of waiting.slice(0, course.settings.maxSignals).sort(byAge)) {
      alerts.push(course.toAlert(newcomer, k));
      made.add(newcomer);
    }
    return waiting.slice(course.settings.maxSignals);
  });
  return { alerts, truncated };
}

/** What has alerted: an alert's id holds the document and the terms. */
export function madeAlerts(): { has(newcomer: Newcomer): boolean; add(newcomer: Newcomer): void } {
  const made = new Map<TermTimeline, Set<Match>>();
  return {
    has: ({ timeline, match }) => made.get(timeline)?.has(match) === true,
    add({ timeline, match }) {
      made.set(timeline, (made.get(timeline) ?? new Set()).add(match));
    },
  };
}

export function byAge(a: Newcomer, b: Newcomer): number {
  return compareAge(a.match, b.match) || compareCombinations(a.timeline.terms, b.timeline.terms);
}

/**
 * One field: by number of events in the window, then by value. Several: by their values (spec: rule-types 3.2).
 */
export function inKibanaOrder(
  newcomers: readonly Newcomer[],
  { to, now }: Pick<RuleWindow, 'to' | 'now'>,
): Newcomer[] {
  const counted = newcomers.map((newcomer) => ({
    newcomer,
    events: newcomer.timeline.terms.length === 1 ? eventsUntil(newcomer, to, now) : 0,
  }));
  counted.sort(
    (a, b) =>
      b.events - a.events ||
      compareCombinations(a.newcomer.timeline.terms, b.newcomer.timeline.terms),
  );
  return counted.map(({ newcomer }) => newcomer);
}

/** Events of the term from its newcomer to the end of the window; the earlier ones lie outside of it. */
function eventsUntil({ timeline, match }: Newcomer, to: number, now: number): number {
  const matches = timeline.isLate
    ? timeline.matches.filter(({ arrives }) => arrives <= now)
    : timeline.matches;
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
