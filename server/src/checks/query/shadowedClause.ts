// shadowed-clause: a condition that another one includes.
import type { KqlNode } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import { inJunctions, removalFix, shortened } from './logicPlaces';
import type { Place } from './logicPlaces';
import { queryTextAt } from './queryText';
import { implies, keyOf } from './sameness';

export const shadowedClause: Check = {
  code: 'shadowed-clause',
  severity: 'warning',
  doc: 'A condition changes nothing: another one beside it includes it.',
  languages: ['kuery'],
  run: (input) => inJunctions(input, findShadowed),
};

/**
 * In `or` the narrower condition is idle, in `and` the wider one. From the back, and never because of one that is idle
 * itself: all findings can be acted on together.
 */
function findShadowed({ node, query, fields }: Place): readonly Finding[] {
  const { children } = node;
  if (children.length > maxCompared) return nothing;
  const idle = new Set<KqlNode>();
  const findings: Finding[] = [];
  const partners = partnersOf(children);
  for (let at = children.length - 1; at >= 0; at--) {
    const child = children[at];
    const by =
      child &&
      partners(child).find(
        (other) =>
          other !== child &&
          (node.kind === 'or' ? implies(child, other, fields) : implies(other, child, fields)) &&
          keyOf(other) !== keyOf(child) &&
          !idle.has(other),
      );
    if (!by) continue;
    idle.add(child);
    findings.unshift(shadowFinding({ node, query, fields }, { by, at }));
  }
  return findings;
}

/** By child, all that it may include or be included in: conditions on its field, and those on more than one. */
function partnersOf(children: readonly KqlNode[]): (child: KqlNode) => readonly KqlNode[] {
  const fields = children.map(onlyField);
  const [first] = fields;
  if (fields.every((field) => field === first)) return partnersInList(children);
  return (child) => {
    const own = onlyField(child);
    if (own === undefined) return children;
    return children.filter((_, at) => fields[at] === own || fields[at] === undefined);
  };
}

/** The field of all conditions in the node; undefined where they have several, a name pattern or none. */
function onlyField(node: KqlNode): string | undefined {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const [first, ...rest] = node.children;
      const field = first && onlyField(first);
      return rest.every((child) => onlyField(child) === field) ? field : undefined;
    }
    case 'not':
      return onlyField(node.child);
    case 'is':
    case 'range':
      return node.field && node.field.kind !== 'wildcard' ? termText(node.field) : undefined;
    case 'nested':
    case 'error':
      return undefined;
  }
}

/** On one field a single value never goes with another single value. */
function partnersInList(children: readonly KqlNode[]): (child: KqlNode) => readonly KqlNode[] {
  const counts = new Map<unknown, number>();
  const others: KqlNode[] = [];
  for (const child of children) {
    const value = singleValue(child);
    if (value === undefined) others.push(child);
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return (child) => (counts.get(singleValue(child)) === 1 ? others : children);
}

function singleValue(node: KqlNode): string | number | boolean | null | undefined {
  return node.kind === 'is' && node.value.kind !== 'wildcard' ? node.value.value : undefined;
}

function shadowFinding(
  { node, query }: Place,
  { by, at }: { readonly by: KqlNode; readonly at: number },
): Finding {
  const what = shortened(queryTextAt(query, by.span));
  const why = node.kind === 'or' ? 'includes it' : 'says more';
  return {
    message: `This changes nothing: \`${what}\` beside it ${why}.`,
    span: node.children[at]?.span ?? by.span,
    related: [{ span: by.span, message: `This ${why}` }],
    fixes: removalFix({ node, query }, at),
  };
}

/** Every pair is compared: very long lists are left out. */
const maxCompared = 400;
