// Refactorings of the value lists of a KQL query.
import { CodeActionKind } from 'vscode-languageserver';
import type { FieldsHere } from '../checks/query/comparison';
import { mergeEdits, mergeGroups } from '../checks/query/mergeableClauses';
import { isListed, junctionsOf } from '../checks/query/queries';
import type { Junction } from '../checks/query/queries';
import { keyOf } from '../checks/query/sameness';
import { queryFix, queryTextAt, withBrackets } from '../checks/query/queryText';
import type { QueryEdit } from '../checks/query/queryText';
import type { RuleQuery } from '../rule/ruleDocument';
import type { Span } from '../text/span';
import type { Refactoring } from './refactorings';

/** `f: (a or b)` becomes `(f: a or f: b)`. */
export function splitQueryList(query: RuleQuery, offset: number): readonly Refactoring[] {
  const list = listAt(query, offset);
  const field = list && fieldSpan(list);
  if (!field || list.span.start > field.start) return [];
  const name = queryTextAt(query, field);
  const clauses = list.children.map((child) => {
    const isNegated = child.kind === 'not';
    const value = queryTextAt(query, isNegated ? child.child.span : child.span);
    return `${isNegated ? 'not ' : ''}${name}: ${value}`;
  });
  const edits = [{ span: list.span, text: `(${clauses.join(` ${list.kind} `)})` }];
  return rewrite(query, `Split the list into conditions on \`${name}\``, edits);
}

/** `f: a or f: b` becomes `f: (a or b)`, lists of values and texts included: each value is a condition as before. */
export function mergedQueryList(query: RuleQuery, offset: number): readonly Refactoring[] {
  if (!query.parsed || query.parsed.problems.length > 0) return [];
  for (const node of junctionsOf(query.parsed.root).toReversed())
    for (const group of mergeGroups({ node })) {
      const isHere = group.some(
        ({ child: { span } }) => span.start <= offset && offset <= span.end,
      );
      const [first] = group;
      if (!isHere || !first) continue;
      const title = `Merge the conditions on \`${first.field}\` into one list`;
      return rewrite(query, title, mergeEdits({ node, query, fields: noFields }, group));
    }
  return [];
}

/** Without types only values that are equal as written count as one. */
const noFields: FieldsHere = {
  path: '',
  find: () => undefined,
  resolve: () => [],
  nearest: () => undefined,
};

/** The values in the order of their texts, each once. */
export function sortedQueryList(query: RuleQuery, offset: number): readonly Refactoring[] {
  const list = listAt(query, offset);
  if (!list) return [];
  const spans = list.children.map((child) => withBrackets(query, child.span));
  const texts = new Map(
    list.children.map((child, at) => [keyOf(child), queryTextAt(query, spans[at] ?? child.span)]),
  );
  const sorted = [...texts.values()].sort((a, b) => compare(a, b));
  const edits = spans.flatMap((span, at): readonly QueryEdit[] => {
    const text = sorted[at];
    if (text === undefined)
      return [{ span: { start: spans[at - 1]?.end ?? span.start, end: span.end }, text: '' }];
    return text === queryTextAt(query, span) ? [] : [{ span, text }];
  });
  return edits.length === 0
    ? []
    : rewrite(query, 'Sort the values and remove what stands twice', edits);
}

/** Quotes do not count; case only between equals. */
function compare(a: string, b: string): number {
  const [x, y] = [a.replace(/^"|"$/g, ''), b.replace(/^"|"$/g, '')];
  const [lowerX, lowerY] = [x.toLowerCase(), y.toLowerCase()];
  if (lowerX !== lowerY) return lowerX < lowerY ? -1 : 1;
  return x < y ? -1 : 1;
}

function rewrite(
  query: RuleQuery,
  title: string,
  edits: readonly QueryEdit[],
): readonly Refactoring[] {
  return queryFix(query, title, { edits, isSafe: true }).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.RefactorRewrite,
    edits: fix.edits,
  }));
}

/** The innermost list of plain values of one field around the offset. */
function listAt({ parsed }: RuleQuery, offset: number): Junction | undefined {
  if (!parsed || parsed.problems.length > 0) return undefined;
  return junctionsOf(parsed.root).findLast(
    (node) =>
      node.span.start <= offset &&
      offset <= node.span.end &&
      node.children.every((child) => isListed(child) && isPlain(child)),
  );
}

function isPlain(node: Junction['children'][number]): boolean {
  return node.kind === 'is' || (node.kind === 'not' && node.child.kind === 'is');
}

function fieldSpan({ children: [first] }: Junction): Span | undefined {
  const clause = first?.kind === 'not' ? first.child : first;
  return clause?.kind === 'is' ? clause.field?.span : undefined;
}
