// Walks over conditions of EQL.
import { assertNever } from '../text/assertNever';
import type { Span } from '../text/span';
import type { EqlExpression } from './ast';

/** Every node below and including this one, parents first. */
export function forEachEql(node: EqlExpression, visit: (node: EqlExpression) => void): void {
  visit(node);
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const item of node.items) forEachEql(item, visit);
      return;
    case 'not':
      forEachEql(node.item, visit);
      return;
    case 'compare':
      forEachEql(node.left, visit);
      forEachEql(node.right, visit);
      return;
    case 'match':
      forEachEql(node.left, visit);
      for (const value of node.values) forEachEql(value, visit);
      return;
    case 'arithmetic':
      for (const operand of node.operands) forEachEql(operand, visit);
      return;
    case 'call':
      for (const arg of node.args) forEachEql(arg, visit);
      return;
    case 'field':
    case 'constant':
      return;
    default:
      assertNever(node);
  }
}

/** From the first to the last word of a condition, brackets and a `not` in front left out. */
export function eqlSpan(node: EqlExpression): Span {
  let start = Infinity;
  let end = 0;
  forEachEql(node, (each) => {
    if (each.kind !== 'field' && each.kind !== 'constant' && each.kind !== 'call') return;
    start = Math.min(start, each.span.start);
    end = Math.max(end, each.span.end);
  });
  return { start, end };
}

/** The same text for conditions that are written alike, whatever their blanks and brackets. */
export function eqlKey(node: EqlExpression): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.items.map(eqlKey).join(` ${node.kind} `)})`;
    case 'not':
      return `not ${eqlKey(node.item)}`;
    case 'compare':
      return `${eqlKey(node.left)}${node.operator}${eqlKey(node.right)}`;
    case 'match':
      return `${eqlKey(node.left)}${node.isNegated ? ' not' : ''} ${node.operator}(${listKey(node.values)})`;
    case 'arithmetic':
      return `(${node.operands.map(eqlKey).join(node.operator)}${node.operator})`;
    case 'call':
      return `${node.name}${node.isCaseless ? '~' : ''}(${listKey(node.args)})`;
    case 'field':
      return (node.isOptional ? '?' : '') + node.name;
    case 'constant':
      return JSON.stringify(node.value);
    default:
      return assertNever(node);
  }
}

function listKey(items: readonly EqlExpression[]): string {
  return items.map(eqlKey).join(',');
}
