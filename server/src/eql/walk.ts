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

/** Conditions that are written alike, whatever their blanks and brackets. */
export function isSameEql(a: EqlExpression, b: EqlExpression): boolean {
  switch (a.kind) {
    case 'and':
    case 'or':
      return b.kind === a.kind && areSame(a.items, b.items);
    case 'not':
      return b.kind === a.kind && isSameEql(a.item, b.item);
    case 'compare':
      return (
        b.kind === a.kind &&
        b.operator === a.operator &&
        isSameEql(a.left, b.left) &&
        isSameEql(a.right, b.right)
      );
    case 'match':
      return (
        b.kind === a.kind &&
        b.operator === a.operator &&
        b.isNegated === a.isNegated &&
        isSameEql(a.left, b.left) &&
        areSame(a.values, b.values)
      );
    case 'arithmetic':
      return b.kind === a.kind && b.operator === a.operator && areSame(a.operands, b.operands);
    case 'call':
      return (
        b.kind === a.kind &&
        b.name === a.name &&
        b.isCaseless === a.isCaseless &&
        areSame(a.args, b.args)
      );
    case 'field':
      return b.kind === a.kind && b.name === a.name && b.isOptional === a.isOptional;
    case 'constant':
      return b.kind === a.kind && b.value === a.value;
    default:
      return assertNever(a);
  }
}

function areSame(a: readonly EqlExpression[], b: readonly EqlExpression[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, at) => {
      const other = b[at];
      return other !== undefined && isSameEql(item, other);
    })
  );
}
