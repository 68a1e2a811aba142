// The indicators of a run: read once and kept, to be found by the values of events (spec: rule-types 4).
import type { Event, JsonObject, Sample } from '../events/event';
import { readEvents } from '../events/readEvents';
import { parseScalar } from '../events/spelledNumber';
import { isObject } from '../events/toEvent';
import { fieldPath, jsonText, scalarsAt, someWhole } from '../events/values';
import type { FieldPath, Scalar } from '../events/values';
import type { RuleExceptions } from './exceptions/ruleExceptions';
import { fieldEquality } from './fieldEquality';
import type { FieldEquality } from './fieldEquality';
import type { ValueTest } from './fieldTypes/semantics';
import { indicatorIndices, warnLeftOut } from './indexFilter';
import type { IndicatorSettings, MappingEntry, MappingGroup } from './indicatorSettings';
import { memoize } from './memoize';
import type { FieldTypes, KnownField, Matcher } from './matcher';
import { nestedPathOf } from './nestedPaths';
import { notEvaluated } from './notEvaluated';
import type { RunFailure, RunWarning } from './runResult';
import { collectWarnings } from './warnings';

/** One indicator document; where it stands names it. */
export type Indicator = Event;

/** An indicator under a value of it. */
export interface Posting {
  readonly indicator: Indicator;
  /** The first of its values in the field. */
  readonly isFirst: boolean;
  /** It has no other value in the field. */
  readonly isOnly: boolean;
}

/** A pair of fields, ready to find indicators with a value of the event. */
export interface EntryIndex extends MappingEntry {
  /** The values of the event's field, in document order. */
  readonly valuesOf: (source: JsonObject) => readonly Scalar[];
  readonly find: (value: Scalar) => readonly Posting[];
  /** The indicator has a value in its field. */
  readonly has: (indicator: Indicator) => boolean;
  /** Path of the event's field. */
  readonly path: string;
}

export type GroupIndex = readonly EntryIndex[];

export interface Indicators {
  readonly groups: readonly GroupIndex[];
  /** All that were read. */
  readonly read: number;
  /** Those of indices that `threat_index` does not cover. */
  readonly leftOut: number;
  /** Those that have the fields of a group. */
  readonly usable: readonly Indicator[];
  /** In an execution at `now` the indicator satisfies the threat query and meets no exception. */
  counts(indicator: Indicator, now: number): boolean;
  /** `counts` depends on `now`. */
  readonly usesNow: boolean;
  readonly warnings: readonly RunWarning[];
  /** Values that Elasticsearch would refuse to search for. */
  readonly failures: readonly RunFailure[];
}

export interface IndicatorInput {
  readonly samples: readonly Sample[];
  readonly settings: IndicatorSettings;
  readonly matcher: Matcher;
  readonly exceptions: RuleExceptions;
  readonly types: FieldTypes;
  /** Indicators of any index take part. */
  readonly allIndices: boolean;
}

/** Reads all indicators; those that never count are not kept. */
export function readIndicators(input: IndicatorInput): Indicators {
  const { samples, settings, matcher, exceptions, types } = input;
  const warnings = collectWarnings();
  const usesNow = matcher.usesNow || exceptions.usesNow || exceptions.expiries.length > 0;
  const counts = ({ source }: Indicator, now: number): boolean =>
    matcher.matches(source, now) && !exceptions.excludes(source, now);
  const paths = settings.groups.map((group) => group.map(({ value }) => valuePath(value, types)));
  const indices = input.allIndices ? undefined : indicatorIndices(settings.index, warnings);
  const leftOut = new Map<string, number>();
  const usable: Indicator[] = [];
  let read = 0;
  for (const sample of samples)
    for (const indicator of readEvents(sample, (line) => {
      warnings.addLine('skipped-line', line);
    })) {
      read++;
      const elsewhere = indices?.leftOut(indicator);
      if (elsewhere !== undefined) {
        leftOut.set(elsewhere, (leftOut.get(elsewhere) ?? 0) + 1);
        continue;
      }
      const fits = settings.groups.some((group, g) => hasFields(group, paths[g] ?? [], indicator));
      if (fits && (usesNow || counts(indicator, 0))) usable.push(indicator);
    }
  warnLeftOut(leftOut, warnings, 'indicator');
  const failures: RunFailure[] = [];
  const groups = settings.groups.map((group) =>
    group.map((entry) => indexEntry(entry, usable, { types, failures })),
  );
  return {
    groups,
    read,
    leftOut: [...leftOut.values()].reduce((sum, count) => sum + count, 0),
    usable,
    counts,
    usesNow,
    warnings: warnings.list(),
    failures,
  };
}

