// What alerts take from their documents: kept while the run has few matches, else read once more for alerts alone.
import type { JsonObject, JsonValue, Sample } from '../events/event';
import { readEventsAt } from '../events/readEventsAt';
import type { EventPlace } from '../events/readEventsAt';
import { fieldPath, plainOf, scalarsAt } from '../events/values';
import type { AlertOverrides, OverriddenFields } from './alertOverrides';
import type { RawAlert, RawSuppression } from './ruleEvaluator';
import type { Alert, Suppression } from './runResult';
import { isoText } from './ruleTime';

/** What alerts take from their documents. */
export interface AlertContents {
  /** Names of the fields to show. */
  readonly columns: readonly string[];
  readonly overrides: AlertOverrides;
}

/** The alerts in their order, with what they take from their documents. */
export function readAlerts(
  raw: readonly RawAlert[],
  samples: readonly Sample[],
  contents: AlertContents,
): readonly Alert[] {
  const read = contentsReader(contents);
  const documents = samples.map((sample, i) => readContents(sample, placesOf(raw, i), read));
  return raw.map((alert) => {
    const { values, sample, offset } = alert.match;
    const own = (values ? read(values) : documents[sample]?.get(offset)) ?? { fields: {} };
    return { ...toAlert(alert, samples), ...contentsOf(alert, own, contents.overrides) };
  });
}

type Fields = Alert['fields'];
type Contents = OverriddenFields & { readonly fields: Fields };

/** An alert of a threshold rule is a document of its own, which holds the terms and nothing else. */
function contentsOf(
  { threshold }: RawAlert,
  contents: Contents,
  overrides: AlertOverrides,
): Contents {
  if (threshold === undefined) return contents;
  const terms = threshold.terms.map(({ field, value }) => [field, value] as const);
  return { ...overrides.of(Object.fromEntries(terms)), fields: contents.fields };
}

/** Of the documents to read. */
function placesOf(alerts: readonly RawAlert[], sample: number): readonly EventPlace[] {
  return alerts
    .map(({ match }) => match)
    .filter((match) => match.sample === sample && match.values === undefined);
}

function contentsReader({ columns, overrides }: AlertContents): (source: JsonObject) => Contents {
  const paths = columns.map(fieldPath);
  return (source) => ({ ...overrides.of(source), fields: fieldsOf(source, paths) });
}

function readContents(
  sample: Sample,
  places: readonly EventPlace[],
  read: (source: JsonObject) => Contents,
): ReadonlyMap<number, Contents> {
  const found = new Map<number, Contents>();
  for (const { offset, source } of readEventsAt(sample, places)) found.set(offset, read(source));
  return found;
}

/** Only fields with a value; `Object.fromEntries` keeps a field named `__proto__` an ordinary one. */
function fieldsOf(source: JsonObject, paths: readonly ReturnType<typeof fieldPath>[]): Fields {
  const entries: (readonly [string, readonly JsonValue[]])[] = paths.map((path) => [
    path.name,
    scalarsAt(source, path).map(plainOf),
  ]);
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

function toAlert(raw: RawAlert, samples: readonly Sample[]): Omit<Alert, keyof Contents> {
  const { executedAt, match, newTerms, threshold, enrichments, suppression, reason } = raw;
  const file = samples[match.sample]?.name ?? '';
  const { line, offset, id } = match;
  return {
    executedAt: isoText(executedAt),
    timestamp: isoText(match.time),
    source: { file, line, offset, ...(id === undefined ? {} : { id }) },
    ...(newTerms ? { newTerms } : {}),
    ...(threshold ? { threshold } : {}),
    ...(enrichments ? { enrichments } : {}),
    ...(suppression ? { suppression: suppressionOf(suppression) } : {}),
    reason,
  };
}

function suppressionOf({ terms, docsCount, start, end }: RawSuppression): Suppression {
  return { terms, docsCount, start: isoText(start), end: isoText(end) };
}
