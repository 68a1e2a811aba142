// The coverage page: the ATT&CK matrix with numbers of rules, filters, and the rules of the chosen cell.
import type { CoverageMatrix } from '../../../../server/src/protocol';
import { button, element } from '../../resultsView/webview/element';
import { choicesOf, filterRules, noFilter, rulesByCell } from '../countRules';
import type { CoverageFilter } from '../countRules';
import type { HostMessage, PageMessage } from '../messages';
import { cellDetail } from './cellDetail';
import { matrixTable } from './matrixTable';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const api = acquireVsCodeApi();

function post(message: PageMessage): void {
  api.postMessage(message);
}

let matrix: CoverageMatrix | undefined;
let filter: CoverageFilter = noFilter;
let coveredOnly = false;
/** `TACTIC TECHNIQUE` of the chosen cell. */
let chosen: string | undefined;

const header = element('header');
const main = element('main');
const detail = element('aside', { 'aria-live': 'polite' });
document.body.append(header, main, detail);

window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
  if (data.kind === 'error') main.replaceChildren(element('p', {}, data.message));
  else {
    matrix = data.matrix;
    renderHeader(matrix);
    render();
  }
});
post({ kind: 'ready' });

function renderHeader(shown: CoverageMatrix): void {
  const choices = choicesOf(shown);
  const versions = shown.versions.map(({ name }) => name);
  const version = select('ATT&CK', versions, shown.version, (value) => {
    post({ kind: 'version', version: shown.versions.find(({ name }) => name === value)?.version });
  });
  const filters = (['tag', 'severity', 'type', 'platform'] as const).map((name) =>
    select(name, ['', ...choices[name]], filter[name], (value) => {
      filter = { ...filter, [name]: value };
      render();
    }),
  );
  const only = element('input', { type: 'checkbox', checked: coveredOnly });
  only.addEventListener('change', () => {
    coveredOnly = only.checked;
    render();
  });
  header.replaceChildren(
    element('h1', {}, 'ATT&CK coverage'),
    version,
    ...filters,
    element('label', {}, only, ' covered only'),
    element('span', { class: 'count', role: 'status' }),
  );
}

function select(
  name: string,
  values: readonly string[],
  value: string,
  onChange: (value: string) => void,
): HTMLLabelElement {
  const options = values.map((each) =>
    element('option', { value: each, selected: each === value }, each === '' ? 'any' : each),
  );
  const made = element('select', {}, ...options);
  made.addEventListener('change', () => {
    onChange(made.value);
  });
  return element('label', {}, `${name} `, made);
}

function render(): void {
  if (!matrix) return;
  const rules = filterRules(matrix.rules, filter);
  const cells = rulesByCell(rules);
  const count = header.querySelector('.count');
  if (count) count.textContent = `${rules.length} of ${matrix.rules.length} rules`;
  main.replaceChildren(
    matrixTable(matrix, cells, {
      platform: filter.platform,
      coveredOnly,
      chosen,
      onChoose: (cell) => {
        chosen = cell;
        render();
        main.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
      },
    }),
  );
  detail.hidden = chosen === undefined;
  if (chosen === undefined) return;
  const close = button('Close', () => {
    chosen = undefined;
    render();
  });
  detail.replaceChildren(
    cellDetail(matrix, cells, chosen, (uri) => {
      post({ kind: 'openRule', uri });
    }),
    close,
  );
}
