// The result of a run for reading in a terminal.
import type { Alert, RunResult, RunWarning, RunWindows } from '../engine/runResult';
import type { RunView } from '../protocol';
import { grouped } from '../text/grouped';
import { originLines } from './originText';
import { placeText, tableText } from './table';
import { count } from './words';

/** Everything but warnings and the place of a failure, which belong to stderr. */
export function runText(
  result: RunResult,
  view: Pick<RunView, 'columns' | 'explanation'>,
  samples: readonly string[],
): string {
  const { rule, failure, alerts } = result;
  const title = `${rule.name ?? 'Unnamed rule'} (${rule.type ?? 'no type'}) on ${samples.join(', ')}`;
  const origins = originLines(result).map((line) => `${line}\n`);
  if (failure) return [`${title}\n\n${failure.message}\n`, ...origins].join('');
  const body =
    alerts.length > 0
      ? tableText(...alertTable(alerts, view.columns))
      : `${['No alerts.', ...view.explanation].join('\n')}\n`;
  const head = [countsText(result), windowText(result), ...exceptionLines(result)].join('\n');
  return `${title}\n\n${head}\n${origins.join('')}\n${body}`;
}

function countsText({ events, alerts, explanation }: RunResult): string {
  const indicators = explanation?.indicators?.leftOut;
  return [
    count(events.read, 'event'),
    ...(events.parsed === undefined ? [] : [`${grouped(events.parsed)} looked into`]),
    `${grouped(events.matched)} match the query`,
    ...(events.excluded === undefined
      ? []
      : [`${grouped(events.excluded)} excluded by exceptions`]),
    ...(events.leftOut === undefined ? [] : [`${grouped(events.leftOut)} of other indices`]),
    ...(indicators === undefined ? [] : [`${count(indicators, 'indicator')} of other indices`]),
    count(alerts.length, 'alert'),
    `${count(events.skipped, 'line')} skipped`,
  ].join(' · ');
}

/** Which item kept how many events from alerting. */
function exceptionLines({ explanation }: RunResult): readonly string[] {
  return (explanation?.exceptions ?? []).map(
    ({ name, file, line, excluded }) =>
      `exception "${name}" (${file}:${line}): ${count(excluded, 'event')}`,
  );
}

function windowText({ mode, executions, windows }: RunResult): string {
  if (executions === 0) return 'No execution: no event has a usable time.';
  const history = windows.historyFrom === undefined ? '' : `, history from ${windows.historyFrom}`;
  const counted = executions === 1 ? 'one execution' : count(executions, 'execution');
  const what = mode === 'single' ? counted : `replay of ${count(executions, 'execution')}`;
  return `${what}: ${spanText(windows)}${history}`;
}

function spanText({ from, to }: RunWindows): string {
  return `${from} to ${to}`;
}

/** Columns that a terminal has room for beside time, terms and place. */
const fieldLimit = 4;

type Table = readonly [readonly string[], readonly (readonly string[])[]];

function alertTable(alerts: readonly Alert[], columns: readonly string[]): Table {
  const hasTerms = alerts.some((alert) => alert.newTerms);
  const terms = hasTerms ? columns.slice(0, alerts[0]?.newTerms?.length) : [];
  const fields = columns
    .slice(terms.length)
    .filter((column) => varies(alerts, column))
    .slice(0, fieldLimit);
  const details = detailColumns.filter(({ of }) => alerts.some((alert) => of(alert) !== undefined));
  const rows = alerts.map((alert) => [
    alert.timestamp,
    ...(alert.newTerms ?? []).map(String),
    ...fields.map((field) => (alert.fields[field] ?? []).map(String).join(', ')),
    ...details.map(({ of }) => of(alert) ?? ''),
    placeText(alert.source),
    alert.executedAt,
  ]);
  const header = ['time', ...terms, ...fields, ...details.map(({ name }) => name)];
  return [[...header, 'event', 'executed at'], rows];
}

interface DetailColumn {
  readonly name: string;
  /** Undefined for alerts without it. */
  readonly of: (alert: Alert) => string | undefined;
}

/** What only some rule types tell of an alert. */
const detailColumns: readonly DetailColumn[] = [
  { name: 'events', of: ({ threshold }) => threshold && grouped(threshold.count) },
  {
    name: 'different values',
    of: ({ threshold }) => threshold?.cardinality && grouped(threshold.cardinality.value),
  },
  { name: 'indicators', of: ({ enrichments }) => enrichments && indicatorPlaces(enrichments) },
  { name: 'suppressed', of: ({ suppression }) => suppression && grouped(suppression.docsCount) },
];

function indicatorPlaces(enrichments: NonNullable<Alert['enrichments']>): string {
  const places = new Set(enrichments.map(({ source }) => placeText(source)));
  const [first = '', ...others] = places;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** A column with the same value in every row tells nothing. */
function varies(alerts: readonly Alert[], column: string): boolean {
  const texts = new Set(alerts.map((alert) => JSON.stringify(alert.fields[column])));
  return texts.size > 1 || (alerts.length === 1 && alerts[0]?.fields[column] !== undefined);
}

export function warningText({ code, message, file, line }: RunWarning): string {
  const place = file === undefined ? '' : `${file}:${line ?? 1}: `;
  return `${place}warning ${code}: ${message}\n`;
}
