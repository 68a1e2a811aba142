// exclusive-keys: two keys of which a rule can have one.
import { tableAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { removeLines } from '../lines';

export const exclusiveKeys: Check = {
  code: 'exclusive-keys',
  severity: 'error',
  doc: 'A rule searches either the patterns of `index` or a data view, never both.',
  run: ({ document }) => {
    const entries = tableAt(document.toml.root, 'rule')?.entries;
    const [index, view] = [entries?.get('index'), entries?.get('data_view_id')];
    if (!index?.pair || !view?.pair) return [];
    const { pair } = view;
    return [
      {
        message: 'A rule has `index` or `data_view_id`, not both.',
        span: view.key.span,
        related: [{ span: index.key.span, message: 'The index patterns' }],
        fixes: [
          {
            title: 'Remove `data_view_id`',
            edits: [removeLines(document.text, pair.span)],
            isSafe: false,
          },
          {
            title: 'Remove `index`',
            edits: [removeLines(document.text, index.pair.span)],
            isSafe: false,
          },
        ],
      },
    ];
  },
};
