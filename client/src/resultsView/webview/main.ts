// The results view's page: keeps the state, puts the parts together, passes actions to VS Code.
import type { DoneState, HostMessage, ResultsState } from '../messages';
import { resultText } from '../summary';
import { detailView } from './detailView';
import type { DetailView } from './detailView';
import { element } from './element';
import { header } from './header';
import { keep, post, recall, untouched } from './host';
import type { Arrangement, Kept } from './host';
import {
  countsLine,
  emptyPage,
  explanationView,
  failureView,
  runMessage,
  warningsView,
  windowsText,
} from './messagesView';
import { AlertTable } from './tableView';
import { timelineView } from './timelineView';

let kept: Kept = recall();
let table: AlertTable | undefined;
let detail: DetailView | undefined;

function arrange(change: Partial<Arrangement>): void {
  kept = { ...kept, arrangement: { ...kept.arrangement, ...change } };
  keep(kept);
}

function select(index: number, focus = true): void {
  if (kept.state.kind !== 'done') return;
  arrange({ selected: index });
  table?.select(index, focus);
  detail?.show(kept.state.result.alerts[index]);
}

function render(): void {
  const { state } = kept;
  table = undefined;
  detail = undefined;
  document.body.setAttribute('aria-busy', String(state.kind === 'running'));
  if (state.kind === 'empty') document.body.replaceChildren(emptyPage());
  else if (state.kind === 'done')
    document.body.replaceChildren(
      header(state, () => {
        copy(state);
      }),
      donePage(state),
    );
  else
    document.body.replaceChildren(
      header(state, () => undefined),
      element('main', {}, runMessage(state)),
    );
}

function donePage(state: DoneState): HTMLElement {
  const { arrangement } = kept;
  return element(
    'main',
    {},
    countsLine(state),
    windowsText(state),
    failureView(state),
    explanationView(state),
    warningsView(state),
    ...(state.result.failure ? [] : [timeline(state)]),
    state.result.alerts.length > 0 ? alertsPart(state, arrangement) : undefined,
  );
}

function timeline(state: DoneState): HTMLElement | undefined {
  const section = timelineView(state, kept.arrangement.zoom, {
    zoom: (zoom) => {
      arrange({ zoom });
      const next = timeline(state);
      if (next) section?.replaceWith(next);
    },
    selectAlert: (index) => {
      select(index);
    },
  });
  return section;
}

function alertsPart(state: DoneState, arrangement: Arrangement): HTMLElement {
  const shown = new AlertTable(state, arrangement, {
    arrange,
    select,
    open: ({ source }) => {
      post({ kind: 'openEvent', file: source.file, line: source.line });
    },
  });
  const pane = detailView(state.view.columns, arrangement.tab, (tab) => {
    arrange({ tab });
  });
  table = shown;
  detail = pane;
  pane.show(state.result.alerts[arrangement.selected ?? -1]);
  return element('div', { class: 'split' }, shown.element, pane.element);
}

function copy(state: DoneState): void {
  post({ kind: 'copy', text: resultText(state, table?.columns ?? []) });
}

/** A new result starts with a fresh arrangement; a page that comes back finds its own. */
function receiveState(state: ResultsState): void {
  const same = JSON.stringify(state) === JSON.stringify(kept.state);
  if (same) return;
  const wasDone = kept.state.kind === 'done';
  kept = { state, arrangement: untouched };
  if (state.kind !== 'running' || wasDone) keep(kept);
  render();
  if (state.kind === 'done' && state.result.alerts.length > 0) select(0, document.hasFocus());
}

window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
  switch (data.kind) {
    case 'state':
      receiveState(data.state);
      break;
    case 'event':
      detail?.receive(data);
      break;
  }
});

render();
post({ kind: 'ready', state: kept.state });
