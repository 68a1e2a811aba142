// double-negation: a negated negation.
import type { KqlNode, KqlNot } from '../../kql/ast';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { isListed, listField, nodesOf, soundQueries } from './queries';
import { queryFix, queryTextAt, withBrackets } from './queryText';

export const doubleNegation: Check = {
  code: 'double-negation',
  severity: 'hint',
  doc: 'Two negations cancel each other out.',
  languages: ['kuery'],
  run: ({ document }) =>
    soundQueries(document).flatMap(({ query, root }) =>
      nodesOf(root).flatMap((node) => {
        if (node.kind !== 'not' || node.child.kind !== 'not') return [];
        const fixes = plainFix(query, node, node.child.child);
        return [{ message: 'Two negations cancel each other out.', span: node.span, fixes }];
      }),
    ),
};

function plainFix(query: RuleQuery, node: KqlNot, inner: KqlNode): readonly Fix[] {
  const values = queryTextAt(query, withBrackets(query, inner.span));
  // Of `not f: (not a)` the field goes with the negations.
  const field = isListed(node) ? undefined : listField(inner);
  const text = field ? `${queryTextAt(query, field.span)}: ${bracketed(values)}` : values;
  return queryFix(query, 'Remove both negations', {
    edits: [{ span: node.span, text }],
    isSafe: true,
  });
}

function bracketed(values: string): string {
  return values.startsWith('(') ? values : `(${values})`;
}
