// The table of alerts as data: columns, cells, sorting, filtering.
import type { Alert, JsonValue } from '../../../server/src/protocol';
import { fileName, formatCount, formatSeconds, formatValues } from './format';

/** A column: one of ours or a field of the event. */
export interface Column {
  /** Unique; `field:` stands before a field's name. */
  readonly id: string;
  readonly title: string;
  /** For the head of the column: long field names shortened where that is unambiguous. */
  readonly head: string;
  readonly values: (alert: Alert) => readonly JsonValue[];
  readonly text: (alert: Alert) => string;
}

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/**
 * Time, new terms where there are any, who and where, place in the sample, then the other fields that the query and the
 * rule name, those with long values last: what one reads first is in sight in a narrow panel.
 */
export function columnsOf(alerts: readonly Alert[], fields: readonly string[]): readonly Column[] {
  const manyFiles = new Set(alerts.map(({ source }) => source.file)).size > 1;
  const others = fields.filter((field) => field !== '@timestamp' && !nameFields.includes(field));
  const toColumn = (field: string): Column => fieldColumn(field, fields);
  return [
    timeColumn,
    ...(alerts.some(({ newTerms }) => newTerms) ? [newTermsColumn] : []),
    ...nameFields.filter((field) => fields.includes(field)).map(toColumn),
    ...(manyFiles ? [fileColumn] : []),
    lineColumn,
    ...others.map(toColumn).sort((a, b) => Number(isWide(a, alerts)) - Number(isWide(b, alerts))),
  ];
}

const nameFields: readonly string[] = ['user.name', 'host.name'];

/** Longer texts, such as SIDs, hashes and command lines, push other columns out of sight; in characters. */
const wideText = 32;

function isWide({ text }: Column, alerts: readonly Alert[]): boolean {
  return alerts.some((alert) => text(alert).length > wideText);
}

const timeColumn: Column = {
  ...column('time', 'Time', ({ timestamp }) => [timestamp]),
  text: ({ timestamp }) => formatSeconds(timestamp),
};
const lineColumn: Column = {
  ...column('line', 'Line', ({ source }) => [source.line]),
  text: ({ source }) => formatCount(source.line),
};
const newTermsColumn = column('newTerms', 'New term', ({ newTerms }) => newTerms ?? []);
const fileColumn = column('file', 'Sample', ({ source }) => [fileName(source.file)]);

function column(id: string, title: string, values: Column['values']): Column {
  return { id, title, head: title, values, text: (alert) => formatValues(values(alert)) };
}

function fieldColumn(field: string, fields: readonly string[]): Column {
  const made = column(`field:${field}`, field, (alert) => alert.fields[field] ?? []);
  return { ...made, head: shortName(field, fields) };
}

/** Longer field names are shortened in the head, in characters. */
const longName = 24;

/** `…SubjectUserSid` for a long name of three parts or more, unless another field ends the same way. */
function shortName(field: string, fields: readonly string[]): string {
  const parts = field.split('.');
  const last = parts.at(-1) ?? field;
  const isAlone = fields.every((other) => other === field || other.split('.').at(-1) !== last);
  return parts.length > 2 && field.length > longName && isAlone ? `\u2026${last}` : field;
}

/** Columns that say nothing at first: a field with one value in all rows, and the one that the new terms repeat. */
export function defaultHidden(
  columns: readonly Column[],
  alerts: readonly Alert[],
): readonly string[] {
  return columns
    .filter(({ id }) => id.startsWith('field:'))
    .filter((column) => isConstant(column, alerts) || repeatsNewTerms(column, alerts))
    .map(({ id }) => id);
}

function isConstant({ text }: Column, alerts: readonly Alert[]): boolean {
  return alerts.length > 1 && new Set(alerts.map(text)).size === 1;
}

function repeatsNewTerms({ values }: Column, alerts: readonly Alert[]): boolean {
  return alerts.every((alert) => alert.newTerms?.some((term) => values(alert).includes(term)));
}

/** Alerts of which some column's text holds every word of the filter, whatever the case. */
export function filterAlerts(
  alerts: readonly Alert[],
  columns: readonly Column[],
  filter: string,
): readonly Alert[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return alerts;
  return alerts.filter((alert) => {
    const text = columns
      .map((column) => column.text(alert))
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Sorted by a column; equal rows keep their order, rows without a value come last either way. */
export function sortAlerts(
  alerts: readonly Alert[],
  columns: readonly Column[],
  sorting: Sorting | undefined,
): readonly Alert[] {
  const column = columns.find(({ id }) => id === sorting?.column);
  if (!column || !sorting) return alerts;
  const sign = sorting.descending ? -1 : 1;
  return [...alerts].sort((a, b) => {
    const [left] = column.values(a);
    const [right] = column.values(b);
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return sign * compareValues(left, right);
  });
}

const collator = new Intl.Collator('en', { numeric: true });

function compareValues(a: JsonValue, b: JsonValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(formatValues([a]), formatValues([b]));
}

/** What a click on a column's head makes of the sorting: ascending, then descending, then as the run made them. */
export function nextSorting(current: Sorting | undefined, column: string): Sorting | undefined {
  if (current?.column !== column) return { column, descending: false };
  return current.descending ? undefined : { column, descending: true };
}
