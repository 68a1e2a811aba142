// What the checks of operators have in common.
import type { KqlAnd, KqlNode } from '../../kql/ast';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Span } from '../../text/span';
import type { CheckInput, Finding } from '../check';
import { isListed, junctionsOf, soundQueries } from './queries';
import type { Junction } from './queries';
import { queryFix, withBrackets } from './queryText';

/** An `and` or `or` and its query. */
export interface Place {
  readonly node: Junction;
  readonly query: RuleQuery;
}

/** Asks about every `and` and `or` of every query that parses. */
export function inJunctions(
  { document }: CheckInput,
  find: (place: Place) => readonly Finding[],
): readonly Finding[] {
  return soundQueries(document).flatMap(({ query, root }) =>
    junctionsOf(root).flatMap((node) => find({ node, query })),
  );
}

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

/** Brackets around the span, which change nothing. */
export function bracketFix(query: RuleQuery, span: Span): readonly Fix[] {
  const edits = [
    { span: { start: span.start, end: span.start }, text: '(' },
    { span: { start: span.end, end: span.end }, text: ')' },
  ];
  return queryFix(query, 'Put it in brackets', { edits, isSafe: true });
}
