// Reads the documents of alerts once more, and only those: a run keeps no documents while it reads.
import type { JsonObject, JsonValue, Sample } from '../events/event';
import { readEventsAt } from '../events/readEventsAt';
import type { EventPlace } from '../events/readEventsAt';
import { fieldPath, scalarsAt } from '../events/values';
import type { RawAlert } from './ruleEvaluator';
import type { Alert } from './runResult';
import { isoText } from './ruleTime';

/** The alerts in their order, with the values of `columns` (field names) out of their documents. */
export function readAlerts(
  raw: readonly RawAlert[],
  samples: readonly Sample[],
  columns: readonly string[],
): readonly Alert[] {
  const documents = samples.map((sample, i) => readFields(sample, placesOf(raw, i), columns));
  return raw.map((alert) => toAlert(alert, { samples, documents }));
}

type Fields = Alert['fields'];

function placesOf(alerts: readonly RawAlert[], sample: number): readonly EventPlace[] {
  return alerts.map(({ match }) => match).filter((match) => match.sample === sample);
}

function readFields(
  sample: Sample,
  places: readonly EventPlace[],
  columns: readonly string[],
): ReadonlyMap<number, Fields> {
  const found = new Map<number, Fields>();
  const paths = columns.map(fieldPath);
  for (const event of readEventsAt(sample, places))
    found.set(event.offset, fieldsOf(event.source, paths));
  return found;
}

/** Only fields with a value; `Object.fromEntries` keeps a field named `__proto__` an ordinary one. */
function fieldsOf(source: JsonObject, paths: readonly ReturnType<typeof fieldPath>[]): Fields {
  const entries: (readonly [string, readonly JsonValue[]])[] = paths.map((path) => [
    path.name,
    scalarsAt(source, path),
  ]);
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

function toAlert(
  { executedAt, match, newTerms, reason }: RawAlert,
  {
    samples,
    documents,
  }: {
    readonly samples: readonly Sample[];
    readonly documents: readonly ReadonlyMap<number, Fields>[];
  },
): Alert {
  const file = samples[match.sample]?.name ?? '';
  return {
    executedAt: isoText(executedAt),
    timestamp: isoText(match.time),
    source: { file, line: match.line, ...(match.id === undefined ? {} : { id: match.id }) },
    ...(newTerms ? { newTerms } : {}),
    reason,
    fields: documents[match.sample]?.get(match.offset) ?? {},
  };
}
