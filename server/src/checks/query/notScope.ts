// not-scope: how far `not` reaches.
import type { Check } from '../check';
import { inJunctions } from './logicPlaces';
import { bareChildren, bracketFix } from './operatorPlaces';

export const notScope: Check = {
  code: 'not-scope',
  severity: 'information',
  doc: '`not` belongs to the condition behind it only, not to what follows the `or`.',
  languages: ['kuery'],
  run: (input) =>
    inJunctions(input, ({ node, query }) => {
      if (node.kind !== 'or') return [];
      const bare = bareChildren(node, query, 'not');
      const [child] = bare;
      // Negations on both sides were meant one by one.
      if (!child || child === node.children.at(-1) || node.children.at(-1)?.kind === 'not')
        return [];
      return [
        {
          message: '`not` holds for this condition only, not for what follows `or`.',
          span: child.span,
          fixes: bracketFix(query, bare),
        },
      ];
    }),
};
