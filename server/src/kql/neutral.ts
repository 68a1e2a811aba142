// The tree as plain data without spans, for `rulewright parse` and for comparing trees.
import { assertNever } from '../text/assertNever';
import type { KqlNode, KqlTerm } from './ast';

/** `{literal}` unquoted, `{phrase}` quoted, `{wildcard}` with `*` as wildcard and `\*` as a literal asterisk. */
export type NeutralTerm =
  | { readonly literal: string | boolean | null }
  | { readonly phrase: string }
  | { readonly wildcard: string };

/** One key names the kind of node. */
export type NeutralNode =
  | { readonly and: readonly NeutralNode[] }
  | { readonly or: readonly NeutralNode[] }
  | { readonly not: NeutralNode }
  | { readonly is: { readonly field: NeutralTerm | null; readonly value: NeutralTerm } }
  | {
      readonly range: {
        readonly field: NeutralTerm;
        readonly op: string;
        readonly value: NeutralTerm;
      };
    }
  | { readonly nested: { readonly path: NeutralTerm; readonly query: NeutralNode } }
  | { readonly error: NeutralTerm | null };

/** The neutral form of a tree; an error node becomes `{error: field}`. */
export function toNeutral(node: KqlNode): NeutralNode {
  switch (node.kind) {
    case 'and':
      return { and: node.children.map(toNeutral) };
    case 'or':
      return { or: node.children.map(toNeutral) };
    case 'not':
      return { not: toNeutral(node.child) };
    case 'is':
      return {
        is: {
          field: node.field === undefined ? null : toNeutralTerm(node.field),
          value: toNeutralTerm(node.value),
        },
      };
    case 'range':
      return {
        range: {
          field: toNeutralTerm(node.field),
          op: node.operator,
          value: toNeutralTerm(node.value),
        },
      };
    case 'nested':
      return { nested: { path: toNeutralTerm(node.path), query: toNeutral(node.query) } };
    case 'error':
      return { error: node.field === undefined ? null : toNeutralTerm(node.field) };
    default:
      return assertNever(node);
  }
}

function toNeutralTerm(term: KqlTerm): NeutralTerm {
  switch (term.kind) {
    case 'literal':
      return { literal: term.value };
    case 'phrase':
      return { phrase: term.value };
    case 'wildcard':
      return { wildcard: term.parts.map((part) => part.replaceAll('*', '\\*')).join('*') };
    default:
      return assertNever(term);
  }
}

/** A word in quotes finds the same as without them. */
export function withoutNeedlessQuotes(term: NeutralTerm): NeutralTerm {
  return 'phrase' in term && isWord(term.phrase) ? { literal: term.phrase } : term;
}

function isWord(text: string): boolean {
  return /^[\p{L}\p{N}_.]+$/u.test(text) && !/^(?:and|or|not|true|false|null)$/i.test(text);
}

/** What the operator joins: brackets around operands of the same operator change nothing. */
export function operands(word: 'and' | 'or', node: NeutralNode): readonly NeutralNode[] {
  const children =
    word === 'and' && 'and' in node
      ? node.and
      : word === 'or' && 'or' in node
        ? node.or
        : undefined;
  return children ? children.flatMap((child) => operands(word, child)) : [node];
}
