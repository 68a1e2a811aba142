// The clauses of a query, and what they ask for.
import type { KqlIs, KqlNode, KqlRange } from '../kql/ast';
import type { RuleQuery } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import { holdsEventCode } from './fieldKinds';
import { termText } from './kqlPlace';

export type Clause = KqlIs | KqlRange;

/** All clauses outside of nested groups, in order; names inside those are relative. Empty for what is no KQL. */
export function clausesOf(query: RuleQuery | undefined): readonly Clause[] {
  return query?.parsed ? clausesIn(query.parsed.root) : [];
}

/** The event codes that clauses ask for. */
export function eventCodesIn(clauses: readonly Clause[]): readonly string[] {
  return clauses
    .filter(({ field }) => field && holdsEventCode(termText(field)))
    .map(({ value }) => termText(value));
}

/** As `clausesOf`, of a tree. */
export function clausesIn(node: KqlNode): readonly Clause[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap(clausesIn);
    case 'not':
      return clausesIn(node.child);
    case 'is':
    case 'range':
      return [node];
    case 'nested':
    case 'error':
      return [];
    default:
      return assertNever(node);
  }
}
