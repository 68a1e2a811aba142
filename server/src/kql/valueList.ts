// Value lists: `f: (a or b)` is read as values without a field, then every value becomes a clause of `f`.
import { assertNever } from '../text/assertNever';
import type { KqlNode, KqlTerm } from './ast';

/** The list with `field` on every value. The field `null` is no field. After a mistake, a list may hold clauses. */
export function withField(list: KqlNode, field: KqlTerm): KqlNode {
  switch (list.kind) {
    case 'and':
    case 'or':
      return { ...list, children: list.children.map((child) => withField(child, field)) };
    case 'not':
      return { ...list, child: withField(list.child, field) };
    case 'is':
      return list.field !== undefined || isNoField(field) ? list : { ...list, field };
    case 'error':
    case 'range':
    case 'nested':
      return list;
    default:
      return assertNever(list);
  }
}

/** The field literal `null` cannot be told from an absent field. */
export function isNoField(field: KqlTerm): boolean {
  return field.kind === 'literal' && field.value === null;
}

/** Every and / or node whose values all belong to one field, with that field: it can be written as a value list. */
export function commonFields(root: KqlNode): ReadonlyMap<KqlNode, KqlTerm> {
  const fields = new Map<KqlNode, KqlTerm>();
  fieldOf(root);
  return fields;

  /** The field of all clauses of `node`, where it is but one. */
  function fieldOf(node: KqlNode): KqlTerm | undefined {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const [first, ...others] = node.children.map(fieldOf);
        const isCommon = others.every((other) => other && first && sameTerm(other, first));
        if (first === undefined || !isCommon) return undefined;
        fields.set(node, first);
        return first;
      }
      case 'not':
        return fieldOf(node.child);
      case 'is':
        return node.field;
      case 'nested':
        fieldOf(node.query);
        return undefined;
      case 'range':
      case 'error':
        return undefined;
      default:
        return assertNever(node);
    }
  }
}

/** Equal but for their places. */
function sameTerm(a: KqlTerm, b: KqlTerm): boolean {
  if (a.kind === 'wildcard' && b.kind === 'wildcard')
    return a.parts.length === b.parts.length && a.parts.every((part, i) => part === b.parts[i]);
  return a.kind !== 'wildcard' && a.kind === b.kind && a.value === b.value;
}
