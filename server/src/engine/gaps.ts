// Events that no execution would see in Kibana: how many, the first of them, and why.
import type { Event } from '../events/event';
import type { Row } from '../events/row';
import { fieldPath, scalarsAt } from '../events/values';
import { parseEventTime } from './eventTime';
import { mostCatchUps, remainingGap } from './catchUps';
import { boundaryFrom, firstReaching } from './executions';
import type { RuleSettings } from './ruleSettings';
import { isoText } from './ruleTime';
import type { RunWarning } from './runResult';
import type { Warnings } from './warnings';

/** When the cluster took the document in; it cannot be found before. */
export const ingestedField = 'event.ingested';

export interface GapFinder {
  /** An event in no window. */
  addBetween(event: Event, isMatch: boolean): void;
  /** A matched event in some window, and its time in epoch milliseconds. */
  addMatch(row: Row, time: number): void;
  warnings(): readonly RunWarning[];
}

const ingestedPath = fieldPath(ingestedField);

/** @param ingestedPlace of `ingestedField` among the paths of rows */
export function gapFinder(settings: RuleSettings, ingestedPlace: number): GapFinder {
  const between = examples();
  const late = examples();
  let matchesBetween = 0;
  return {
    addBetween(event, isMatch) {
      between.add(placeOf(event));
      if (isMatch) matchesBetween++;
    },
    addMatch(row, time) {
      if (settings.time.override !== undefined) return;
      const ingested = ingestion(row, ingestedPlace);
      if (ingested !== undefined && isLate(ingested, time, settings))
        late.add(`${placeOf(row)} of ${isoText(time)}, ingested ${isoText(ingested)}`);
    },
    warnings: () => [
      ...(between.count === 0 ? [] : [betweenWarning(between, matchesBetween)]),
      ...(late.count === 0 ? [] : [lateWarning(late)]),
    ],
  };
}

/** Epoch milliseconds, where the event tells. */
function ingestion(row: Row, place: number): number | undefined {
  const instant = row.instant(place);
  if (!Number.isNaN(instant)) return instant;
  const [value] = scalarsAt(row.source, ingestedPath);
  return value === undefined ? undefined : parseEventTime(value);
}

/** Every execution that can find the event by then looks back less far than to its time. */
function isLate(ingested: number, time: number, { from, to, interval }: RuleSettings): boolean {
  const now = Math.max(firstReaching(to, time, interval), boundaryFrom(ingested, interval));
  return from(now) > time;
}

function betweenWarning(between: Examples, matches: number): RunWarning {
  const events = between.count === 1 ? '1 event lies' : `${between.count} events lie`;
  const message = `${events} between the rule windows (${matches} of them ${matches === 1 ? 'matches' : 'match'} the query; ${between.text()}): the rule looks back less far than its interval, no execution sees them`;
  return { code: 'gap', message };
}

function lateWarning(late: Examples): RunWarning {
  const events = late.count === 1 ? '1 matching event was' : `${late.count} matching events were`;
  const message = `${events} ingested too late for Kibana (${late.text()}): by then the rule no longer looks back to their @timestamp. This run takes them as if they had arrived in time; timestamp_override = "${ingestedField}" makes Kibana find them`;
  return { code: 'late-ingestion', message };
}

/** Of chosen executions so far apart that Kibana does not make up for all of the time between them. */
export function warnMissed(
  times: readonly number[],
  settings: RuleSettings,
  warnings: Warnings,
): void {
  const late = times.flatMap((now, k) => {
    const gap = remainingGap(settings, { now, previous: times[k - 1] ?? now });
    return gap > 0 ? [{ now, gap }] : [];
  });
  const [first] = late;
  if (!first) return;
  const others = late.length === 1 ? '' : ` (and ${late.length - 1} more)`;
  const message = `the execution at ${isoText(first.now)}${others} comes so long after the one before it that ${first.gap / 1000} s between them are not searched: Kibana makes up for at most ${mostCatchUps} intervals`;
  warnings.add({ code: 'gap', message });
}

function placeOf({ file, line }: Event): string {
  return `${file}:${line}`;
}

interface Examples {
  readonly count: number;
  add(text: string): void;
  text(): string;
}

const exampleLimit = 3;

function examples(): Examples {
  const first: string[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(text) {
      if (count++ < exampleLimit) first.push(text);
    },
    text: () => `first ${first.join(', ')}`,
  };
}
