// Alert suppression of all types but query and threshold: done on the alerts that an execution is about to write. The
// whole value of a field makes the group, a list as one value (spec: rule-types 0.7).
import type { JsonObject, JsonValue } from '../events/event';
import { fieldPath, scalarsAt } from '../events/values';
import type { FieldPath } from '../events/values';
import type { RuleWindow } from './executions';
import type { Match } from './match';
import type { FieldTypes } from './matcher';
import type { RawAlert } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import type { GroupTerm } from './runResult';
import type { SuppressionSettings } from './suppressionSettings';
import { suppressionStore } from './suppressionStore';
import type { Foldable, Written } from './suppressionStore';
import { toldValue } from './termReader';

export interface AlertSuppressor {
  /** Paths of the document values that `take` looks at. */
  readonly reads: readonly string[];
  /** Remembers the group of a matched event. */
  take(match: Match, source: JsonObject): void;
  /** Writes the alerts of one window, given in the order in which it finds them. */
  write<T>(alerts: readonly Candidate<T>[], window: RuleWindow): Written<T>;
}

export interface Candidate<T> {
  readonly alert: RawAlert;
  readonly item: T;
}

interface Group {
  readonly key: string;
  readonly terms: readonly GroupTerm[];
  readonly isMissing: boolean;
}

/** Kibana looks at this many times `max_signals` events to find that many alerts. */
const examinedFactor = 5;

export function alertSuppressor(
  suppression: SuppressionSettings,
  settings: RuleSettings,
  types: FieldTypes,
): AlertSuppressor {
  const fields = suppression.fields.map(({ value }) => {
    const known = types.find(value);
    return { name: value, path: fieldPath(known?.parent ?? value), told: toldValue(known) };
  });
  const groups = new Map<Match, Group>();
  const store = suppressionStore();
  return {
    reads: fields.map(({ path }) => path.name),
    take(match, source) {
      groups.set(match, groupOf(fields.map((field) => termOf(field, source))));
    },
    write(alerts, { now, from }) {
      const { maxSignals } = settings;
      const examined = alerts
        .slice(0, examinedFactor * maxSignals)
        .map((each) => ({ ...each, group: groups.get(each.alert.match) ?? groupOf([]) }));
      const isAlone = ({ group }: { readonly group: Group }): boolean =>
        group.isMissing && !suppression.suppressMissing;
      const alone = examined.filter(isAlone);
      const first = alone.slice(0, maxSignals);
      const folded = store.write(examined.filter((each) => !isAlone(each)).map(toFoldable), {
        now,
        since: suppression.duration === undefined ? from : now - suppression.duration,
        isAlone: suppression.duration === undefined,
        room: maxSignals - first.length,
      });
      return {
        alerts: [...first.map(({ alert, item }) => ({ alert, item })), ...folded.alerts],
        isTruncated:
          folded.isTruncated || alone.length > first.length || examined.length < alerts.length,
      };
    },
  };
}

interface GroupField {
  readonly name: string;
  readonly path: FieldPath;
  readonly told: ReturnType<typeof toldValue>;
}

function termOf({ name, path, told }: GroupField, source: JsonObject): GroupTerm {
  const values = scalarsAt(source, path)
    .flatMap((value) => told(value) ?? [])
    .sort(byText);
  const value: JsonValue = values.length > 1 ? values : (values[0] ?? null);
  return { field: name, value };
}

function byText(a: string | number | boolean, b: string | number | boolean): number {
  const [x, y] = [String(a), String(b)];
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

function groupOf(terms: readonly GroupTerm[]): Group {
  const key = JSON.stringify(
    terms.map(({ value }) => (value === null ? null : [value].flat().map(String))),
  );
  return { key, terms, isMissing: terms.some(({ value }) => value === null) };
}

function toFoldable<T>({
  alert,
  item,
  group,
}: Candidate<T> & { readonly group: Group }): Foldable<T> {
  const { time } = alert.match;
  const suppression = { terms: group.terms, docsCount: 0, start: time, end: time };
  return { key: group.key, suppression, alert, item };
}
