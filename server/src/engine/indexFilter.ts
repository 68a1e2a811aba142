// Which events a rule's `index` covers: what an index name is known of takes part only if the patterns select it.
import type { Event } from '../events/event';
import { fieldPath, scalarsAt } from '../events/values';
import type { Rule } from '../rule/rule';
import { memoize } from './memoize';
import { matchesPattern } from './pattern';
import type { Warnings } from './warnings';

export interface IndexFilter {
  /** The event's index where the rule does not search it; undefined where it does, or where no index is known. */
  leftOut(event: Pick<Event, 'index' | 'source'>): string | undefined;
  /** Paths that `leftOut` looks at beside `_index`. */
  readonly reads: readonly string[];
  /** Names with date math, whose date is taken to be any. */
  readonly dateMathNames: readonly string[];
}

const dataStreamFields = ['data_stream.type', 'data_stream.dataset', 'data_stream.namespace'];
const dataStreamPaths = dataStreamFields.map(fieldPath);

/** @param index the rule's `index`; items may be lists with commas */
export function indexFilter(index: readonly string[]): IndexFilter {
  const names = index.flatMap((item) => item.split(',').map((name) => name.trim())).filter(Boolean);
  const patterns = names.map(readPattern);
  const isIndexCovered = memoize((name) => coversIndex(patterns, name));
  const isDataStreamCovered = memoize((name) => coversDataStream(patterns, name));
  return {
    reads: dataStreamFields,
    dateMathNames: names.filter((name) => name.includes('<')),
    leftOut({ index: own, source }) {
      if (own !== undefined) return isIndexCovered(own) ? undefined : own;
      const name = dataStreamOf(source);
      return name === undefined || isDataStreamCovered(name) ? undefined : name;
    },
  };
}

/** `type-dataset-namespace` where all three are known. */
function dataStreamOf(source: Event['source']): string | undefined {
  const parts = dataStreamPaths.map((path) => scalarsAt(source, path)[0]);
  return parts.includes(undefined) ? undefined : parts.join('-');
}

/** The filter of a rule; undefined where all events take part. Warns of what the rule leaves open. */
export function indicesOf(
  { index, dataViewId }: Pick<Rule, 'index' | 'dataViewId'>,
  warnings: Warnings,
): IndexFilter | undefined {
  if (dataViewId !== undefined) {
    const message = `the rule searches the data view ${dataViewId.value}, whose indices are known to Kibana only: every event takes part`;
    warnings.add({ code: 'data-view', message });
    return undefined;
  }
  return filterOf(
    (index?.value ?? []).map(({ value }) => value),
    'event',
    warnings,
  );
}

/** The filter of `threat_index`; undefined where all indicators take part. */
export function indicatorIndices(
  index: readonly string[],
  warnings: Warnings,
): IndexFilter | undefined {
  return filterOf(index, 'indicator', warnings);
}

/** Keys of the rule by what their patterns select. */
const keys = { event: 'index', indicator: 'threat_index' } as const;
type Selected = keyof typeof keys;

function filterOf(
  names: readonly string[],
  selected: Selected,
  warnings: Warnings,
): IndexFilter | undefined {
  if (names.length === 0) return undefined;
  const filter = indexFilter(names);
  for (const name of filter.dateMathNames) {
    const message = `the date in the index name ${name} is not worked out: ${selected}s of any date take part`;
    warnings.add({ code: 'index-date-math', message });
  }
  return filter;
}

/** Names in a warning. */
const mostNames = 5;

/** @param leftOut events or indicators by the index that the rule does not search */
export function warnLeftOut(
  leftOut: ReadonlyMap<string, number>,
  warnings: Warnings,
  selected: Selected = 'event',
): void {
  if (leftOut.size === 0) return;
  const sorted = [...leftOut].sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, mostNames).map(([name, count]) => `${name} (${count})`);
  const more = sorted.length > mostNames ? ` and ${sorted.length - mostNames} more` : '';
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const who = total === 1 ? `1 ${selected} takes` : `${total} ${selected}s take`;
  const message = `${who} no part: the rule's ${keys[selected]} does not cover ${shown.join(', ')}${more}. A run over all indices (--all-indices) takes them in`;
  warnings.add({ code: 'index-left-out', message });
}

