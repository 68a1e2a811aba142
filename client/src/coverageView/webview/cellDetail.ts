// What a cell of the matrix holds: its rules, and its sub-techniques with their numbers.
import type { CoverageMatrix, MatrixRule } from '../../../../server/src/protocol';
import { element, link } from '../../resultsView/webview/element';

/** `cell` is `TACTIC TECHNIQUE`. */
export function cellDetail(
  { tactics }: CoverageMatrix,
  cells: ReadonlyMap<string, readonly MatrixRule[]>,
  cell: string,
  openRule: (uri: string) => void,
): HTMLElement {
  const [tacticId = '', id = ''] = cell.split(' ');
  const tactic = tactics.find((each) => each.id === tacticId);
  const technique = tactic?.techniques.find((each) => each.id === id);
  const rules = cells.get(cell) ?? [];
  const subs = (tactic?.techniques ?? []).filter(({ parent }) => parent === id);
  return element(
    'div',
    {},
    element('h2', {}, `${id} ${technique?.name ?? ''} (${tactic?.name ?? ''})`),
    ...(rules.length === 0
      ? [element('p', {}, 'No rule is mapped to it.')]
      : [
          element('h3', {}, 'Rules'),
          element(
            'ul',
            {},
            ...rules.map(({ uri, name, severity }) =>
              element(
                'li',
                {},
                link(name, () => {
                  openRule(uri);
                }),
                severity === '' ? '' : ` \u00b7 ${severity}`,
              ),
            ),
          ),
        ]),
    ...(subs.length === 0
      ? []
      : [
          element('h3', {}, 'Rules of its sub-techniques'),
          element(
            'ul',
            { class: 'subs' },
            ...subs.map((sub) => {
              const count = cells.get(`${tacticId} ${sub.id}`)?.length ?? 0;
              return element('li', {}, `${sub.id} ${sub.name}: ${count}`);
            }),
          ),
        ]),
  );
}
