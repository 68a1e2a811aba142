// exclusive-keys: two keys of which a rule can have one.
import { tableAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { removeEntry } from '../pairEdits';

export const exclusiveKeys: Check = {
  code: 'exclusive-keys',
  severity: 'error',
  doc: 'A rule searches either the patterns of `index` or a data view, never both.',
  run: ({ document }) => {
    const entries = tableAt(document.toml.root, 'rule')?.entries;
    const [index, view] = [entries?.get('index'), entries?.get('data_view_id')];
    if (!index?.pair || !view?.pair) return [];
    return [
      {
        message: 'A rule has `index` or `data_view_id`, not both.',
        span: view.key.span,
        related: [{ span: index.key.span, message: 'The index patterns' }],
        fixes: [...removeEntry(document, view), ...removeEntry(document, index)],
      },
    ];
  },
};
