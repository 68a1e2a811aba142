// The parts of the page that are text: counts, windows, why nothing alerts, what would fail, warnings.
import type { RunWarning } from '../../../../server/src/protocol';
import { plural } from '../format';
import type { DoneState, ResultsState } from '../messages';
import {
  countsOf,
  elapsedText,
  failureTitle,
  fidelityText,
  typeLines,
  warningText,
  windowsLine,
} from '../summary';
import { element, link, sentence } from './element';
import { post } from './host';

/** Warnings on the page; the rest is counted. */
const maxWarnings = 100;
/** This many or fewer are unfolded from the start. */
const openWarnings = 3;

export function emptyPage(): HTMLElement {
  return element(
    'main',
    { class: 'empty' },
    element('p', {}, 'No results yet.'),
    element(
      'p',
      {},
      'Open a detection rule and use the command "Rulewright: Run Rule Against Sample...".',
    ),
  );
}

/** Why a run has no result. */
export function errorMessage({ message }: Extract<ResultsState, { kind: 'error' }>): HTMLElement {
  return element('p', { class: 'error', role: 'alert' }, message);
}

export function countsLine(state: DoneState): HTMLElement {
  const parts = [...countsOf(state.result), elapsedText(state.view)].filter(Boolean);
  return element('p', { class: 'counts-line', role: 'status' }, parts.join(' \u00b7 '));
}

/** How far the result can be trusted; unfolds to the reasons and to where the fields' types come from. */
export function fidelityView({ result }: DoneState): HTMLElement | undefined {
  const text = fidelityText(result);
  const lines = [...(result.fidelity?.notes ?? []), ...typeLines(result)];
  if (text === '') return undefined;
  if (lines.length === 0) return element('p', { class: 'fidelity' }, text);
  return element(
    'details',
    { class: 'fidelity' },
    element('summary', {}, text),
    element('ul', {}, ...lines.map((line) => element('li', {}, ...sentence(line)))),
  );
}

export function windowsText(state: DoneState): HTMLElement {
  const line = windowsLine(state.result);
  return element('p', { class: 'windows', title: line }, line);
}

/** Like a compiler error: what, which code, and a link to the clause. */
export function failureView({ result, request }: DoneState): HTMLElement | undefined {
  const { failure } = result;
  if (!failure) return undefined;
  const { span } = failure;
  return element(
    'section',
    { class: 'failure', role: 'alert' },
    element('strong', {}, failureTitle(failure)),
    element(
      'p',
      {},
      ...sentence(failure.message),
      ' ',
      element('span', { class: 'code' }, failure.code),
    ),
    span &&
      element(
        'p',
        {},
        link(
          'Go to the clause',
          () => {
            post({ kind: 'openRule', ruleUri: request.ruleUri, span });
          },
          { id: 'go-to-clause' },
        ),
      ),
  );
}

export function explanationView({ result, view }: DoneState): HTMLElement | undefined {
  if (result.failure || result.alerts.length > 0) return undefined;
  return element(
    'section',
    { class: 'explanation', 'aria-label': 'Why there are no alerts' },
    element('strong', {}, 'No alerts'),
    element('ul', {}, ...view.explanation.map((line) => element('li', {}, ...sentence(line)))),
  );
}

export function warningsView({ result }: DoneState): HTMLElement | undefined {
  const { warnings } = result;
  if (warnings.length === 0) return undefined;
  const rest = warnings.length - maxWarnings;
  return element(
    'details',
    { class: 'warnings', open: warnings.length <= openWarnings },
    element('summary', {}, plural(warnings.length, 'warning')),
    element(
      'ul',
      {},
      ...warnings.slice(0, maxWarnings).map(warningItem),
      rest > 0 ? element('li', {}, `and ${plural(rest, 'more warning')}`) : undefined,
    ),
  );
}

function warningItem(warning: RunWarning): HTMLElement {
  const { file, line, code } = warning;
  const tag = element('span', { class: 'code' }, code);
  if (file === undefined || line === undefined)
    return element('li', {}, ...sentence(warningText(warning)), ' ', tag);
  const jump = link(
    warningText(warning),
    () => {
      post({ kind: 'openEvent', file, line });
    },
    { title: 'Go to the line in the sample' },
  );
  return element('li', {}, jump, ' ', tag);
}
