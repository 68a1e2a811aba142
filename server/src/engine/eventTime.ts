// The time of an event by the rule's timestamp field.
import { fieldPath, scalarsAt } from '../events/values';
import type { FieldPath, Scalar } from '../events/values';
import type { JsonObject } from '../events/event';
import type { Row } from '../events/row';
import { parseInstant } from './dateMath';
import { isoInstant } from './isoInstant';
import type { TimeFields } from './ruleSettings';

export interface EventTime {
  /** Epoch milliseconds; NaN where the event has no usable time and is therefore in no window. */
  readonly time: number;
  readonly isOverride: boolean;
  /** `@timestamp`; Infinity where there is none. */
  readonly secondTime: number;
  /** No search before finds the event, epoch milliseconds; minus infinity: it is always there. */
  readonly arrives: number;
  /** A value that is no date: Elasticsearch would not have taken the document. */
  readonly malformed: { readonly field: string; readonly value: Scalar } | undefined;
  /** The field of `time` where it holds different times, of which `time` is the earliest. */
  readonly several: string | undefined;
}

const timestamp = fieldPath('@timestamp');

/** A key of documents: searches find one no sooner, as if it had been ingested late. */
export const arrivesField = '_arrives';
const arrival = fieldPath(arrivesField);

/** Of an event that can be found from the start. */
export const alwaysThere = -Infinity;

/** Prepares reading the times of events for one rule. */
export function eventTimeReader(fields: TimeFields): (source: JsonObject) => EventTime {
  const override = fields.override === undefined ? undefined : fieldPath(fields.override);
  return (source) => {
    const own = readDate(source, timestamp);
    const other = override && readDate(source, override);
    const decides = other?.time === undefined ? own : other;
    const usable = other?.time ?? (override && !fields.fallback ? undefined : own.time);
    return {
      time: usable ?? NaN,
      isOverride: other?.time !== undefined,
      secondTime: own.time ?? Infinity,
      arrives: readDate(source, arrival).time ?? alwaysThere,
      malformed: other?.malformed ?? own.malformed,
      several: usable === undefined ? undefined : decides.several,
    };
  };
}

/** Like `eventTimeReader`, and mostly without a look at the source; `placeOf` gives a path's place in the scan. */
export function rowTimeReader(
  fields: TimeFields,
  placeOf: (path: string) => number,
): (row: Row) => EventTime {
  const bySource = eventTimeReader(fields);
  const own = placeOf(timestamp.name);
  const override = fields.override === undefined ? undefined : placeOf(fields.override);
  const arrivalPlace = placeOf(arrivesField);
  const takesOwn = override === undefined || fields.fallback;
  return (row) => {
    const time = row.instant(own);
    const other = override === undefined ? undefined : row.instant(override);
    const arrives = row.instant(arrivalPlace);
    if (Number.isNaN(time) || Number.isNaN(other) || Number.isNaN(arrives))
      return bySource(row.source);
    return {
      time: other ?? (takesOwn ? time : undefined) ?? NaN,
      isOverride: other !== undefined,
      secondTime: time ?? Infinity,
      arrives: arrives ?? alwaysThere,
      malformed: undefined,
      several: undefined,
    };
  };
}

interface ReadDate {
  readonly time: number | undefined;
  readonly malformed: EventTime['malformed'];
  readonly several: EventTime['several'];
}

/** Of several dates the earliest, by which Elasticsearch sorts. */
function readDate(source: JsonObject, path: FieldPath): ReadDate {
  let time: number | undefined;
  let several: string | undefined;
  for (const value of scalarsAt(source, path)) {
    const read = parseEventTime(value);
    if (read === undefined)
      return { time: undefined, malformed: { field: path.name, value }, several };
    if (time !== undefined && read !== time) several = path.name;
    if (time === undefined || read < time) time = read;
  }
  return { time, malformed: undefined, several };
}

/** The date a value stands for in a field of type date, to the millisecond (a number is read like its text). */
export function parseEventTime(value: Scalar): number | undefined {
  if (typeof value === 'boolean') return undefined;
  const text = String(value);
  return isoInstant(text) ?? parseInstant(text)?.millis;
}
