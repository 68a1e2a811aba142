// What a run keeps of an event that satisfies the query: when and where, and never the document.
import type { JsonObject } from '../events/event';

/** A matched event with a usable time. */
export interface Match {
  /** By the rule's timestamp field, epoch milliseconds. */
  readonly time: number;
  /** The time is that of `timestamp_override`, not of its fallback. */
  readonly isOverride: boolean;
  /** `@timestamp`, epoch milliseconds; the second sort key. Infinite where the event has none. */
  readonly secondTime: number;
  /** Place among the samples of the run. */
  readonly sample: number;
  readonly line: number;
  readonly offset: number;
  readonly id: string | undefined;
  /** No execution before finds it, epoch milliseconds; minus infinity: it is always there. */
  readonly arrives: number;
  /** It is an alert of the rule itself, so it makes none. */
  readonly isOwnAlert: boolean;
  /** What an alert takes from the document, where the run is small enough to keep it. */
  readonly values: JsonObject | undefined;
}

/** By time, then `@timestamp`, then place: the order in which Kibana reads events of one sort field. */
export function compareMatches(a: Match, b: Match): number {
  return (
    a.time - b.time ||
    compareNumbers(a.secondTime, b.secondTime) ||
    a.sample - b.sample ||
    a.offset - b.offset
  );
}

/** By time, then place: the order of the oldest document of a term. */
export function compareAge(a: Match, b: Match): number {
  return a.time - b.time || a.sample - b.sample || a.offset - b.offset;
}

/** Subtraction would give NaN for two infinities. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
