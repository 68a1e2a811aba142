// What is in a sample, field by field: how many events have it, which values and how often. Within bounds.
import type { Event } from './event';
import { visitLeaves } from './leaves';

/** Plain data: it travels between threads. */
export interface SampleFields {
  /** As they are shown. */
  readonly samples: readonly string[];
  /** Events that were looked into. */
  readonly events: number;
  /** Some of the sample lies beyond the bounds. */
  readonly isPart: boolean;
  readonly fields: ReadonlyMap<string, SampleField>;
}

export interface SampleField {
  /** Events that have a value. */
  readonly events: number;
  /** Different values, as far as they were told apart. */
  readonly distinct: number;
  /** There were more than could be told apart. */
  readonly hasMore: boolean;
  /** The most frequent first, with the number of events that have them; at most `bounds.shown`. */
  readonly values: readonly (readonly [text: string, events: number])[];
}

export interface Bounds {
  readonly events: number;
  readonly fields: number;
  /** Values that are told apart, per field. */
  readonly distinct: number;
  /** Characters of a value: a longer one is counted among the events of its field only. */
  readonly length: number;
  /** Characters of all values together. */
  readonly text: number;
  /** Values per field that are handed on. */
  readonly shown: number;
}

export const defaultBounds: Bounds = {
  events: 50_000,
  fields: 2_000,
  distinct: 500,
  length: 1_000,
  text: 8_000_000,
  shown: 50,
};

/** Reads events until a bound is reached or `isEnough` says so, which is asked before each. */
export function summarizeFields(
  events: Iterable<Event>,
  samples: readonly string[],
  { bounds = defaultBounds, isEnough = () => false }: SummaryLimits = {},
): SampleFields {
  const summary = new Summary(bounds);
  let read = 0;
  let isPart = false;
  for (const event of events) {
    isPart = read >= bounds.events || isEnough();
    if (isPart) break;
    summary.add(event, ++read);
  }
  return {
    samples,
    events: read,
    isPart: isPart || summary.hasMoreFields,
    fields: summary.fields(),
  };
}

export interface SummaryLimits {
  readonly bounds?: Bounds;
  readonly isEnough?: () => boolean;
}

interface Counted {
  events: number;
  /** Serial of the event that was counted last: lists count an event once. */
  last: number;
}

interface CountedField extends Counted {
  hasMore: boolean;
  readonly values: Map<string, Counted>;
}

class Summary {
  hasMoreFields = false;
  private readonly counted = new Map<string, CountedField>();
  private text = 0;

  constructor(private readonly bounds: Bounds) {}

  /** `serial` differs from event to event. */
  add({ source }: Event, serial: number): void {
    visitLeaves(source, (name, value) => {
      if (value === null) return;
      const field = this.fieldOf(name);
      if (!field) return;
      count(field, serial);
      this.addValue(field, String(value), serial);
    });
  }

  fields(): ReadonlyMap<string, SampleField> {
    const byUse = [...this.counted].sort(([, a], [, b]) => b.events - a.events);
    return new Map(byUse.map(([name, field]) => [name, this.finish(field)]));
  }

  private fieldOf(name: string): CountedField | undefined {
    const known = this.counted.get(name);
    if (known) return known;
    if (this.counted.size >= this.bounds.fields) {
      this.hasMoreFields = true;
      return undefined;
    }
    const field = { events: 0, last: 0, hasMore: false, values: new Map<string, Counted>() };
    this.counted.set(name, field);
    return field;
  }

  private addValue(field: CountedField, text: string, serial: number): void {
    const known = field.values.get(text);
    if (known) {
      count(known, serial);
      return;
    }
    const { distinct, length, text: allText } = this.bounds;
    const fits = text.length <= length && this.text + text.length <= allText;
    if (!fits || field.values.size >= distinct) {
      field.hasMore = true;
      return;
    }
    this.text += text.length;
    field.values.set(text, { events: 1, last: serial });
  }

  private finish({ events, hasMore, values }: CountedField): SampleField {
    const frequent = [...values].sort(([, a], [, b]) => b.events - a.events);
    return {
      events,
      distinct: values.size,
      hasMore,
      values: frequent.slice(0, this.bounds.shown).map(([text, value]) => [text, value.events]),
    };
  }
}

function count(counted: Counted, serial: number): void {
  if (counted.last !== serial) counted.events++;
  counted.last = serial;
}
