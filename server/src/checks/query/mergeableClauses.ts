// mergeable-clauses: conditions that could be one list.
import type { KqlNode, KqlTerm } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { inJunctions } from './logicPlaces';
import type { Place } from './logicPlaces';
import { isListed } from './queries';
import type { Junction } from './queries';
import { queryFix, queryTextAt, removeOperand, withBrackets } from './queryText';

export const mergeableClauses: Check = {
  code: 'mergeable-clauses',
  severity: 'information',
  doc: 'Conditions on one field side by side can be written as one list of values.',
  run: (input) => inJunctions(input, findMergeable),
};

/** A member of a group that can be merged: its field, and the text of its values. */
interface Member {
  readonly at: number;
  readonly field: string;
  readonly values: string;
}

function findMergeable(place: Place): readonly Finding[] {
  const { node } = place;
  if (node.children.every(isListed) || !mayShareFields(place)) return nothing;
  const groups = new Map<string, Member[]>();
  for (const [at, child] of node.children.entries()) {
    const member = memberOf(place, child, at);
    const group = member && groups.get(member.field);
    if (group) group.push(member);
    else if (member) groups.set(member.field, [member]);
  }
  return findEach([...groups.values()], (group) => mergeFinding(place, group));
}

/** Most groups have no two conditions on one field: that is told without a look into the text. */
function mayShareFields({ node }: Place): boolean {
  const fields = new Set<string>();
  return node.children.some((child) => {
    const positive = positiveOf(node, child);
    const field = fieldTerm(positive?.kind === 'or' ? positive.children[0] : positive);
    if (!field) return false;
    const name = termText(field);
    return fields.has(name) || !fields.add(name);
  });
}

/** In `or` the conditions themselves, in `and` their negations. */
function positiveOf({ kind }: Junction, child: KqlNode): KqlNode | undefined {
  if (kind === 'or') return child;
  return child.kind === 'not' ? child.child : undefined;
}

function memberOf({ node, query }: Place, child: KqlNode, at: number): Member | undefined {
  const positive = positiveOf(node, child);
  if (!positive) return undefined;
  if (positive.kind === 'is') {
    if (!positive.field || isListed(positive)) return undefined;
    const values = queryTextAt(query, positive.value.span);
    return { at, field: queryTextAt(query, positive.field.span), values };
  }
  if (positive.kind !== 'or' || !positive.children.every(isListed)) return undefined;
  const [first, ...rest] = positive.children;
  const field = fieldTerm(first)?.span;
  if (!first || !field || rest.some((other) => fieldTerm(other)?.span.start !== field.start))
    return undefined;
  const values = positive.children
    .map((value) => queryTextAt(query, withBrackets(query, value.span)))
    .join(' or ');
  return { at, field: queryTextAt(query, field), values };
}

function fieldTerm(node: KqlNode | undefined): KqlTerm | undefined {
  if (node?.kind === 'not') return fieldTerm(node.child);
  return node?.kind === 'is' ? node.field : undefined;
}

function mergeFinding({ node, query }: Place, group: readonly Member[]): readonly Finding[] {
  const [first, ...rest] = group;
  const target = node.children[first?.at ?? -1];
  if (!first || !target || rest.length === 0) return [];
  const list = group.map(({ values }) => values).join(' or ');
  const merged = `${node.kind === 'and' ? 'not ' : ''}${first.field}: (${list})`;
  const removals = rest.flatMap(({ at }) => {
    const edit = removeOperand(query, node.children, at);
    return edit ? [edit] : [];
  });
  const edits = [{ span: withBrackets(query, target.span), text: merged }, ...removals];
  const [second] = rest;
  return [
    {
      message: `These conditions on \`${first.field}\` can be one list of values.`,
      span: target.span,
      related: second ? relatedTo(node.children[second.at]) : [],
      fixes: queryFix(query, 'Merge into one list of values', { edits, isSafe: true }),
    },
  ];
}

function relatedTo(node: KqlNode | undefined): Finding['related'] & {} {
  return node ? [{ span: node.span, message: 'The other condition' }] : [];
}
