// duplicate-file-name: a file name that a rule in another folder has.
import type { Check } from '../check';
import { pathParts, ruleHeader } from '../ruleTables';
import { names, placesIn } from './others';

export const duplicateFileName: Check = {
  code: 'duplicate-file-name',
  severity: 'warning',
  doc: 'A rule in another folder has the same file name: the package holds all rules in one folder.',
  run: ({ document, context }) => {
    const name = pathParts(context.path).at(-1);
    const others = name === undefined ? [] : (context.others?.withFileName(name) ?? []);
    return others.length > 0
      ? [
          {
            message: `${names(others, context.path)} has the same file name.`,
            span: ruleHeader(document),
            related: placesIn(others, 'rule', 'The other rule'),
          },
        ]
      : [];
  },
};