interface IndexPattern {
  /** Name (pattern) of the remote cluster; empty for the local one. */
  readonly cluster: string;
  readonly isExclusion: boolean;
  readonly name: string;
}

/** `logs-*`, `-logs-x-*`, `remote:logs-*`, `remote:-logs-x-*`, `-remote:logs-*`, `<logs-{now/d}>`. */
function readPattern(text: string): IndexPattern {
  const isMinus = text.startsWith('-');
  const rest = isMinus ? text.slice(1) : text;
  const colon = rest.indexOf(':');
  const cluster = colon < 0 || rest.startsWith('<') ? '' : rest.slice(0, colon);
  const name = cluster === '' ? rest : rest.slice(colon + 1);
  const isInnerMinus = cluster !== '' && name.startsWith('-');
  return {
    cluster,
    isExclusion: isMinus || isInnerMinus,
    name: withAnyDate(isInnerMinus ? name.slice(1) : name),
  };
}

/** What the date of `<logs-{now/d{yyyy.MM}}>` would be is not worked out: it may be any. */
function withAnyDate(name: string): string {
  if (name === '_all') return '*';
  return name.startsWith('<') ? name.replace(/^<|>$/g, '').replace(/\{.*?\}+/g, '*') : name;
}

/** An `_index` tells its cluster: `remote:logs-x` was found on a remote one, other names are local. */
function coversIndex(patterns: readonly IndexPattern[], index: string): boolean {
  const colon = index.indexOf(':');
  const cluster = colon < 0 ? '' : index.slice(0, colon);
  const names = namesOf(index.slice(colon + 1));
  const isThere = (pattern: string): boolean =>
    pattern === '' || cluster === ''
      ? pattern === cluster
      : matchesPattern(pattern.split('*'), cluster);
  return covers(patterns, names, isThere);
}

/** The fields of a document do not tell its cluster, so it may be any that the rule names. */
function coversDataStream(patterns: readonly IndexPattern[], name: string): boolean {
  const clusters = new Set(patterns.map(({ cluster }) => cluster));
  return [...clusters].some((cluster) => covers(patterns, [name], (other) => other === cluster));
}

/**
 * Elasticsearch goes through the names in order: a name adds its indices, one with a minus behind a wildcard takes its
 * indices away again. Without a wildcard before it the minus is part of a name that no index has.
 */
function covers(
  patterns: readonly IndexPattern[],
  names: readonly string[],
  isThere: (cluster: string) => boolean,
): boolean {
  let isCovered = false;
  let hasWildcard = false;
  for (const { cluster, isExclusion, name } of patterns) {
    const selects = isThere(cluster) && names.some((own) => selectsName(name, own));
    if (!isExclusion) {
      if (selects) isCovered = true;
      hasWildcard ||= name.includes('*');
    } else if (selects && hasWildcard) isCovered = false;
  }
  return isCovered;
}

/** Names with a dot in front are hidden from wildcards that do not begin with one. */
function selectsName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && pattern.includes('*') && !pattern.startsWith('.')) return false;
  return matchesPattern(pattern.split('*'), name);
}

const backingIndex = /^(?:[a-z0-9-]+-)?\.ds-(.+?)(?:-\d{4}\.\d{2}\.\d{2})?-\d{6,}$/;
const alertsIndex = /^\.internal(\.alerts-.+)-\d{6,}$/;

/** An index of a data stream is searched by the stream's name, one of Kibana's alerts by its alias. */
function namesOf(index: string): readonly string[] {
  const stream = backingIndex.exec(index)?.[1] ?? alertsIndex.exec(index)?.[1];
  return stream === undefined ? [index] : [index, stream];
}
