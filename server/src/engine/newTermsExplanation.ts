// Counts the terms of a new_terms run that were known, and where they were first seen: for "why no alerts".
import type { JsonValue } from '../events/event';
import type { ExecutionPart } from './executions';
import { firstAtLeast, lowest, timeIn } from './executions';
import type { Match } from './match';
import type { Newcomer } from './newTermsOrder';
import type { TermTimeline, Windows } from './newTermsRule';
import { isoText } from './ruleTime';
import type { KnownTerm, TermCounts } from './runResult';

export interface CountedRun {
  /** Matches sorted by age. */
  readonly timelines: readonly TermTimeline[];
  readonly newcomers: readonly Newcomer[];
  readonly withoutTerm: readonly Match[];
  readonly parts: readonly ExecutionPart[];
  readonly windows: Windows;
  /** Names of the samples. */
  readonly samples: readonly string[];
}

const exampleLimit = 5;

export function countTerms(run: CountedRun): TermCounts {
  const alerting = new Set(run.newcomers.map((newcomer) => newcomer.timeline));
  const examples: KnownTerm[] = [];
  let distinct = 0;
  let known = 0;
  for (const timeline of run.timelines) {
    const historyFrom = firstHistoryWith(timeline, run);
    if (historyFrom === undefined) continue;
    distinct++;
    if (alerting.has(timeline)) continue;
    known++;
    const example = examples.length < exampleLimit && knownTerm(timeline, historyFrom, run);
    if (example) examples.push(example);
  }
  const eventsWithoutTerm = run.withoutTerm.filter(
    (match) => historyOf(match, run) !== undefined,
  ).length;
  return { distinct, known, eventsWithoutTerm, examples };
}

function firstHistoryWith(timeline: TermTimeline, run: CountedRun): number | undefined {
  for (const match of timeline.matches) {
    const start = historyOf(match, run);
    if (start !== undefined) return start;
  }
  return undefined;
}

/** Start of the history of the first execution whose rule window holds the event. */
function historyOf(match: Match, { parts, windows }: CountedRun): number | undefined {
  for (const part of parts) {
    const k = firstAtLeast(part, windows.to, match.time);
    if (k < part.count && timeIn(part, windows.from, k) <= match.time)
      return timeIn(part, windows.historyFrom, k);
  }
  return undefined;
}

function knownTerm(timeline: TermTimeline, start: number, run: CountedRun): KnownTerm | undefined {
  const { matches } = timeline;
  const first = matches[lowest(matches.length, (i) => (matches[i]?.time ?? Infinity) >= start)];
  if (!first) return undefined;
  const values: readonly JsonValue[] = timeline.terms.map((term) => term.value);
  const file = run.samples[first.sample] ?? '';
  return { values, firstSeen: { timestamp: isoText(first.time), file, line: first.line } };
}
