// same-search: a rule that finds what another one finds.
import { identityOf } from '../../rule/ruleIdentity';
import type { Check } from '../check';
import { isDeprecated, ruleHeader } from '../ruleTables';
import { names, placesIn } from './others';

export const sameSearch: Check = {
  code: 'same-search',
  severity: 'warning',
  doc: 'Another active rule of the workspace searches the same indices for the same events.',
  run: ({ document, context }) => {
    if (!context.others || isDeprecated(document)) return [];
    const { searchKey } = identityOf(document);
    if (searchKey === undefined) return [];
    const others = context.others.withSearch(searchKey).filter((other) => !other.isDeprecated);
    const span = document.query?.node.span ?? ruleHeader(document);
    return others.length > 0
      ? [
          {
            message: `Searches for the same as ${names(others, context.path)}: each event alerts more than once.`,
            span,
            related: placesIn(others, 'query', 'The same search'),
          },
        ]
      : [];
  },
};
