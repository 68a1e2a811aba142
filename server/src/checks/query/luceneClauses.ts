// What the checks walk over in Lucene queries: the conditions, each with its field.
import type { LuceneField, LuceneNode } from '../../lucene/ast';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import { assertNever } from '../../text/assertNever';
import { luceneQueries } from './queries';

type Leaf = Exclude<LuceneNode, { readonly kind: 'bool' | 'all' | 'error' }>;

export interface LuceneClauseOf {
  readonly node: Leaf;
  /** Undefined for text without a field. */
  readonly field: LuceneField | undefined;
  readonly query: RuleQuery;
}

/** The conditions of a rule's Lucene queries, in order; none of a query that Elasticsearch cannot read. */
export const luceneClauses = keepLast((document: RuleDocument): readonly LuceneClauseOf[] =>
  luceneQueries(document).flatMap((query) =>
    query.lucene ? leavesOf(query.lucene.root, query) : [],
  ),
);

function leavesOf(node: LuceneNode, query: RuleQuery): readonly LuceneClauseOf[] {
  switch (node.kind) {
    case 'bool':
      return node.clauses.flatMap((clause) => leavesOf(clause.query, query));
    case 'text':
    case 'phrase':
    case 'wildcard':
    case 'regex':
    case 'range':
    case 'exists':
      return [{ node, field: node.field, query }];
    case 'all':
    case 'error':
      return [];
    default:
      return assertNever(node);
  }
}
