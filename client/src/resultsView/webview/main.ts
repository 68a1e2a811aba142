// The results view's page: keeps the state, puts the parts together, passes actions to VS Code.
import { placeOf } from '../messages';
import type { DoneState, HostMessage, ResultsState } from '../messages';
import { resultText } from '../summary';
import { DetailPane } from './detailPane';
import { element } from './element';
import { header } from './header';
import { keep, post, recall, untouched } from './host';
import type { Arrangement, Kept } from './host';
import {
  countsLine,
  emptyPage,
  errorMessage,
  explanationView,
  failureView,
  fidelityView,
  warningsView,
  windowsText,
} from './messagesView';
import { AlertTable } from './alertTableView';
import { timelineView } from './timelineView';

let kept: Kept = recall();
/** The result on the page; stays while the same rule runs again. */
let shown: DoneState | undefined;
let table: AlertTable | undefined;
let detail: DetailPane | undefined;

function arrange(change: Partial<Arrangement>): void {
  kept = { ...kept, arrangement: { ...kept.arrangement, ...change } };
  keep(kept);
}

function select(index: number, focus: boolean): void {
  arrange({ selected: index });
  table?.select(index, focus);
  detail?.show(shown?.result.alerts[index]);
}

function headerOf(state: Exclude<ResultsState, { kind: 'empty' }>): HTMLElement {
  return header(state, kept.arrangement.pinned, () => {
    if (shown) post({ kind: 'copy', text: resultText(shown, table?.columns ?? []) });
  });
}

function render(): void {
  const { state } = kept;
  document.body.setAttribute('aria-busy', String(state.kind === 'running'));
  switch (state.kind) {
    case 'empty':
      document.body.replaceChildren(emptyPage());
      break;
    case 'running': {
      const main = shown?.request.ruleUri === state.request.ruleUri ? oldMain() : undefined;
      document.body.replaceChildren(headerOf(state), main ?? element('main'));
      break;
    }
    case 'error':
      shown = undefined;
      document.body.replaceChildren(headerOf(state), element('main', {}, errorMessage(state)));
      break;
    case 'done':
      shown = state;
      document.body.replaceChildren(headerOf(state), donePage(state));
  }
}

function oldMain(): HTMLElement | undefined {
  return document.querySelector('main') ?? undefined;
}

function donePage(state: DoneState): HTMLElement {
  const { result } = state;
  table = undefined;
  detail = undefined;
  return element(
    'main',
    {},
    element(
      'div',
      { class: 'summary' },
      countsLine(state),
      windowsText(state),
      fidelityView(state),
      warningsView(state),
    ),
    failureView(state),
    explanationView(state),
    result.failure ? undefined : timeline(state),
    result.alerts.length > 0 ? alertsPart(state) : undefined,
  );
}

function timeline(state: DoneState): HTMLElement | undefined {
  const section = timelineView(state, kept.arrangement.zoom, {
    pin: (time) => {
      arrange({ pinned: new Date(time).toISOString() });
      document.querySelector('header')?.replaceWith(headerOf(state));
    },
    zoom: (zoom) => {
      arrange({ zoom });
      const next = timeline(state);
      if (next) section?.replaceWith(next);
    },
    selectAlert: (index) => {
      select(index, true);
    },
  });
  return section;
}

function alertsPart(state: DoneState): HTMLElement {
  const { arrangement } = kept;
  table = new AlertTable(state, arrangement, {
    arrange,
    select: (index) => {
      select(index, true);
    },
    open: (alert) => {
      post({ kind: 'openEvent', ...placeOf(alert.source) });
    },
  });
  detail = new DetailPane(state.view.columns, arrangement.tab, (tab) => {
    arrange({ tab });
  });
  detail.show(state.result.alerts[arrangement.selected ?? -1]);
  return element('div', { class: 'split' }, table.element, detail.element);
}

/** What stays of the arrangement for a new result: a filter and columns if the rule is the same one. */
function arrangementFor(state: ResultsState): Arrangement {
  if (state.kind === 'running') return kept.arrangement;
  const { state: before, arrangement } = kept;
  const isSameRule =
    state.kind !== 'empty' &&
    before.kind !== 'empty' &&
    state.request.ruleUri === before.request.ruleUri;
  if (!isSameRule) return untouched;
  const { filter, sorting, hidden, tab } = arrangement;
  return { ...untouched, filter, sorting, hidden, tab };
}

function receiveState(state: ResultsState): void {
  // A page that was hidden and comes back gets what it has: its arrangement stays.
  if (JSON.stringify(state) === JSON.stringify(kept.state)) return;
  kept = { state, arrangement: arrangementFor(state) };
  const focused = document.activeElement?.id ?? '';
  render();
  const hasKeptFocus = refocus(focused);
  // Called from elsewhere in VS Code, the page has the focus but no part of it has: then the first alert gets it.
  const alerts = shown === state ? shown.result.alerts.length : 0;
  if (alerts > 0) select(0, document.hasFocus() && !hasKeptFocus);
  keep(kept);
}

/** Gives the focus back to a control that was replaced, or to the one in its place. */
function refocus(id: string): boolean {
  const successor = id === 'run' || id === 'cancel' ? '#run, #cancel' : id && `#${CSS.escape(id)}`;
  const control = successor ? document.querySelector<HTMLElement>(successor) : null;
  control?.focus();
  return control !== null;
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
