// mixed-operators: `and` and `or` on one level.
import type { Check } from '../check';
import { inJunctions } from './logicPlaces';
import { bareChildren, bracketFix } from './operatorPlaces';

export const mixedOperators: Check = {
  code: 'mixed-operators',
  severity: 'hint',
  doc: '`and` and `or` are mixed without brackets: `and` binds first.',
  run: (input) =>
    inJunctions(input, ({ node, query }) =>
      node.kind === 'or'
        ? bareChildren(node, query, 'and').map((child) => ({
            message: '`and` binds before `or`: put this part in brackets to show it.',
            span: child.span,
            fixes: bracketFix(query, [child]),
          }))
        : [],
    ),
};
