// shadowed-clause: a condition that another one includes.
import type { KqlNode } from '../../kql/ast';
import type { Check, Finding } from '../check';
import { inJunctions, removalFix, shortened } from './logicPlaces';
import type { Place } from './logicPlaces';
import { queryTextAt } from './queryText';
import { implies, keyOf } from './sameness';

export const shadowedClause: Check = {
  code: 'shadowed-clause',
  severity: 'warning',
  doc: 'A condition changes nothing: another one beside it includes it.',
  run: (input) => inJunctions(input, findShadowed),
};

/**
 * In `or` the narrower condition is idle, in `and` the wider one. From the back, and never because of one that is idle
 * itself: all findings can be acted on together.
 */
function findShadowed({ node, query, fields }: Place): readonly Finding[] {
  const { children } = node;
  if (children.length > maxCompared) return [];
  const idle = new Set<KqlNode>();
  return children
    .map((child, at) => ({ child, at }))
    .reverse()
    .flatMap(({ child, at }) => {
      const by = children.find(
        (other) =>
          (node.kind === 'or' ? implies(child, other, fields) : implies(other, child, fields)) &&
          keyOf(other) !== keyOf(child) &&
          !idle.has(other),
      );
      if (!by) return [];
      idle.add(child);
      return [shadowFinding({ node, query, fields }, { by, at })];
    })
    .reverse();
}

function shadowFinding(
  { node, query }: Place,
  { by, at }: { readonly by: KqlNode; readonly at: number },
): Finding {
  const what = shortened(queryTextAt(query, by.span));
  const why = node.kind === 'or' ? 'includes it' : 'says more';
  return {
    message: `This changes nothing: \`${what}\` beside it ${why}.`,
    span: node.children[at]?.span ?? by.span,
    related: [{ span: by.span, message: `This ${why}` }],
    fixes: removalFix({ node, query }, at),
  };
}

/** Every pair is compared: very long lists are left out. */
const maxCompared = 400;
