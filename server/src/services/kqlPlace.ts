// Finds the clause and term of a KQL tree at an offset of the file.
import type { KqlIs, KqlNested, KqlNode, KqlRange, KqlTerm } from '../kql/ast';
import { assertNever } from '../text/assertNever';
import { touches } from '../text/span';
import type { Span } from '../text/span';

export interface KqlPlace {
  readonly kind: 'field' | 'value';
  /** The field of the clause, with the path of the groups around it; undefined for free text. */
  readonly field: string | undefined;
  readonly term: KqlTerm;
  readonly span: Span;
  readonly clause: KqlIs | KqlRange | KqlNested;
}

/** The term at an offset, or directly in front of it. */
export function kqlPlaceAt(root: KqlNode, offset: number): KqlPlace | undefined {
  return search(root, '', offset);
}

function search(node: KqlNode, group: string, offset: number): KqlPlace | undefined {
  switch (node.kind) {
    case 'and':
    case 'or':
      // Values of a list share the span of their field, so a child's own span is no guide.
      return first(node.children, (child) => search(child, group, offset));
    case 'not':
      return search(node.child, group, offset);
    case 'is':
    case 'range':
      return inClause(node, group, offset);
    case 'nested':
      return inNested(node, group, offset);
    case 'error':
      return undefined;
    default:
      return assertNever(node);
  }
}

function inClause(clause: KqlIs | KqlRange, group: string, offset: number): KqlPlace | undefined {
  const field = clause.field && group + termText(clause.field);
  if (clause.field && holds(clause.field, offset))
    return { kind: 'field', field, term: clause.field, span: clause.field.span, clause };
  if (!holds(clause.value, offset)) return undefined;
  return { kind: 'value', field, term: clause.value, span: clause.value.span, clause };
}

function inNested(clause: KqlNested, group: string, offset: number): KqlPlace | undefined {
  const path = group + termText(clause.path);
  if (holds(clause.path, offset))
    return { kind: 'field', field: path, term: clause.path, span: clause.path.span, clause };
  return search(clause.query, `${path}.`, offset);
}

function holds(term: KqlTerm, offset: number): boolean {
  return term.span.end > term.span.start && touches(term.span, offset);
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of a term; a wildcard with its asterisks. */
export function termText(term: KqlTerm): string {
  return term.kind === 'wildcard' ? term.parts.join('*') : String(term.value);
}
