// Which conditions no event meets both, as their field holds one value in every event.
import type { KqlIs, KqlNode, KqlRange, KqlTerm } from '../../kql/ast';
import { matchesParts, termText } from '../../kql/terms';
import type { CheckedField } from '../check';
import { isSingle, isWholeValue } from './comparison';
import type { FieldsHere } from './comparison';
import { intervalOf } from './intervals';

/** Conditions, or lists of alternatives, on one field that has one value: no value satisfies both. */
export function excludeEachOther(a: KqlNode, b: KqlNode, fields: FieldsHere): boolean {
  const field = fieldOf(a);
  if (field === undefined || field !== fieldOf(b) || !isSingle(field, fields)) return false;
  const known = fields.find(field);
  const others = alternativesOf(b);
  return (
    known !== undefined &&
    alternativesOf(a).every((one) => others.every((other) => areApart(one, other, known)))
  );
}

/** The one field of a condition or of a list of alternatives; undefined where there are several or none. */
export function fieldOf(node: KqlNode): string | undefined {
  switch (node.kind) {
    case 'is':
    case 'range':
      return node.field && node.field.kind !== 'wildcard' ? termText(node.field) : undefined;
    case 'or': {
      const [first, ...rest] = node.children;
      const field = first && fieldOf(first);
      return rest.every((child) => fieldOf(child) === field) ? field : undefined;
    }
    case 'not':
      return node.child.kind === 'not' ? fieldOf(node.child.child) : undefined;
    default:
      return undefined;
  }
}

type Leaf = KqlIs | KqlRange;

function alternativesOf(node: KqlNode): readonly Leaf[] {
  if (node.kind === 'or') return node.children.flatMap(alternativesOf);
  if (node.kind === 'not' && node.child.kind === 'not') return alternativesOf(node.child.child);
  return node.kind === 'is' || node.kind === 'range' ? [node] : [];
}

function areApart(a: Leaf, b: Leaf, field: CheckedField): boolean {
  const [one, other] = [intervalOf(a, field), intervalOf(b, field)];
  if (one && other) return Math.max(one.low, other.low) > Math.min(one.high, other.high);
  if (a.kind !== 'is' || b.kind !== 'is') return false;
  const isWhole = isWholeValue(a.value, field) && isWholeValue(b.value, field);
  if (isWhole && field.normalizer === undefined) return fitNoText(a.value, b.value);
  const form = plainForms[field.type];
  const [x, y] = [termText(a.value), termText(b.value)];
  return form !== undefined && form.test(x) && form.test(y) && x !== y;
}

/** Values of these forms are equal only if their texts are. */
const plainForms: Readonly<Partial<Record<CheckedField['type'], RegExp>>> = {
  boolean: /^(?:true|false)$/,
  ip: /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/,
};

/** No text fits both: told by the ends of patterns alone. */
function fitNoText(a: KqlTerm, b: KqlTerm): boolean {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x.length === 1) return !matchesParts(y, x[0] ?? '');
  if (y.length === 1) return !matchesParts(x, y[0] ?? '');
  return (
    differ(x[0] ?? '', y[0] ?? '', 'startsWith') ||
    differ(x[x.length - 1] ?? '', y[y.length - 1] ?? '', 'endsWith')
  );
}

function differ(x: string, y: string, how: 'startsWith' | 'endsWith'): boolean {
  return !x[how](y) && !y[how](x);
}

function partsOf(term: KqlTerm): readonly string[] {
  return term.kind === 'wildcard' ? term.parts : [termText(term)];
}
