// locked-version: a version that the repository sets itself.
import { tableAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { removeEntry } from '../pairEdits';

export const lockedVersion: Check = {
  code: 'locked-version',
  severity: 'warning',
  doc: 'The repository counts `version` and `revision` itself and refuses a rule that sets them.',
  run: ({ document }) =>
    ['version', 'revision'].flatMap((name) => {
      const entry = tableAt(document.toml.root, 'rule')?.entries.get(name);
      if (!entry?.pair) return [];
      return [
        {
          message: `\`${name}\` is set when the rules are built. Remove it, unless your repository locks no versions.`,
          span: entry.key.span,
          fixes: removeEntry(document, entry),
        },
      ];
    }),
};
