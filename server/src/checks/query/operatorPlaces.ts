// What the checks of operators have in common.
import type { KqlAnd, KqlNode } from '../../kql/ast';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import { isListed } from './queries';
import type { Junction } from './queries';
import { queryFix, withBrackets } from './queryText';

/** Children of the kind that stand without brackets of their own and are no value list. */
export function bareChildren(
  node: Junction,
  query: RuleQuery,
  kind: 'and' | 'not',
): readonly KqlNode[] {
  return node.children.filter((child) => {
    if (child.kind !== kind || isListed(child)) return false;
    if (child.kind === 'and' && isValueList(child)) return false;
    const around = withBrackets(query, child.span);
    return around.start === child.span.start;
  });
}

/** `f: (a and b)` as a whole, brackets included. Within another list, only the values are. */
function isValueList({ children, span }: KqlAnd): boolean {
  const [first] = children;
  const field = first?.kind === 'is' ? first.field : undefined;
  return children.every(isListed) && field !== undefined && field.span.start >= span.start;
}

/** Brackets around each of the nodes, which change nothing. */
export function bracketFix(query: RuleQuery, nodes: readonly KqlNode[]): readonly Fix[] {
  const edits = nodes.flatMap(({ span: { start, end } }) => [
    { span: { start, end: start }, text: '(' },
    { span: { start: end, end }, text: ')' },
  ]);
  return queryFix(query, 'Put it in brackets', { edits, isSafe: true });
}
