// The table of alerts: filter, columns, sorting, selection by mouse and keyboard.
import type { Alert } from '../../../../server/src/protocol';
import { columnsOf, defaultHidden, filterAlerts, nextSorting, sortAlerts } from '../alertTable';
import type { Column, Sorting } from '../alertTable';
import { formatCount, formatLocalTime, plural } from '../format';
import type { DoneState } from '../messages';
import { columnPicker } from './columnPicker';
import { button, element } from './element';
import type { Arrangement } from './host';
import { nextRow } from '../tableKeys';

/** Rows on the page; a filter reaches the others. */
const maxRows = 1000;

export interface TableActions {
  readonly arrange: (change: Partial<Arrangement>) => void;
  readonly select: (index: number) => void;
  readonly open: (alert: Alert) => void;
}

/** The table of one result. Rows are named by the alert's index in the result. */
export class AlertTable {
  readonly element: HTMLElement;
  private readonly alerts: readonly Alert[];
  private readonly indexes: ReadonlyMap<Alert, number>;
  private readonly allColumns: readonly Column[];
  private readonly scroller = element('div', { class: 'scroller' });
  private readonly status = element('span', { class: 'status', role: 'status' });
  private rows: ReadonlyMap<number, HTMLTableRowElement> = new Map();
  private filter: string;
  private sorting: Sorting | undefined;
  private hidden: readonly string[];
  private selected: number | undefined;

  constructor(
    { result, view }: DoneState,
    arrangement: Arrangement,
    private readonly actions: TableActions,
  ) {
    this.alerts = result.alerts;
    this.indexes = new Map(this.alerts.map((alert, index) => [alert, index]));
    this.allColumns = columnsOf(this.alerts, view.columns);
    this.filter = arrangement.filter;
    this.sorting = arrangement.sorting;
    this.selected = arrangement.selected;
    this.hidden = arrangement.hidden ?? defaultHidden(this.allColumns, this.alerts);
    this.element = element(
      'section',
      { class: 'alerts', 'aria-label': 'Alerts' },
      element('div', { class: 'bar' }, this.filterBox(), this.columnPicker(), this.status),
      this.scroller,
    );
    this.listen();
    this.fill();
  }

  /** Columns as shown now. */
  get columns(): readonly Column[] {
    return this.allColumns.filter(({ id }) => !this.hidden.includes(id));
  }

  /** Marks a row, scrolls to it and, if asked, gives it the focus. */
  select(index: number | undefined, focus: boolean): void {
    this.selected = index;
    for (const [at, row] of this.rows) {
      row.setAttribute('aria-selected', String(at === index));
      row.tabIndex = -1;
    }
    const marked = index === undefined ? undefined : this.rows.get(index);
    if (marked) this.scrollTo(marked);
    const [first] = this.rows.values();
    const reachable = marked ?? first;
    if (reachable) reachable.tabIndex = 0;
    if (focus) marked?.focus({ preventScroll: true });
  }

  /** Scrolls the table and nothing else: the head of the page stays where it is. */
  private scrollTo(row: HTMLElement): void {
    const head = this.scroller.querySelector('thead')?.clientHeight ?? 0;
    const { scrollTop, clientHeight } = this.scroller;
    const top = row.offsetTop - head;
    const bottom = row.offsetTop + row.offsetHeight - clientHeight;
    if (scrollTop > top) this.scroller.scrollTop = top;
    else if (scrollTop < bottom) this.scroller.scrollTop = bottom;
  }

  private fill(): void {
    const filtered = filterAlerts(this.alerts, this.allColumns, this.filter);
    const found = sortAlerts(filtered, this.allColumns, this.sorting);
    const shown = found.slice(0, maxRows);
    const { columns } = this;
    this.rows = new Map(
      shown.map((alert) => [this.indexes.get(alert) ?? -1, alertRow(alert, columns)]),
    );
    this.scroller.replaceChildren(
      element(
        'table',
        { role: 'grid', 'aria-label': 'Alerts', 'aria-rowcount': found.length + 1 },
        element('thead', {}, element('tr', {}, ...columns.map((column) => this.headCell(column)))),
        element('tbody', {}, ...this.rows.values()),
      ),
    );
    this.status.textContent = statusText(this.alerts.length, found.length, shown.length);
    this.select(this.selected, false);
  }

  private headCell({ id, title, head }: Column): HTMLElement {
    const current = this.sorting?.column === id ? this.sorting : undefined;
    const arrow = current ? (current.descending ? ' \u2193' : ' \u2191') : '';
    const sort = (): void => {
      this.sorting = nextSorting(this.sorting, id);
      this.actions.arrange({ sorting: this.sorting });
      this.fill();
      this.scroller.querySelector<HTMLElement>(`[data-column="${CSS.escape(id)}"]`)?.focus();
    };
    const direction = current ? (current.descending ? 'descending' : 'ascending') : 'none';
    return element(
      'th',
      { scope: 'col', 'aria-sort': direction, class: id === 'line' ? 'number' : undefined },
      button(head + arrow, sort, { title: `Sort by ${title}`, 'data-column': id }),
    );
  }

  private filterBox(): HTMLElement {
    const box = element('input', {
      id: 'filter',
      type: 'search',
      placeholder: 'Filter alerts',
      'aria-label': 'Filter alerts',
      value: this.filter,
    });
    box.addEventListener('input', () => {
      this.filter = box.value;
      this.actions.arrange({ filter: this.filter });
      this.fill();
    });
    return box;
  }

  private columnPicker(): HTMLElement {
    return columnPicker(this.allColumns, this.hidden, (hidden) => {
      this.hidden = hidden;
      this.actions.arrange({ hidden });
      this.fill();
    });
  }

  private listen(): void {
    this.scroller.addEventListener('click', (event) => {
      const index = this.indexAt(event);
      if (index !== undefined) this.actions.select(index);
    });
    this.scroller.addEventListener('dblclick', (event) => {
      this.open(this.indexAt(event));
    });
    this.scroller.addEventListener('keydown', (event) => {
      const index = this.indexAt(event);
      if (index === undefined) return;
      if (event.key === 'Enter') {
        this.open(index);
        return;
      }
      const order = [...this.rows.keys()];
      const next = order[nextRow(event.key, order.indexOf(index), order.length) ?? -1];
      if (next === undefined) return;
      event.preventDefault();
      this.actions.select(next);
    });
  }

  private indexAt({ target }: Event): number | undefined {
    const row = target instanceof Element ? target.closest('tbody tr') : null;
    return [...this.rows].find(([, other]) => other === row)?.[0];
  }

  private open(index: number | undefined): void {
    const alert = this.alerts[index ?? -1];
    if (alert) this.actions.open(alert);
  }
}

function statusText(all: number, found: number, shown: number): string {
  if (shown < found) return `first ${formatCount(shown)} of ${plural(found, 'alert')}`;
  return found === all ? '' : `${formatCount(found)} of ${plural(all, 'alert')}`;
}

function alertRow(alert: Alert, columns: readonly Column[]): HTMLTableRowElement {
  return element(
    'tr',
    { tabindex: -1, 'aria-selected': 'false' },
    ...columns.map((column) => {
      const text = column.text(alert);
      const title = column.id === 'time' ? formatLocalTime(alert.timestamp) : text;
      const kind = column.id === 'line' ? 'number' : column.id === 'newTerms' ? 'term' : undefined;
      return element('td', { title, class: kind }, text);
    }),
  );
}
