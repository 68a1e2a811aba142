// The pane beside the table: the selected event by field, or as JSON.
import type { Alert, ReadEventResult } from '../../../../server/src/protocol';
import { detailFields } from '../eventDetail';
import type { DetailField } from '../eventDetail';
import { fileName, formatLocalTime, formatTime } from '../format';
import type { EventMessage } from '../messages';
import { element, link } from './element';
import type { Arrangement } from './host';
import { post } from './host';

type Tab = Arrangement['tab'];

export interface DetailView {
  readonly element: HTMLElement;
  /** Shows an alert; its event is asked for and comes with `receive`. */
  readonly show: (alert: Alert | undefined) => void;
  readonly receive: (message: EventMessage) => void;
}

export function detailView(
  used: readonly string[],
  initial: Tab,
  onTab: (tab: Tab) => void,
): DetailView {
  let tab = initial;
  let alert: Alert | undefined;
  let answer: EventMessage | undefined;
  const head = element('div', { class: 'about' });
  const body = element('div', { class: 'body', role: 'tabpanel', id: 'detail-body', tabindex: 0 });
  const tabs = tabBar(tab, (next) => {
    tab = next;
    onTab(tab);
    fill();
  });
  const fill = (): void => {
    body.setAttribute('aria-labelledby', `tab-${tab}`);
    if (!alert)
      body.replaceChildren(element('p', { class: 'hint' }, 'Select an alert to see its event.'));
    else if (!answer) body.replaceChildren();
    else if (!answer.event)
      body.replaceChildren(element('p', { class: 'error' }, answer.error ?? ''));
    else
      body.replaceChildren(
        tab === 'json' ? json(answer.event) : fieldsTable(detailFields(answer.event, alert, used)),
      );
  };
  fill();
  return {
    element: element('section', { class: 'detail', 'aria-label': 'Event' }, tabs, head, body),
    show: (next) => {
      alert = next;
      answer = undefined;
      head.replaceChildren(...(next ? about(next) : []));
      if (next) post({ kind: 'readEvent', file: next.source.file, line: next.source.line });
      fill();
    },
    receive: (message) => {
      const isShown = alert?.source.file === message.file && alert.source.line === message.line;
      if (!isShown) return; // of a row that was left meanwhile
      answer = message;
      fill();
    },
  };
}

function tabBar(initial: Tab, change: (tab: Tab) => void): HTMLElement {
  const names: readonly (readonly [Tab, string])[] = [
    ['event', 'Event'],
    ['json', 'JSON'],
  ];
  const tabs = names.map(([id, title]) => {
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'detail-body' },
      title,
    );
    tab.addEventListener('click', () => {
      choose(id);
    });
    return { id, tab };
  });
  const mark = (chosen: Tab): void => {
    for (const { id, tab } of tabs) {
      tab.setAttribute('aria-selected', String(id === chosen));
      tab.tabIndex = id === chosen ? 0 : -1;
    }
  };
  const choose = (chosen: Tab): void => {
    mark(chosen);
    change(chosen);
  };
  const bar = element('div', { class: 'tabs', role: 'tablist' }, ...tabs.map(({ tab }) => tab));
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next = tabs.find(({ tab }) => tab.getAttribute('aria-selected') !== 'true');
    if (!next) return;
    choose(next.id);
    next.tab.focus();
  });
  mark(initial);
  return bar;
}

function about({ reason, executedAt, source }: Alert): readonly HTMLElement[] {
  const { file, line } = source;
  return [
    element('p', { class: 'reason' }, reason),
    element(
      'p',
      { class: 'place' },
      link(
        `${fileName(file)}:${line}`,
        () => {
          post({ kind: 'openEvent', file, line });
        },
        { title: 'Go to the event in the sample' },
      ),
      ' \u00b7 execution at ',
      element('span', { title: formatLocalTime(executedAt) }, formatTime(executedAt)),
    ),
  ];
}

function fieldsTable(fields: readonly DetailField[]): HTMLElement {
  return element(
    'table',
    { class: 'fields', 'aria-label': 'Fields' },
    element(
      'tbody',
      {},
      ...fields.map(({ name, values, used }) =>
        element(
          'tr',
          { class: used ? 'used' : undefined },
          element('th', { scope: 'row', title: used ? `${name}: named by the rule` : name }, name),
          element(
            'td',
            {},
            ...values.map(({ text, isNewTerm }) =>
              isNewTerm
                ? element(
                    'div',
                    {},
                    element('mark', { title: 'The new term' }, text),
                    element('span', { class: 'tag' }, 'new term'),
                  )
                : element('div', {}, text),
            ),
          ),
        ),
      ),
    ),
  );
}

function json({ json: text }: ReadEventResult): HTMLElement {
  return element('pre', {}, text);
}
