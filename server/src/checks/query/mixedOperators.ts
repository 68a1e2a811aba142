// mixed-operators: `and` and `or` on one level.
import type { LuceneNode } from '../../lucene/ast';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { inJunctions } from './logicPlaces';
import { bareChildren, bracketFix } from './operatorPlaces';
import { luceneQueries } from './queries';
import { queryTextAt } from './queryText';

export const mixedOperators: Check = {
  code: 'mixed-operators',
  severity: 'hint',
  doc: '`and` and `or` are mixed without brackets: `and` binds first.',
  languages: ['kuery', 'lucene'],
  run: (input) => [
    ...inJunctions(input, ({ node, query }) =>
      node.kind === 'or'
        ? bareChildren(node, query, 'and').map((child) => ({
            message: '`and` binds before `or`: put this part in brackets to show it.',
            span: child.span,
            fixes: bracketFix(query, [child]),
          }))
        : nothing,
    ),
    ...findEach(luceneQueries(input.document), (query) =>
      query.lucene ? findIdle(query.lucene.root, query) : nothing,
    ),
  ],
};

/** In Lucene `a AND b OR c` asks for a and b: c decides nothing but the score. */
function findIdle(node: LuceneNode, query: RuleQuery): readonly Finding[] {
  if (node.kind !== 'bool') return nothing;
  const { clauses } = node;
  const inner = findEach(clauses, (clause) => findIdle(clause.query, query));
  const idle = clauses.find(({ occur }) => occur === 'should');
  const isMixed = idle !== undefined && clauses.some(({ occur }) => occur === 'must');
  if (!isMixed || !/(?:\bOR\b|\|\|)/.test(queryTextAt(query, node.span))) return inner;
  const message =
    'Beside `AND` this decides nothing: Lucene has no order of operators. Put what belongs together in brackets.';
  return [{ message, span: idle.query.span }, ...inner];
}
