// Gives the leaves of a group their field, and reads what a leaf means only with a field.
import { assertNever } from '../text/assertNever';
import type { LuceneField, LuceneNode } from './ast';

/** The query with `field` on every leaf that has none. */
export function withField(query: LuceneNode, field: LuceneField): LuceneNode {
  switch (query.kind) {
    case 'bool': {
      const clauses = query.clauses.map((clause) => ({
        ...clause,
        query: withField(clause.query, field),
      }));
      return { ...query, clauses };
    }
    case 'text':
    case 'phrase':
      if (query.field !== undefined) return query;
      if (field.name === '_exists_') return exists({ name: query.text, span: query.span }, query);
      return { ...query, field };
    case 'wildcard': {
      if (query.field !== undefined) return query;
      const isStar = query.parts.length === 1 && query.parts[0]?.kind === 'many';
      if (!isStar) return { ...query, field };
      return field.name === '*' ? { kind: 'all', span: query.span } : exists(field, query);
    }
    case 'regex':
    case 'range':
      return query.field === undefined ? { ...query, field } : query;
    case 'exists':
    case 'all':
    case 'error':
      return query;
    default:
      return assertNever(query);
  }
}

function exists(field: LuceneField, { span }: LuceneNode): LuceneNode {
  return { kind: 'exists', field, span };
}
