// mergeable-clauses: conditions that could be one list.
import { findField } from '../../catalog/fieldCatalog';
import type { KqlIs, KqlNode } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { fieldOf } from './exclusion';
import { inJunctions } from './logicPlaces';
import type { Place } from './logicPlaces';
import { listField } from './queries';
import type { Junction } from './queries';
import { queryFix, queryTextAt, removeOperand, withBrackets } from './queryText';
import type { QueryEdit } from './queryText';
import { implies } from './sameness';

export const mergeableClauses: Check = {
  code: 'mergeable-clauses',
  severity: 'information',
  doc: 'Conditions on one field side by side can be written as one list of values.',
  languages: ['kuery'],
  run: (input) => inJunctions(input, findMergeable),
};

function findMergeable(place: Place): readonly Finding[] {
  return findEach(mergeGroups(place), (group) => {
    const [first, second] = group;
    if (!first || !second || holdsSeveral(first.field, place)) return nothing;
    return [
      {
        message: `These conditions on \`${first.field}\` can be one list of values.`,
        span: first.child.span,
        related: [{ span: second.child.span, message: 'The other condition' }],
        fixes: queryFix(place.query, 'Merge into one list of values', {
          edits: mergeEdits(place, group),
          isSafe: true,
        }),
      },
    ];
  });
}

/** On lists and in texts it may be meant that different values or words meet the conditions. */
function holdsSeveral(field: string, { fields }: Place): boolean {
  const type = fields.find(field)?.type;
  if (type === 'text' || type === 'match_only_text') return true;
  return findField(fields.path + field)?.isArray === true;
}

/** A condition on one field that can be merged with others. */
export interface Mergeable {
  readonly at: number;
  readonly child: KqlNode;
  readonly field: string;
  readonly values: readonly KqlIs[];
}

/** Two or more conditions each: in `or` the conditions themselves, in `and` their negations. */
export function mergeGroups({ node }: Pick<Place, 'node'>): readonly (readonly Mergeable[])[] {
  const [head] = node.children;
  // The values of a list are one list already.
  if ((head && listField(head)) || !mayShareFields(node)) return [];
  const groups = new Map<string, Mergeable[]>();
  for (const [at, child] of node.children.entries()) {
    const positive = positiveOf(node, child);
    const field = positive && fieldOf(positive);
    const values = positive && plainValues(positive);
    if (field === undefined || !values) continue;
    const group = groups.get(field);
    if (group) group.push({ at, child, field, values });
    else groups.set(field, [{ at, child, field, values }]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Most groups have no two conditions on one field: that is told at once. */
function mayShareFields(node: Junction): boolean {
  const fields = new Set<string>();
  return node.children.some((child) => {
    let first = positiveOf(node, child);
    while (first?.kind === 'or') first = first.children[0];
    const name = first?.kind === 'is' && first.field ? termText(first.field) : undefined;
    return name !== undefined && (fields.has(name) || !fields.add(name));
  });
}

function positiveOf({ kind }: Junction, child: KqlNode): KqlNode | undefined {
  if (kind === 'or') return child;
  return child.kind === 'not' ? child.child : undefined;
}

/** Of a condition or a list of alternatives; undefined where it says more. */
function plainValues(node: KqlNode): readonly KqlIs[] | undefined {
  if (node.kind === 'is') return [node];
  if (node.kind !== 'or') return undefined;
  const all = node.children.map(plainValues);
  return all.every((values) => values !== undefined) ? all.flat() : undefined;
}

/** The first condition becomes the list, the others go. */
export function mergeEdits(
  { node, query, fields }: Place,
  group: readonly Mergeable[],
): readonly QueryEdit[] {
  const [first, ...rest] = group;
  const [value] = first?.values ?? [];
  if (!first || !value?.field) return [];
  const kept: KqlIs[] = [];
  const all = group.flatMap(({ values }) => values);
  for (const [at, one] of all.entries()) {
    const isIdle = all
      .slice(at + 1)
      .some((later) => implies(one, later, fields) && !implies(later, one, fields));
    if (!isIdle && !kept.some((earlier) => implies(one, earlier, fields))) kept.push(one);
  }
  const list = kept.map((one) => queryTextAt(query, one.value.span)).join(' or ');
  const field = queryTextAt(query, value.field.span);
  const text = `${node.kind === 'and' ? 'not ' : ''}${field}: (${list})`;
  const removals = rest.flatMap(({ at }) => removeOperand(query, node.children, at) ?? []);
  return [{ span: withBrackets(query, first.child.span), text }, ...removals];
}
