// What there is to say of the times of a sample's events: missing, ambiguous, or in a unit that Elasticsearch does not expect.
import type { Collected } from './collectMatches';
import type { TimeFields } from './ruleSettings';
import { isoText } from './ruleTime';
import type { Warnings } from './warnings';

/** Adds what there is to say of the times of the events that were read. */
export function warnTimes(time: TimeFields, collected: Collected, warnings: Warnings): void {
  const { earliest, read, parsed, withoutTime, hasOverride } = collected;
  const isPart = parsed < read;
  const field = time.override ?? '@timestamp';
  if (time.override !== undefined && !hasOverride && read > 0) {
    const instead = time.fallback ? '@timestamp is used' : 'no event is in any window';
    const none = isPart ? `none of the ${parsed} events that were looked into` : 'no event';
    const message = `${none} carries ${field}, the rule's timestamp_override: ${instead}`;
    warnings.add({ code: 'missing-timestamp-override', message });
  }
  if (withoutTime > 0) {
    const all = isPart ? `the ${parsed} events that were looked into` : `${read} events`;
    const message = `${withoutTime} of ${all} have no usable time (${field}): they are in no window`;
    warnings.add({ code: 'no-timestamp', message });
  }
  if (earliest !== undefined && isSeconds(earliest)) {
    const message = `the earliest event is of ${isoText(earliest)}: a number in ${field} counts as milliseconds, and this one looks like seconds`;
    warnings.add({ code: 'epoch-seconds', message });
  }
  for (const [name, count] of collected.severalTimes) {
    const events = count === 1 ? '1 matching event has' : `${count} matching events have`;
    const message = `${events} several times in ${name}: the earliest counts here, but Elasticsearch takes an event into a window for any of them`;
    warnings.add({ code: 'several-timestamps', message });
  }
}

const secondsFrom = Date.UTC(2001, 0, 1) / 1000;
const secondsTo = Date.UTC(2100, 0, 1) / 1000;

/** A time in January or February 1970 that, taken as seconds, is of this century. */
function isSeconds(time: number): boolean {
  return time >= secondsFrom && time < secondsTo;
}
