// What the checks of queries walk over: the KQL queries of a rule, their clauses and their and / or nodes.
import type { KqlAnd, KqlIs, KqlNode, KqlOr, KqlRange, KqlTerm } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import { assertNever } from '../../text/assertNever';

/** A query that could be read, wholly or in part. */
export interface KqlQuery {
  readonly query: RuleQuery;
  readonly root: KqlNode;
  /** Kibana accepts it: the tree is the whole query. */
  readonly isSound: boolean;
}

/** Every KQL query of the rule, wholly or partly read. */
export const kqlQueries = keepLast(readQueries);

function readQueries({ query, threatQuery }: RuleDocument): readonly KqlQuery[] {
  return [query, threatQuery].flatMap((each) =>
    each?.parsed && each.text.trim() !== ''
      ? [{ query: each, root: each.parsed.root, isSound: each.parsed.problems.length === 0 }]
      : [],
  );
}

/** Queries whose whole tree is known. */
export const soundQueries = keepLast((document: RuleDocument) =>
  kqlQueries(document).filter(({ isSound }) => isSound),
);

/** Queries in Lucene that Elasticsearch can read. */
export const luceneQueries = keepLast(
  ({ query, threatQuery }: RuleDocument): readonly RuleQuery[] =>
    [query, threatQuery].flatMap((each) => (each?.lucene?.problems.length === 0 ? [each] : [])),
);

/** A condition with its surroundings. */
export interface Clause {
  readonly node: KqlIs | KqlRange;
  /** Full name, the path of the groups around it included; undefined for free text. */
  readonly field: string | undefined;
  /** The name holds an unquoted asterisk. */
  readonly isPattern: boolean;
  readonly isNegated: boolean;
  readonly query: RuleQuery;
}

/** The conditions of a query in order. */
export const clausesOf = keepLast(readClauses);

function readClauses({ query, root }: KqlQuery): readonly Clause[] {
  const clauses: Clause[] = [];
  visit(root, { path: '', isNegated: false });
  return clauses;

  function visit(
    node: KqlNode,
    around: { readonly path: string; readonly isNegated: boolean },
  ): void {
    const { path, isNegated } = around;
    switch (node.kind) {
      case 'and':
      case 'or':
        for (const child of node.children) visit(child, around);
        return;
      case 'not':
        visit(node.child, { path, isNegated: !isNegated });
        return;
      case 'is':
      case 'range':
        clauses.push({
          node,
          field: node.field && path + termText(node.field),
          isPattern: node.field?.kind === 'wildcard',
          isNegated,
          query,
        });
        return;
      case 'nested':
        visit(node.query, { path: `${path}${termText(node.path)}.`, isNegated });
        return;
      case 'error':
        return;
      default:
        assertNever(node);
    }
  }
}

/** The conditions of all KQL queries of a rule. */
export const allClauses = keepLast((document: RuleDocument): readonly Clause[] => {
  const [only, second] = kqlQueries(document);
  if (!only) return [];
  return second ? [...clausesOf(only), ...clausesOf(second)] : clausesOf(only);
});

export type Junction = KqlAnd | KqlOr;

/** Every node below and including this one, parents first. */
export const nodesOf = keepLast((root: KqlNode): readonly KqlNode[] => {
  const found: KqlNode[] = [];
  addNodes(root, found);
  return found;
});

function addNodes(node: KqlNode, found: KqlNode[]): void {
  found.push(node);
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) addNodes(child, found);
      return;
    case 'not':
      addNodes(node.child, found);
      return;
    case 'nested':
      addNodes(node.query, found);
      return;
    case 'is':
    case 'range':
    case 'error':
      return;
    default:
      assertNever(node);
  }
}

export const junctionsOf = keepLast((root: KqlNode): readonly Junction[] =>
  nodesOf(root).filter((node) => node.kind === 'and' || node.kind === 'or'),
);

/** A value of a list `f: (a or not b)`, or a negation in it: its field stands in front of the bracket. */
export function isListed(node: KqlNode): boolean {
  return (node.kind === 'is' || node.kind === 'not') && listField(node) !== undefined;
}

/** The field of the list that the node stands in; undefined where its fields are within it. */
export function listField(node: KqlNode): KqlTerm | undefined {
  const field = firstField(node);
  return field && field.span.start < node.span.start ? field : undefined;
}

/** The field of the first condition in the node. */
export function firstField(node: KqlNode | undefined): KqlTerm | undefined {
  switch (node?.kind) {
    case 'and':
    case 'or':
      return firstField(node.children[0]);
    case 'not':
      return firstField(node.child);
    case 'is':
    case 'range':
    case 'error':
      return node.field;
    case 'nested':
      return node.path;
    case undefined:
      return undefined;
  }
}
