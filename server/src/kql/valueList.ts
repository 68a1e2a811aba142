// Value lists: `f: (a or b)` is read as values without a field, then every value becomes a clause of `f`.
import { assertNever } from '../text/assertNever';
import type { KqlNode, KqlTerm } from './ast';

/** The list with `field` on every value. The field `null` is no field. */
export function withField(list: KqlNode, field: KqlTerm): KqlNode {
  switch (list.kind) {
    case 'and':
    case 'or':
      return { ...list, children: list.children.map((child) => withField(child, field)) };
    case 'not':
      return { ...list, child: withField(list.child, field) };
    case 'is':
      return { ...list, field: isNoField(field) ? undefined : field };
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
