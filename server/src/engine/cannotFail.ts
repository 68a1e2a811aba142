// Whether a query surely compiles: most do, and a check need not compile them to say so.
import type { FieldType } from '../catalog/fieldType';
import type { KqlIs, KqlNode, KqlTerm } from '../kql/ast';
import { termText } from '../kql/terms';
import { semanticsOf } from './fieldTypes/semanticsOf';
import type { FieldTypes } from './matcher';

const valueTypes: ReadonlySet<FieldType> = new Set(['long', 'integer', 'boolean', 'ip']);

/** Types that take any value and any pattern; all but the constant also any range. */
const textTypes: ReadonlySet<FieldType> = new Set([
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
]);

/**
 * `compileKql` has no failures for the query. True only of plain conditions on fields outside of groups that hold
 * texts, or the value asked for, or whose type is not known; false says nothing.
 */
export function cannotFail(root: KqlNode, types: FieldTypes): boolean {
  // Values of a list share the field.
  let plainField: KqlTerm | undefined;
  return isPlain(root);

  function isPlain(node: KqlNode): boolean {
    switch (node.kind) {
      case 'and':
      case 'or':
        return node.children.every(isPlain);
      case 'not':
        return isPlain(node.child);
      case 'is':
        return isPlainValue(node.value) && (isPlainField(node.field) || canHold(node));
      case 'range':
        return isPlainField(node.field) && !isConstant(node.field) && isPlainValue(node.value);
      case 'nested':
      case 'error':
        return false;
    }
  }

  /** Types that take some values only, as they say themselves. */
  function canHold({ field, value }: KqlIs): boolean {
    const name = field && field.kind !== 'wildcard' ? termText(field) : undefined;
    const known = name === undefined ? undefined : types.find(name);
    const text = value.kind === 'wildcard' ? undefined : String(value.value);
    if (name === undefined || known === undefined || text === undefined) return false;
    if (!valueTypes.has(known.type) || types.nestedPath(name) !== undefined) return false;
    return semanticsOf(name, known).equal(text, false).kind !== 'error';
  }

  function isConstant(field: KqlTerm | undefined): boolean {
    return field !== undefined && types.find(termText(field))?.type === 'constant_keyword';
  }

  function isPlainField(field: KqlTerm | undefined): boolean {
    if (field === undefined || field.kind === 'wildcard') return false;
    if (field === plainField) return true;
    const name = termText(field);
    const known = types.find(name);
    const holdsTexts = known
      ? textTypes.has(known.type) && known.flattenedKey === undefined
      : types.unknown === 'dynamic';
    if (!holdsTexts || types.nestedPath(name) !== undefined) return false;
    plainField = field;
    return true;
  }
}

/** In patterns on some types capital words are operators. */
function isPlainValue(term: KqlTerm): boolean {
  if (term.kind === 'wildcard') return !term.parts.some((part) => /AND|OR|NOT/.test(part));
  return term.kind !== 'literal' || term.value !== null;
}
