// double-negation: a negated negation.
import type { Check } from '../check';
import { nodesOf, soundQueries } from './queries';
import { queryFix, queryTextAt, withBrackets } from './queryText';

export const doubleNegation: Check = {
  code: 'double-negation',
  severity: 'hint',
  doc: 'Two negations cancel each other out.',
  run: ({ document }) =>
    soundQueries(document).flatMap(({ query, root }) =>
      nodesOf(root).flatMap((node) => {
        if (node.kind !== 'not' || node.child.kind !== 'not') return [];
        const inner = node.child.child;
        const text = queryTextAt(query, withBrackets(query, inner.span));
        const edits = [{ span: node.span, text }];
        const fixes = queryFix(query, 'Remove both negations', { edits, isSafe: true });
        return [{ message: 'Two negations cancel each other out.', span: node.span, fixes }];
      }),
    ),
};
