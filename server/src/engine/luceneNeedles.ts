// What every document that matches a Lucene query must spell, told by the nearest clause that KQL has.
import type { LuceneBool, LuceneNode } from '../lucene/ast';
import { assertNever } from '../text/assertNever';
import type { Clause } from './clause';
import type { Compilation } from './compilation';
import { needleSets } from './needleSets';
import type { NeedleSet } from './needleSets';

export function luceneNeedleSets(root: LuceneNode, compilation: Compilation): readonly NeedleSet[] {
  return needleSets(toClause(root), compilation);
}

/** A clause that matches wherever the node does, maybe more. */
function toClause(node: LuceneNode): Clause {
  const { span } = node;
  switch (node.kind) {
    case 'bool':
      return boolClause(node);
    case 'text':
      if (node.field === undefined || node.fuzzy !== undefined) break;
      return { kind: 'match', field: node.field.name, value: node.text, span };
    case 'phrase':
      if (node.field === undefined) break;
      return { kind: 'match_phrase', field: node.field.name, value: node.text, span };
    case 'wildcard': {
      if (node.field === undefined) break;
      const pattern = node.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
      return { kind: 'wildcard', field: node.field.name, pattern, span };
    }
    case 'exists':
      return { kind: 'exists', field: node.field.name, span };
    case 'regex':
    case 'range':
    case 'all':
    case 'error':
      break;
    default:
      return assertNever(node);
  }
  return { kind: 'match_all', span };
}

function boolClause({ clauses, span }: LuceneBool): Clause {
  const pick = (occur: string): readonly Clause[] =>
    clauses.filter((clause) => clause.occur === occur).map(({ query }) => toClause(query));
  const must = pick('must');
  if (must.length > 0) return { kind: 'bool', occur: 'filter', clauses: must, span };
  const should = pick('should');
  return should.length > 0
    ? { kind: 'bool', occur: 'should', clauses: should, span }
    : { kind: 'match_all', span };
}
