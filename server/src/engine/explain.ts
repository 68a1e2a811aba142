// Why a run came out without alerts: how far the events got, in sentences, with what to try.
import { grouped } from '../text/grouped';
import type {
  AbsentFields,
  GroupCounts,
  IndicatorCounts,
  KnownTerm,
  RunExplanation,
  RunResult,
} from './runResult';

/** Empty where there are alerts, or a failure that explains itself. */
export function explainNoAlerts(result: RunResult): readonly string[] {
  const { explanation, alerts, events } = result;
  if (!explanation || alerts.length > 0) return [];
  if (events.read === 0) return ['The samples hold no events.'];
  const { parsed } = events;
  const looked =
    parsed === undefined
      ? ''
      : ` (${grouped(parsed)} looked into: no other holds the texts that a match must hold)`;
  return [
    `${of(events.read, 'event', 'events')} read${looked}, ${grouped(explanation.inWindow)} in the rule ${windowWord(result)}, ${grouped(explanation.matchedInWindow)} of these match the query.`,
    ...obstacle(result, explanation),
    ...(explanation.absentFields ? absenceSentences(explanation.absentFields) : []),
  ];
}

const shownFields = 8;

function absenceSentences(absent: AbsentFields): readonly string[] {
  const { fields, isAll, events, isPart, instead = [] } = absent;
  const more = fields.length - shownFields;
  const names = [...fields.slice(0, shownFields), ...(more > 0 ? [`${grouped(more)} more`] : [])];
  const who = isPart ? `None of ${grouped(events)} events that were looked into` : 'No event';
  if (!isAll)
    return [
      `${who} carries ${listed(names, 'or')}, which the query asks for: compare the names with an event.`,
    ];
  const found =
    instead.length === 0
      ? ''
      : ` The first event has other names, such as ${listed(instead, 'and')}.`;
  return [
    `${who} carries a field that the query asks for (${listed(names, 'and')}).${found} Events must have the field names of the index (ECS).`,
  ];
}

function listed(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** The first thing that stopped every event. */
function obstacle(result: RunResult, explanation: RunExplanation): readonly string[] {
  const { events, mode } = result;
  const { inWindow, matchedInWindow, withoutTime, inGaps } = explanation;
  const { read, parsed = read, leftOut = 0, excluded = 0 } = events;
  if (leftOut > 0 && leftOut === parsed)
    return [
      "No event is of an index that the rule's `index` covers: run over all indices, or look at `index`.",
    ];
  if (parsed < read && events.matched === 0 && excluded === 0) return noMatch(explanation);
  if (withoutTime === parsed - leftOut)
    return ['No event has a usable time, so none is in a window: look at @timestamp.'];
  if (inWindow === 0 && inGaps > 0)
    return ['All events lie between the windows: let `from` reach back further than `interval`.'];
  if (inWindow === 0) return [outsideWindow(result)];
  if (events.matched === 0 && excluded > 0)
    return [`Exceptions exclude every event that matches the query (${grouped(excluded)}).`];
  if (events.matched === 0) return noMatch(explanation);
  if (matchedInWindow === 0)
    return [
      `${of(events.matched, 'event matches', 'events match')} the query outside of the rule ${windowWord(result)}.`,
      ...(mode === 'single' ? [outsideWindow(result)] : []),
    ];
  return [
    ...(explanation.terms ? termSentences(explanation.terms) : []),
    ...(explanation.groups ? groupSentences(explanation.groups) : []),
    ...(explanation.indicators ? indicatorSentences(explanation.indicators) : []),
  ];
}

/** Absent fields speak for themselves. */
function noMatch({ absentFields }: RunExplanation): readonly string[] {
  if (absentFields?.isAll === true) return [];
  return ['No event matches the query: look at an event that should, field by field.'];
}

function groupSentences({ largest, eventsWithoutGroup }: GroupCounts): readonly string[] {
  const lacking =
    eventsWithoutGroup > 0
      ? [
          `${of(eventsWithoutGroup, 'matching event lacks', 'matching events lack')} a value in a threshold field.`,
        ]
      : [];
  if (!largest) return [...lacking, 'No event belongs to a group.'];
  const values = largest.terms.map(({ field, value }) => `${field} ${JSON.stringify(value)}`);
  const group = values.length === 0 ? '' : ` (${values.join(' with ')})`;
  const different = largest.cardinality
    ? ` with ${of(largest.cardinality.value, 'different value', 'different values')} of ${largest.cardinality.field}`
    : '';
  return [
    ...lacking,
    `The largest group in one window${group} has ${of(largest.count, 'event', 'events')}${different}: below the threshold.`,
  ];
}

function indicatorSentences(counts: IndicatorCounts): readonly string[] {
  const { read, usable, eventsWithoutField, leftOut = 0 } = counts;
  if (read === 0) return ['The indicator files hold no indicators.'];
  if (leftOut === read)
    return [
      "No indicator is of an index that the rule's `threat_index` covers: run over all indices, or look at `threat_index`.",
    ];
  const lacking =
    eventsWithoutField > 0
      ? [
          `${of(eventsWithoutField, 'matching event lacks', 'matching events lack')} the mapped fields.`,
        ]
      : [];
  if (usable === 0)
    return [
      ...lacking,
      `None of ${of(read, 'indicator', 'indicators')} satisfies threat_query and has the mapped fields.`,
    ];
  return [
    ...lacking,
    `No event equals one of the ${of(usable, 'usable indicator', 'usable indicators')} (of ${grouped(read)} read) in the mapped fields.`,
  ];
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
      ? `All terms were known (${grouped(known)})`
      : `${grouped(known)} of ${grouped(distinct)} terms were known`;
  return [...lacking, `${sentence}${examples.map(firstSeen).join('')}.`];
}

function firstSeen({ values, firstSeen: { timestamp, file, line } }: KnownTerm, i: number): string {
  const term = values.map((value) => JSON.stringify(value)).join(' with ');
  return `${i === 0 ? ': ' : '; '}${term} first at ${timestamp} (${file}:${line})`;
}

function of(count: number, one: string, many: string): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
