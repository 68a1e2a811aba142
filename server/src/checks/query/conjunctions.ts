// Conditions that hold together, and the values they ask for.
import type { KqlNode } from '../../kql/ast';
import { plainText, termText } from '../../kql/terms';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import { contains } from '../../text/span';
import type { CheckInput, Finding } from '../check';
import { findEach } from '../findEach';
import { junctionsOf, nodesOf, soundQueries } from './queries';

export interface Conjunction {
  /** Conditions that all hold: the children of `and`, or a single condition. */
  readonly parts: readonly KqlNode[];
  readonly query: RuleQuery;
}

/** Looks at each `and` with what its inner `and` nodes say. */
export function inConjunctions(
  { document }: CheckInput,
  find: (conjunction: Conjunction) => readonly Finding[],
): readonly Finding[] {
  return findEach(conjunctionsIn(document), find);
}

/** Several checks ask for the same. */
const conjunctionsIn = keepLast((document: RuleDocument): readonly Conjunction[] =>
  soundQueries(document).flatMap(({ query, root }) => {
    const inner = new Set<KqlNode>();
    return outsideGroups(root).flatMap((node) => {
      if (node.kind !== 'and' || inner.has(node)) return [];
      for (const child of node.children) if (child.kind === 'and') inner.add(child);
      return [{ parts: partsOf(node), query }];
    });
  }),
);

/** Names within a `{ }` group are none of those that the checks know. */
function outsideGroups(root: KqlNode): readonly KqlNode[] {
  const groups = nodesOf(root).filter(({ kind }) => kind === 'nested');
  if (groups.length === 0) return junctionsOf(root);
  return junctionsOf(root).filter(
    ({ span }) => !groups.some((group) => contains(group.span, span)),
  );
}

/** The children of `and` and of the `and` nodes in it; of another node itself. */
export function partsOf(node: KqlNode): readonly KqlNode[] {
  if (node.kind !== 'and') return [node];
  return node.children.some(({ kind }) => kind === 'and')
    ? node.children.flatMap(partsOf)
    : node.children;
}

/** The plain values that a part asks of a field; undefined where it asks for something else. */
export function valuesOf(part: KqlNode, field: string): readonly string[] | undefined {
  if (part.kind === 'or') {
    const all: string[] = [];
    for (const child of part.children) {
      const values = valuesOf(child, field);
      if (values === undefined) return undefined;
      all.push(...values);
    }
    return all;
  }
  if (part.kind !== 'is' || !part.field || termText(part.field) !== field) return undefined;
  const text = plainText(part.value);
  return text === undefined ? undefined : [text];
}

export function askedValues(
  parts: readonly KqlNode[],
  field: string,
): readonly string[] | undefined {
  for (const part of parts) {
    const values = valuesOf(part, field);
    if (values) return values;
  }
  return undefined;
}
