// Kibana's refusal of values that begin with `*`, where `query:allowLeadingWildcards` is off (spec: kql-semantics 2.1).
import type { KqlNode, KqlTerm } from '../kql/ast';
import { assertNever } from '../text/assertNever';
import type { Span } from '../text/span';

export interface LeadingWildcard {
  readonly span: Span;
  /** Kibana's words. */
  readonly message: string;
}

const message =
  'Leading wildcards are disabled. See query:allowLeadingWildcards in Advanced Settings.';

/** The first such value; only values of `field: value` and free text are looked at, and `*` alone is none. */
export function findLeadingWildcard(node: KqlNode): LeadingWildcard | undefined {
  switch (node.kind) {
    case 'and':
    case 'or':
      return firstOf(node.children);
    case 'not':
      return findLeadingWildcard(node.child);
    case 'nested':
      return findLeadingWildcard(node.query);
    case 'is':
      return isLeading(node.value) ? { span: node.value.span, message } : undefined;
    case 'range':
    case 'error':
      return undefined;
    default:
      return assertNever(node);
  }
}

function firstOf(nodes: readonly KqlNode[]): LeadingWildcard | undefined {
  for (const node of nodes) {
    const found = findLeadingWildcard(node);
    if (found) return found;
  }
  return undefined;
}

function isLeading(value: KqlTerm): boolean {
  if (value.kind !== 'wildcard' || value.parts[0] !== '') return false;
  return value.parts.length > 2 || value.parts[1] !== '';
}
