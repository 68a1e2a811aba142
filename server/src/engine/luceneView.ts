// What a Lucene query's name patterns stand for. Kibana passes such a query on as it is: no data view is asked.
import type { LuceneNode } from '../lucene/ast';
import type { QueryDataView } from './dataView';
import type { FieldTypes } from './matcher';
import { matchesPattern } from './pattern';

export function luceneView(root: LuceneNode, types: FieldTypes): QueryDataView {
  const names = luceneFields(root);
  const literals = new Set(names.filter((name) => !name.includes('*')));
  const patterns = names.filter((name) => name.includes('*'));
  return {
    find: () => undefined,
    match: () => [],
    openPatterns: new Set(types.unknown === 'dynamic' ? patterns : []),
    isOnlyByPattern: (name) =>
      !literals.has(name) && patterns.some((pattern) => matchesPattern(pattern.split('*'), name)),
  };
}

/** Names and name patterns, as often as they stand there. */
export function luceneFields(node: LuceneNode): readonly string[] {
  if (node.kind === 'bool') return node.clauses.flatMap(({ query }) => luceneFields(query));
  return 'field' in node && node.field !== undefined ? [node.field.name] : [];
}
