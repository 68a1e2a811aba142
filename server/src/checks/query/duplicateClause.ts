// duplicate-clause: the same thing said twice.
import type { KqlNode } from '../../kql/ast';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { findEqlDuplicates } from './eqlLogic';
import { inJunctions, removalFix } from './logicPlaces';
import type { Place } from './logicPlaces';
import { isListed } from './queries';
import { keyOf, thoseOfSameValue } from './sameness';

export const duplicateClause: Check = {
  code: 'duplicate-clause',
  severity: 'warning',
  doc: 'The same condition or value stands twice side by side.',
  languages: ['kuery', 'eql'],
  run: (input) =>
    input.document.query?.eql
      ? findEqlDuplicates(input.document)
      : inJunctions(input, findDuplicates),
};

function findDuplicates({ node, query }: Place): readonly Finding[] {
  const alike = thoseOfSameValue(node.children);
  if (alike.size === 0) return nothing;
  const first = new Map<string, KqlNode>();
  return findEach(node.children, (child, at) => {
    if (!alike.has(child)) return nothing;
    const key = keyOf(child);
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, child);
      return nothing;
    }
    const what = isListed(child) ? 'value' : 'condition';
    return [
      {
        message: `This ${what} stands here twice.`,
        span: child.span,
        related: [{ span: earlier.span, message: `The same ${what}` }],
        fixes: removalFix({ node, query }, at),
      },
    ];
  });
}
