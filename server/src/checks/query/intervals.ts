// The whole numbers that a condition on a field of whole numbers asks for.
import type { KqlNode } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { CheckedField } from '../check';

/** Both ends belong to it; it is empty where `low` is above `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const wholeNumbers: readonly string[] = ['long', 'integer', 'short', 'byte'];

/** Undefined for other types and for values that are no plain numbers or too large to be told apart. */
export function intervalOf(node: KqlNode, field: CheckedField | undefined): Interval | undefined {
  if ((node.kind !== 'is' && node.kind !== 'range') || !field) return undefined;
  if (!wholeNumbers.includes(field.type) || node.value.kind === 'wildcard') return undefined;
  const text = termText(node.value);
  const number = Number(text);
  if (!/^-?\d+(?:\.\d+)?$/.test(text) || Math.abs(number) >= Number.MAX_SAFE_INTEGER)
    return undefined;
  if (node.kind === 'is')
    return Number.isInteger(number) ? { low: number, high: number } : undefined;
  switch (node.operator) {
    case 'gt':
      return { low: Math.floor(number) + 1, high: Infinity };
    case 'gte':
      return { low: Math.ceil(number), high: Infinity };
    case 'lt':
      return { low: -Infinity, high: Math.ceil(number) - 1 };
    case 'lte':
      return { low: -Infinity, high: Math.floor(number) };
  }
}
