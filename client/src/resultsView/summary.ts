// The sentences of the results view: counts, windows, plain text of the whole for the clipboard.
import type {
  RunFailure,
  RunResult,
  RunView,
  RunWarning,
  TypeOfField,
} from '../../../server/src/protocol';
import type { Column } from './alertTable';
import { fileName, formatCount, formatElapsed, formatTime, plural } from './format';
import type { DoneState, RunRequest } from './messages';

/** `214 events`, `61 match the query`, `4 alerts`, `1 line skipped`; of a rule that failed only what was read. */
export function countsOf({ events, alerts, failure, explanation }: RunResult): readonly string[] {
  const matches = `${formatCount(events.matched)} ${events.matched === 1 ? 'matches' : 'match'} the query`;
  const indicators = explanation?.indicators?.leftOut;
  return [
    ...(failure && events.read === 0 ? [] : [plural(events.read, 'event')]),
    ...(events.parsed === undefined ? [] : [`${formatCount(events.parsed)} looked into`]),
    ...(failure ? [] : [matches, plural(alerts.length, 'alert')]),
    ...(events.excluded ? [`${formatCount(events.excluded)} excluded by exceptions`] : []),
    ...(events.leftOut ? [`${formatCount(events.leftOut)} of other indices`] : []),
    ...(indicators ? [`${plural(indicators, 'indicator')} of other indices`] : []),
    ...(events.skipped > 0 ? [`${plural(events.skipped, 'line')} skipped`] : []),
  ];
}

/** The windows in words; empty if no execution took place. */
export function windowsLine({ mode, executions, windows }: RunResult): string {
  if (executions === 0) return '';
  const window = `${formatTime(windows.from)} to ${formatTime(windows.to)}`;
  const history =
    windows.historyFrom === undefined ? '' : `, history from ${formatTime(windows.historyFrom)}`;
  if (mode === 'single') return `One execution: rule window ${window}${history}`;
  return `Replay, ${plural(executions, 'execution')}: ${window}${history}`;
}

/** `0.2 s` is said only where somebody may have waited. */
export function elapsedText({ elapsed }: RunView): string {
  return elapsed < 100 ? '' : formatElapsed(elapsed);
}

/** `fidelity: exact`; empty for a rule that is not evaluated here. */
export function fidelityText({ fidelity, failure }: RunResult): string {
  // A rule that fails has found nothing that could be exact.
  const isMoot = failure !== undefined && fidelity?.level === 'exact';
  return fidelity === undefined || isMoot ? '' : `fidelity: ${fidelity.level}`;
}

/** A line per field: its type and who says so. */
export function typeLines({ types = [] }: RunResult): readonly string[] {
  return types.map(({ field, type, source, origin }) => {
    const from = origin === undefined ? sourceNames[source] : `${sourceNames[source]} ${origin}`;
    return `${field}: ${type} (${from})`;
  });
}

const sourceNames: Readonly<Record<TypeOfField['source'], string>> = {
  explicit: 'your settings',
  mapping: 'mapping',
  schema: 'schema',
  catalog: 'catalogue',
  sample: 'by its values',
  none: 'in no event',
};

/** Names of the samples for the heading. */
export function samplesLabel({ samples }: RunRequest): string {
  const [first, ...more] = samples.map(fileName);
  if (first === undefined) return 'no sample';
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** `tasks.ndjson:12: not JSON`, as compilers write it. */
export function warningText({ file, line, message }: RunWarning): string {
  if (file === undefined) return message;
  return `${fileName(file)}${line === undefined ? '' : `:${line}`}: ${message}`;
}

/** What a failure is: the rule's, or a limit of ours. */
export function failureTitle({ code }: RunFailure): string {
  return code === 'not-evaluated' ? 'Not evaluated' : 'The rule would fail';
}

/** The whole result as text: heading, counts, windows, then the shown alerts as a tab-separated table. */
export function resultText(state: DoneState, columns: readonly Column[]): string {
  const { request, result, view } = state;
  const name = result.rule.name ?? request.ruleName;
  return [
    `${name} on ${samplesLabel(request)}`,
    ...[countsOf(result).join(', '), windowsLine(result), fidelityText(result)].filter(Boolean),
    ...(result.failure
      ? [`${failureTitle(result.failure)}: ${result.failure.message} [${result.failure.code}]`]
      : []),
    ...(result.alerts.length === 0 ? view.explanation : []),
    ...result.warnings.map((warning) => `warning: ${warningText(warning)}`),
    ...(result.alerts.length > 0 ? ['', ...alertLines(state, columns)] : []),
    '',
  ].join('\n');
}

function alertLines({ result }: DoneState, columns: readonly Column[]): readonly string[] {
  const row = (cells: readonly string[]): string =>
    cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
  return [
    row(columns.map(({ title }) => title)),
    ...result.alerts.map((alert) => row(columns.map(({ text }) => text(alert)))),
  ];
}
