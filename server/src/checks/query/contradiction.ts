// contradiction: conditions that no event meets.
import type { KqlNode, KqlNot, KqlOr } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { RuleQuery } from '../../rule/ruleDocument';
import { toDecoded } from '../../text/offsetMap';
import type { Fix } from '../../text/problem';
import { cover } from '../../text/span';
import type { Span } from '../../text/span';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import type { FieldsHere } from './comparison';
import { partsOf } from './conjunctions';
import { findEqlContradictions } from './eqlLogic';
import { excludeEachOther, fieldOf } from './exclusion';
import { inJunctions, pairFinding } from './logicPlaces';
import { firstField, isListed } from './queries';
import { queryFix, queryTextAt, removeOperand, withBrackets } from './queryText';
import type { QueryEdit } from './queryText';
import type { Place } from './logicPlaces';
import { implies } from './sameness';

export const contradiction: Check = {
  code: 'contradiction',
  severity: 'warning',
  doc: 'Two conditions exclude each other, so this part of the query never matches.',
  languages: ['kuery', 'eql'],
  run: (input) =>
    input.document.query?.eql
      ? findEqlContradictions(input.document)
      : inJunctions(input, findContradictions),
};

function findContradictions(place: Place): readonly Finding[] {
  const { node, fields } = place;
  if (node.kind !== 'and') return nothing;
  const parts = partsOf(node);
  const negations = parts.filter((part) => part.kind === 'not');
  for (const part of parts)
    for (const other of negations)
      if (implies(part, other.child, fields)) return [neverFinding(other, part)];
  const pair = findApart(parts, fields);
  if (pair) return [{ ...apartFinding(...pair), fixes: joinFix(place, pair) }];
  // One negation after the other takes all alternatives away.
  for (const part of parts)
    if (part.kind === 'or' && negations.length > 1 && isEmptied(part, negations, fields))
      return negations.slice(-1).map((other) => neverFinding(other, part));
  return nothing;
}

function neverFinding(node: KqlNode, other: KqlNode): Finding {
  return pairFinding(node, other, 'Nothing satisfies both conditions: this part never matches.');
}

/** Two conditions that no single value satisfies both. */
function findApart(
  parts: readonly KqlNode[],
  fields: FieldsHere,
): readonly [KqlNode, KqlNode] | undefined {
  const names = parts.map((part) => {
    const field = part.kind === 'not' ? undefined : firstField(part);
    return field && termText(field);
  });
  // Most ask about each field once.
  if (new Set(names).size === names.length) return undefined;
  for (const [at, name] of names.entries()) {
    if (name === undefined) continue;
    for (let other = names.indexOf(name); other < at; other = names.indexOf(name, other + 1)) {
      const [a, b] = [parts[other], parts[at]];
      if (a && b && excludeEachOther(a, b, fields)) return [a, b];
    }
  }
  return undefined;
}

function apartFinding(part: KqlNode, other: KqlNode): Finding {
  const advice = part.kind === 'is' && other.kind === 'is' ? ' Join the values with `or`.' : '';
  return pairFinding(
    other,
    part,
    `\`${fieldOf(part) ?? ''}\` has one value, so it cannot be both: this part never matches.${advice}`,
  );
}

/** `f: a and f: b` was meant as `f: (a or b)`, and a list of `and` as one of `or`. */
function joinFix(place: Place, [part]: readonly [KqlNode, KqlNode]): readonly Fix[] {
  const edits =
    part.kind === 'is' && isListed(part) ? joinedList(place) : joinedConditions(place, part);
  if (edits.length === 0) return [];
  return queryFix(place.query, 'Join the values with `or`', { edits, isSafe: false });
}

function joinedList({ node: { children }, query }: Place): readonly QueryEdit[] {
  const values = children.map(({ span }) => withBrackets(query, span));
  const [first] = values;
  const last = values.at(-1);
  if (!first || !last || !children.every((child) => child.kind === 'is' && isListed(child)))
    return [];
  const span = cover(first, last);
  if (isAmongOthers(query, span)) return [];
  return [{ span, text: values.map((value) => queryTextAt(query, value)).join(' or ') }];
}

/** All conditions beside this one that ask its field for a value. */
function joinedConditions({ node, query }: Place, part: KqlNode): readonly QueryEdit[] {
  const alike = node.children.flatMap((child, at) =>
    child.kind === 'is' && !isListed(child) && fieldOf(child) === fieldOf(part)
      ? [{ child, at }]
      : [],
  );
  const [first, ...rest] = alike;
  if (first?.child.field === undefined || rest.length === 0 || part.kind !== 'is') return [];
  const values = alike.map(({ child }) => queryTextAt(query, child.value.span));
  const text = `${queryTextAt(query, first.child.field.span)}: (${values.join(' or ')})`;
  return [
    { span: withBrackets(query, first.child.span), text },
    ...rest.flatMap(({ at }) => removeOperand(query, node.children, at) ?? []),
  ];
}

/** An operator stands beside the span, so that `or` in it would take more or less than the values. */
function isAmongOthers({ text, node }: RuleQuery, { start, end }: Span): boolean {
  const before = text.slice(0, toDecoded(node.map, start)).trimEnd();
  const after = text.slice(toDecoded(node.map, end)).trimStart();
  return !before.endsWith('(') || !after.startsWith(')');
}

function isEmptied({ children }: KqlOr, negations: readonly KqlNot[], fields: FieldsHere): boolean {
  return children.every((child) =>
    negations.some((negation) => implies(child, negation.child, fields)),
  );
}
