// Why a run came out without alerts: how far the events got, in sentences, with what to try.
import type { KnownTerm, RunExplanation, RunResult } from './runResult';

/** Empty where there are alerts, or a failure that explains itself. */
export function explainNoAlerts(result: RunResult): readonly string[] {
  const { explanation, alerts, events } = result;
  if (!explanation || alerts.length > 0) return [];
  if (events.read === 0) return ['The samples hold no events.'];
  return [
    `${of(events.read, 'event', 'events')} read, ${number(explanation.inWindow)} in the rule ${windowWord(result)}, ${number(explanation.matchedInWindow)} of these match the query.`,
    ...obstacle(result, explanation),
  ];
}

/** The first thing that stopped every event. */
function obstacle(result: RunResult, explanation: RunExplanation): readonly string[] {
  const { events, mode } = result;
  const { inWindow, matchedInWindow, withoutTime, inGaps } = explanation;
  const { leftOut = 0, excluded = 0 } = events;
  if (leftOut === events.read)
    return [
      "No event is of an index that the rule's `index` covers: run over all indices, or look at `index`.",
    ];
  if (withoutTime === events.read - leftOut)
    return ['No event has a usable time, so none is in a window: look at @timestamp.'];
  if (inWindow === 0 && inGaps > 0)
    return ['All events lie between the windows: let `from` reach back further than `interval`.'];
  if (inWindow === 0) return [outsideWindow(result)];
  if (events.matched === 0 && excluded > 0)
    return [`Exceptions exclude every event that matches the query (${number(excluded)}).`];
  if (events.matched === 0)
    return ['No event matches the query: look at an event that should, field by field.'];
  if (matchedInWindow === 0)
    return [
      `${of(events.matched, 'event matches', 'events match')} the query outside of the rule ${windowWord(result)}.`,
      ...(mode === 'single' ? [outsideWindow(result)] : []),
    ];
  return explanation.terms ? termSentences(explanation.terms) : [];
}

function windowWord({ mode }: RunResult): string {
  return mode === 'single' ? 'window' : 'windows';
}

function outsideWindow({ windows }: RunResult): string {
  return `The window is ${windows.from} to ${windows.to}: choose another \`now\`, or replay the rule over the whole sample.`;
}

function termSentences(terms: NonNullable<RunExplanation['terms']>): readonly string[] {
  const { distinct, known, eventsWithoutTerm, examples } = terms;
  const lacking =
    eventsWithoutTerm > 0
      ? [
          `${of(eventsWithoutTerm, 'matching event lacks', 'matching events lack')} a value in a new-terms field.`,
        ]
      : [];
  if (distinct === 0) return [...lacking, 'No event contributes a term.'];
  const sentence =
    known === distinct
      ? `All terms were known (${number(known)})`
      : `${number(known)} of ${number(distinct)} terms were known`;
  return [...lacking, `${sentence}${examples.map(firstSeen).join('')}.`];
}

function firstSeen({ values, firstSeen: { timestamp, file, line } }: KnownTerm, i: number): string {
  const term = values.map((value) => JSON.stringify(value)).join(' with ');
  return `${i === 0 ? ': ' : '; '}${term} first at ${timestamp} (${file}:${line})`;
}

function of(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
