// negated-list: `not` beside `or` in a list of values.
import type { KqlNode } from '../../kql/ast';
import { isLoneWildcard } from '../../kql/terms';
import type { Fix } from '../../text/problem';
import { cover } from '../../text/span';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import { inJunctions } from './logicPlaces';
import type { Place } from './logicPlaces';
import { isListed } from './queries';
import { queryFix, queryTextAt, withBrackets } from './queryText';

export const negatedList: Check = {
  code: 'negated-list',
  severity: 'warning',
  doc: 'A `not` beside `or` in a list of values lets everything pass but that one value.',
  languages: ['kuery'],
  run: (input) => inJunctions(input, findNegatedList),
};

function findNegatedList(place: Place): readonly Finding[] {
  const { node } = place;
  if (node.kind !== 'or' || !node.children.every(isListed)) return nothing;
  // `(a or not *)`: this value or none.
  const negated = node.children.find((child) => child.kind === 'not' && !asksForNone(child));
  if (!negated) return nothing;
  return [
    {
      message: 'With `or` this lets everything pass but this one value, whatever else is listed.',
      span: negated.span,
      fixes: excludeFix(place),
    },
  ];
}

/** `not *`: the field has no value. */
function asksForNone(node: KqlNode): boolean {
  return node.kind === 'not' && node.child.kind === 'is' && isLoneWildcard(node.child.value);
}

/** `(a or b or not c)` was meant as `((a or b) and not c)`. */
function excludeFix({ node: { children }, query }: Place): readonly Fix[] {
  const spans = children.map((child) => withBrackets(query, child.span));
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last || children.some(asksForNone)) return [];
  const textsOf = (isWanted: (child: KqlNode) => boolean): readonly string[] =>
    children.flatMap((child, at) =>
      isWanted(child) ? [queryTextAt(query, spans[at] ?? child.span)] : [],
    );
  const wanted = textsOf(({ kind }) => kind !== 'not');
  const list = wanted.length > 1 ? [`(${wanted.join(' or ')})`] : wanted;
  const text = [...list, ...textsOf(({ kind }) => kind === 'not')].join(' and ');
  return queryFix(query, 'Exclude the negated values with `and`', {
    edits: [{ span: cover(first, last), text }],
    isSafe: false,
  });
}
