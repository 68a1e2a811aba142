// The matrix: a column per tactic, a button per technique; arrow keys move between them.
import type { CoverageMatrix, MatrixRule, MatrixTactic } from '../../../../server/src/protocol';
import { button, element } from '../../resultsView/webview/element';
import { shadeOf } from '../countRules';

export interface MatrixOptions {
  /** Only techniques of this platform; '' for all. */
  readonly platform: string;
  readonly coveredOnly: boolean;
  /** `TACTIC TECHNIQUE`. */
  readonly chosen: string | undefined;
  readonly onChoose: (cell: string) => void;
}

type Cells = ReadonlyMap<string, readonly MatrixRule[]>;

export function matrixTable(
  { tactics }: CoverageMatrix,
  cells: Cells,
  options: MatrixOptions,
): HTMLElement {
  const columns = tactics.map((tactic) => column(tactic, cells, options));
  const table = element(
    'div',
    { class: 'matrix', role: 'group', 'aria-label': 'ATT&CK matrix' },
    ...columns,
  );
  table.addEventListener('keydown', (event) => {
    if (move(table, event.key)) event.preventDefault();
  });
  return table;
}

function column(tactic: MatrixTactic, cells: Cells, options: MatrixOptions): HTMLElement {
  const shown = tactic.techniques.filter(
    ({ id, parent, platforms }) =>
      parent === undefined &&
      (options.platform === '' || platforms.includes(options.platform)) &&
      (!options.coveredOnly || cells.has(`${tactic.id} ${id}`)),
  );
  const count = cells.get(tactic.id)?.length ?? 0;
  return element(
    'section',
    {},
    element('h2', {}, tactic.name),
    element('p', { class: 'total' }, `${count} ${count === 1 ? 'rule' : 'rules'}`),
    ...shown.map(({ id, name }) => {
      const cell = `${tactic.id} ${id}`;
      const number = cells.get(cell)?.length ?? 0;
      const made = button(
        '',
        () => {
          options.onChoose(cell);
        },
        {
          class: `cell shade-${shadeOf(number)}`,
          'aria-pressed': String(cell === options.chosen),
          'aria-label': `${id} ${name}, ${number} ${number === 1 ? 'rule' : 'rules'}`,
          title: `${id} ${name}`,
        },
      );
      made.append(
        element('span', { class: 'name' }, name),
        element('span', { class: 'number' }, number === 0 ? '' : String(number)),
      );
      return made;
    }),
  );
}

/** Moves the focus: up and down within a column, left and right to the next column that has cells. */
function move(table: HTMLElement, key: string): boolean {
  const columns = [...table.querySelectorAll('section')]
    .map((section) => [...section.querySelectorAll('button')])
    .filter((buttons) => buttons.length > 0);
  const at = columns.findIndex((buttons) =>
    buttons.some((each) => each === document.activeElement),
  );
  const row = columns[at]?.findIndex((each) => each === document.activeElement) ?? -1;
  if (row < 0) return false;
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
  };
  const step = steps[key];
  if (!step) return false;
  const target = columns[at + step[0]];
  target?.[Math.max(0, Math.min(row + step[1], target.length - 1))]?.focus();
  return true;
}
