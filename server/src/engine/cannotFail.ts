// Whether a query surely compiles: most do, and a check need not compile them to say so.
import type { FieldType } from '../catalog/fieldType';
import type { KqlIs, KqlNode, KqlRange, KqlTerm } from '../kql/ast';
import { isLoneWildcard, termText } from '../kql/terms';
import { semanticsOf } from './fieldTypes/semanticsOf';
import type { FieldTypes } from './matcher';

/** Types that take some values only, whose semantics alone say which. */
const valueTypes: ReadonlySet<FieldType> = new Set([
  'byte',
  'short',
  'integer',
  'long',
  'unsigned_long',
  'half_float',
  'float',
  'double',
  'scaled_float',
  'boolean',
  'ip',
]);

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
 * texts, or take the value asked for, or whose type is not known; false says nothing.
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
        return isPlainValue(node.value) && (isPlainRange(node) || canHold(node));
      case 'nested':
      case 'error':
        return false;
    }
  }

  /** The field takes the value, as its type says itself. */
  function canHold(node: KqlIs | KqlRange): boolean {
    if (node.field === undefined || node.field.kind === 'wildcard') return false;
    const name = termText(node.field);
    const known = types.find(name);
    if (known === undefined || types.nestedPath(name) !== undefined) return false;
    const isKey = known.type === 'flattened' && known.flattenedKey !== undefined;
    if (!isKey && !valueTypes.has(known.type)) return false;
    if (isLoneWildcard(node.value)) return node.kind === 'is';
    if (node.value.kind === 'wildcard') return false;
    const text = String(node.value.value);
    const semantics = semanticsOf(name, known);
    const answer =
      node.kind === 'is'
        ? semantics.equal(text, false)
        : semantics.range([{ bound: node.operator, text }]);
    return answer.kind !== 'error';
  }

  function isPlainRange({ field }: KqlRange): boolean {
    return isPlainField(field) && types.find(termText(field))?.type !== 'constant_keyword';
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
  if (term.kind === 'wildcard') return !term.parts.some((part) => /\b(?:AND|OR|NOT)\b/.test(part));
  return term.kind !== 'literal' || term.value !== null;
}
