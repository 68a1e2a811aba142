// Canonical text of a KQL tree: parsing it gives an equal tree.
import { assertNever } from '../text/assertNever';
import type { KqlAnd, KqlNode, KqlOr, KqlTerm, RangeOperator } from './ast';
import { encodePhrase, encodeUnquoted } from './escapes';
import { commonFields } from './valueList';

const operators: Readonly<Record<RangeOperator, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/**
 * One line, operators in lower case, no bracket that is not needed; values of one field joined by and / or become a
 * list `f: (a or b)`. Only the tree of an accepted query reads back: an error node prints as nothing.
 */
export function printKql(root: KqlNode): string {
  const fields = commonFields(root);
  return print(root, false);

  /** `inList`: among the values of a field, where the field itself is not written. */
  function print(node: KqlNode, inList: boolean): string {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const field = inList ? undefined : fields.get(node);
        if (field === undefined) return printJunction(node, inList);
        return `${printTerm(field)}: (${printJunction(node, true)})`;
      }
      case 'not': {
        const { child } = node;
        const text = print(child, inList);
        return `not ${child.kind === 'not' || isOpen(child, inList) ? `(${text})` : text}`;
      }
      case 'is':
        if (inList || node.field === undefined) return printTerm(node.value);
        return `${printTerm(node.field)}: ${printTerm(node.value)}`;
      case 'range':
        return `${printTerm(node.field)} ${operators[node.operator]} ${printTerm(node.value)}`;
      case 'nested':
        return `${printTerm(node.path)}: { ${print(node.query, false)} }`;
      case 'error':
        return '';
      default:
        return assertNever(node);
    }
  }

  function printJunction(node: KqlAnd | KqlOr, inList: boolean): string {
    const children = node.children.map((child) => {
      const brackets = isOpen(child, inList) && (node.kind === 'and' || child.kind === 'or');
      return brackets ? `(${print(child, inList)})` : print(child, inList);
    });
    return children.join(` ${node.kind} `);
  }

  /** Written as bare operands with and / or between them. */
  function isOpen(node: KqlNode, inList: boolean): boolean {
    return (node.kind === 'and' || node.kind === 'or') && (inList || !fields.has(node));
  }
}

/** One term as it is written in a query. */
export function printTerm(term: KqlTerm): string {
  switch (term.kind) {
    case 'literal':
      return typeof term.value === 'string' ? encodeUnquoted([term.value]) : String(term.value);
    case 'phrase':
      return encodePhrase(term.value);
    case 'wildcard':
      return encodeUnquoted(term.parts);
    default:
      return assertNever(term);
  }
}
