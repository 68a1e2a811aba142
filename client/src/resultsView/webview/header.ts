// The head of the page: rule, sample, clock, Run, Copy.
import { readClockText } from '../clockText';
import type { RunRequest, ResultsState } from '../messages';
import { samplesLabel } from '../summary';
import { button, element, link } from './element';
import { post } from './host';

type Shown = Exclude<ResultsState, { kind: 'empty' }>;

/**
 * The head for a state that has a request. `pinned` (ISO 8601) presets the clock; `copy` puts the page's text on the
 * clipboard.
 */
export function header(state: Shown, pinned: string | undefined, copy: () => void): HTMLElement {
  const clock = clockInput(state, pinned);
  const indices = indicesSwitch(state);
  const run = (): void => {
    const request = clock.read();
    const allIndices = indices?.box.checked === true;
    if (request) post({ kind: 'run', request: { ...request, ...(allIndices && { allIndices }) } });
  };
  indices?.box.addEventListener('change', run);
  clock.box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') run();
  });
  return element(
    'header',
    {},
    ...heading(state),
    element('span', { class: 'clock' }, clock.select, clock.box, clock.problem),
    indices?.label,
    element(
      'span',
      { class: 'actions' },
      state.kind === 'running' ? progressText(state.progress) : undefined,
      state.kind === 'running'
        ? button('Cancel', cancel, { id: 'cancel' })
        : button('Run', run, { id: 'run', class: 'primary' }),
      button('Copy', copy, {
        id: 'copy',
        disabled: state.kind !== 'done',
        title: 'Copy the results as text',
      }),
    ),
  );
}

/** Only where it makes a difference: events or indicators were left out, or would have been. */
function indicesSwitch(
  state: Shown,
): { readonly label: HTMLElement; readonly box: HTMLInputElement } | undefined {
  const { allIndices = false } = state.request;
  const { events, explanation } = state.kind === 'done' ? state.result : {};
  const leftOut = events?.leftOut ?? explanation?.indicators?.leftOut ?? 0;
  if (!allIndices && leftOut === 0) return undefined;
  const box = element('input', { id: 'all-indices', type: 'checkbox', checked: allIndices });
  const title = "Take events of indices that the rule's index patterns do not cover as well";
  return { box, label: element('label', { title }, box, ' all indices') };
}

function progressText(progress: string): HTMLElement {
  return element('span', { class: 'progress', role: 'status' }, `Running... ${progress}`);
}

function cancel(): void {
  post({ kind: 'cancel' });
}

/** Rule and sample; both are links. */
function heading(state: Shown): readonly HTMLElement[] {
  const { ruleUri, ruleName, samples } = state.request;
  const name = (state.kind === 'done' ? state.result.rule.name : undefined) ?? ruleName;
  const openRule = (): void => {
    post({ kind: 'openRule', ruleUri });
  };
  const pickSample = (): void => {
    post({ kind: 'pickSample', ruleUri });
  };
  return [
    element('h1', {}, link(name, openRule, { title: 'Open the rule' })),
    link(samplesLabel(state.request), pickSample, {
      title: `${samples.join('\n')}\nChoose another sample`,
    }),
  ];
}

interface ClockInput {
  readonly select: HTMLSelectElement;
  readonly box: HTMLInputElement;
  readonly problem: HTMLElement;
  /** The request with the clock as set; undefined (and a message on the page) if the text is no time. */
  readonly read: () => RunRequest | undefined;
}

function clockInput(state: Shown, pinned: string | undefined): ClockInput {
  const { request } = state;
  const time = pinned ?? request.now;
  const single = time !== undefined;
  const select = element(
    'select',
    { id: 'clock', 'aria-label': 'Clock' },
    element('option', { value: 'replay', selected: !single }, 'replay by interval'),
    element('option', { value: 'now', selected: single }, 'one execution at'),
  );
  const end = state.kind === 'done' ? state.result.windows.to : '';
  const box = element('input', {
    id: 'now',
    type: 'text',
    size: 22,
    spellcheck: 'false',
    'aria-label': 'Time of the execution, ISO 8601',
    'aria-describedby': 'now-problem',
    placeholder: '2026-01-06T12:00:00Z',
    value: (time ?? end).replace('.000Z', 'Z'),
    hidden: !single,
  });
  const problem = element('span', { id: 'now-problem', class: 'error', role: 'alert' });
  const complain = (text: string): void => {
    problem.textContent = text;
    box.setAttribute('aria-invalid', String(text !== ''));
  };
  select.addEventListener('change', () => {
    box.hidden = select.value !== 'now';
    complain('');
    if (!box.hidden) box.focus();
  });
  const read = (): RunRequest | undefined => {
    const { ruleUri, ruleName, samples } = request;
    const replay = { ruleUri, ruleName, samples };
    if (select.value !== 'now') return replay;
    const now = readClockText(box.value);
    complain(now === undefined ? 'Not a time: write it as 2026-01-06T12:00:00Z' : '');
    return now === undefined ? undefined : { ...replay, now };
  };
  return { select, box, problem, read };
}