function valuePath(name: string, types: FieldTypes): FieldPath {
  return fieldPath(types.find(name)?.parent ?? name);
}

/** Kibana searches only for indicators with all fields of a group, negated ones aside. */
function hasFields(
  group: MappingGroup,
  paths: readonly FieldPath[],
  { source }: Indicator,
): boolean {
  return group.every(({ negate }, i) => {
    const path = paths[i];
    return negate || (path !== undefined && scalarsAt(source, path).length > 0);
  });
}

interface Indexing {
  readonly types: FieldTypes;
  readonly failures: RunFailure[];
}

function indexEntry(
  entry: MappingEntry,
  indicators: readonly Indicator[],
  { types, failures }: Indexing,
): EntryIndex {
  const path = valuePath(entry.field, types);
  const wantedPath = valuePath(entry.value, types);
  const known = types.find(entry.field);
  const equality = fieldEquality(entry.field, known);
  if (known && holdsObjects(known)) failures.push(objectsNotEvaluated(entry, known));
  const byKey = new Map<string | number, Posting[]>();
  const byTest: { readonly test: ValueTest; readonly posting: Posting }[] = [];
  for (const indicator of indicators) {
    const values = scalarsAt(indicator.source, wantedPath);
    for (const [i, value] of values.entries()) {
      const posting = { indicator, isFirst: i === 0, isOnly: values.length === 1 };
      const wanted = equality.wanted(value);
      if (wanted.kind === 'test') byTest.push({ test: wanted.test, posting });
      else if (wanted.kind === 'error')
        refuse(entry, indicator, { message: wanted.message, failures });
      else for (const key of wanted.keys) append(byKey, key, posting);
    }
  }
  const isNested = nestedPathOf(entry.field, types) !== undefined;
  return {
    ...entry,
    path: path.name,
    valuesOf: (source) => (isNested ? [] : scalarsAt(source, path).filter(equality.exists)),
    find: finder(equality, byKey, byTest),
    has: ({ source }) => scalarsAt(source, wantedPath).length > 0,
  };
}

/** Of a field whose values are objects in the document. */
function holdsObjects({ type, flattenedKey }: KnownField): boolean {
  return (type === 'flattened' && flattenedKey === undefined) || type.endsWith('_range');
}

function objectsNotEvaluated({ field, span }: MappingEntry, { type }: KnownField): RunFailure {
  const reason = 'its values are objects, and only single values are compared with indicators';
  return notEvaluated(`Threat mappings on ${field} of type ${type}`, { reason, span });
}

function refuse(
  entry: MappingEntry,
  { file, line }: Indicator,
  { message, failures }: { readonly message: string; readonly failures: RunFailure[] },
): void {
  if (failures.length > 0) return;
  const place = `${message} (indicator ${file}:${line}, ${entry.value})`;
  failures.push({ code: 'indicator-value', message: place, span: entry.span });
}

function append(lists: Map<string | number, Posting[]>, key: string | number, one: Posting): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

function finder(
  equality: FieldEquality,
  byKey: ReadonlyMap<string | number, readonly Posting[]>,
  byTest: readonly { readonly test: ValueTest; readonly posting: Posting }[],
): EntryIndex['find'] {
  const tested = memoize((text: string) => {
    const value = parseScalar(text) as Scalar;
    return byTest.filter(({ test }) => test(value, 0)).map(({ posting }) => posting);
  });
  return (value) => {
    const found = new Set(equality.keys(value).flatMap((key) => byKey.get(key) ?? []));
    if (byTest.length > 0) for (const posting of tested(jsonText(value))) found.add(posting);
    return [...found];
  };
}

/** What an indicator holds below a path, also where its keys spell the path and more; of several objects the first wins. */
export function objectBelow({ source }: Indicator, path: string): JsonObject {
  const found: JsonObject[] = [];
  someWhole(source, fieldPath(path), (value) => {
    if (isObject(value)) found.push(value);
    return false;
  });
  return Object.assign({}, ...found.reverse()) as JsonObject;
}
