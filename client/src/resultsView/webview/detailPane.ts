// The pane beside the table: the selected event by field, or as JSON.
import type { Alert } from '../../../../server/src/protocol';
import { detailFields } from '../eventDetail';
import type { DetailField, DetailValue } from '../eventDetail';
import { fileName, formatLocalTime, formatTime } from '../format';
import { placeOf } from '../messages';
import type { EventMessage } from '../messages';
import { element, fieldName, link } from './element';
import type { Arrangement } from './host';
import { post } from './host';
import { tabBar } from './tabBar';

type Tab = Arrangement['tab'];

export class DetailPane {
  readonly element: HTMLElement;
  private readonly head = element('div', { class: 'about' });
  private readonly body = element('div', {
    class: 'body',
    role: 'tabpanel',
    id: 'detail-body',
    tabindex: 0,
  });
  private alert: Alert | undefined;
  private answer: EventMessage | undefined;

  /** `used` are the fields that the query and the rule name. */
  constructor(
    private readonly used: readonly string[],
    private tab: Tab,
    onTab: (tab: Tab) => void,
  ) {
    const titles = { event: 'Event', json: 'JSON' };
    const tabs = tabBar(titles, tab, 'detail-body', (next) => {
      this.tab = next;
      onTab(next);
      this.fill();
    });
    this.element = element(
      'section',
      { class: 'detail', 'aria-label': 'Event' },
      tabs,
      this.head,
      this.body,
    );
    this.fill();
  }

  /** Shows an alert; its event is asked for and comes with `receive`. */
  show(alert: Alert | undefined): void {
    this.alert = alert;
    this.answer = undefined;
    this.head.replaceChildren(...(alert ? about(alert) : []));
    if (alert) post({ kind: 'readEvent', ...placeOf(alert.source) });
    this.fill();
  }

  receive(message: EventMessage): void {
    const source = this.alert?.source;
    const isOther = source?.line !== message.line || source.offset !== message.offset;
    if (isOther || source.file !== message.file) return; // of a row left meanwhile
    this.answer = message;
    this.fill();
  }

  private fill(): void {
    this.body.setAttribute('aria-labelledby', `tab-${this.tab}`);
    this.body.replaceChildren(...this.content());
  }

  private content(): readonly HTMLElement[] {
    if (!this.alert) return [element('p', { class: 'hint' }, 'Select an alert to see its event.')];
    if (!this.answer) return [];
    const { event, error } = this.answer;
    if (!event) return [element('p', { class: 'error' }, error ?? '')];
    if (this.tab === 'json') return [element('pre', {}, event.json)];
    return [fieldsTable(detailFields(event, this.alert, this.used))];
  }
}

function about(alert: Alert): readonly HTMLElement[] {
  const { reason, executedAt } = alert;
  const { file, line } = alert.source;
  const open = (): void => {
    post({ kind: 'openEvent', ...placeOf(alert.source) });
  };
  return [
    element('p', { class: 'reason' }, reason),
    element(
      'p',
      { class: 'place' },
      link(`${fileName(file)}:${line}`, open, { title: 'Go to the event in the sample' }),
      ' \u00b7 execution at ',
      element('span', { title: formatLocalTime(executedAt) }, formatTime(executedAt)),
    ),
  ];
}

function fieldsTable(fields: readonly DetailField[]): HTMLElement {
  const rows = fields.map(({ name, values, used }) =>
    element(
      'tr',
      { class: used ? 'used' : undefined },
      element(
        'th',
        { scope: 'row', title: used ? 'The rule names this field' : undefined },
        ...fieldName(name),
      ),
      element('td', {}, ...values.map(fieldValue)),
    ),
  );
  const body = element('tbody', {}, ...rows);
  return element('table', { class: 'fields', 'aria-label': 'Fields' }, body);
}

function fieldValue({ text, isNewTerm }: DetailValue): HTMLElement {
  if (!isNewTerm) return element('div', {}, text);
  const tag = element('span', { class: 'tag' }, 'new term');
  return element('div', {}, element('mark', {}, text), tag);
}
