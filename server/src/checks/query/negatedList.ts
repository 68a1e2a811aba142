// negated-list: `not` beside `or` in a list of values.
import { isLoneWildcard } from '../../kql/terms';
import type { Check } from '../check';
import { inJunctions } from './logicPlaces';
import { isListed } from './queries';

export const negatedList: Check = {
  code: 'negated-list',
  severity: 'warning',
  doc: 'A `not` beside `or` in a list of values lets everything pass but that one value.',
  run: (input) =>
    inJunctions(input, ({ node }) => {
      if (node.kind !== 'or' || !node.children.every(isListed)) return [];
      // `(a or not *)`: this value or none.
      const negated = node.children.find(
        (child) =>
          child.kind === 'not' && !(child.child.kind === 'is' && isLoneWildcard(child.child.value)),
      );
      return negated
        ? [
            {
              message:
                'With `or` this lets everything pass but this one value, whatever else is listed.',
              span: negated.span,
            },
          ]
        : [];
    }),
};
