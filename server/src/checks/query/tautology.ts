// tautology: conditions of which one always holds.
import type { KqlNot } from '../../kql/ast';
import type { Fix } from '../../text/problem';
import type { Check, Finding } from '../check';
import { excludeEachOther, fieldOf } from './exclusion';
import { inJunctions, pairFinding } from './logicPlaces';
import type { Place } from './logicPlaces';
import { isListed } from './queries';
import { queryFix, queryTextAt } from './queryText';
import { implies } from './sameness';

export const tautology: Check = {
  code: 'tautology',
  severity: 'warning',
  doc: 'This part of the query matches every event: one of its conditions always holds.',
  languages: ['kuery'],
  run: (input) => inJunctions(input, findTautologies),
};

function findTautologies({ node, query, fields }: Place): readonly Finding[] {
  if (node.kind !== 'or') return [];
  for (const part of node.children) {
    if (part.kind !== 'not') continue;
    for (const other of node.children) {
      if (other === part) continue;
      if (other.kind === 'not' && excludeEachOther(part.child, other.child, fields))
        return [exclusionFinding({ node, query, fields }, part, other)];
      if (implies(part.child, other, fields))
        return [
          pairFinding(
            other,
            part,
            'One of these two conditions always holds: this part matches every event.',
          ),
        ];
    }
  }
  return [];
}

function exclusionFinding(place: Place, part: KqlNot, other: KqlNot): Finding {
  const field = fieldOf(part.child) ?? '';
  const message = `\`${field}\` has one value, so one of these always holds: this part matches every event. To exclude both values write \`not ${field}: (… or …)\`.`;
  return { ...pairFinding(other, part, message), fixes: excludeAllFix(place) };
}

/** `not f: a or not f: b` was meant as `not f: (a or b)`. */
function excludeAllFix({ node, query }: Place): readonly Fix[] {
  const values = node.children.flatMap((child) =>
    child.kind === 'not' && child.child.kind === 'is' && child.child.field ? [child.child] : [],
  );
  const [first] = values;
  if (!first?.field || values.length !== node.children.length || isListed(first)) return [];
  const field = queryTextAt(query, first.field.span);
  if (values.some((value) => fieldOf(value) !== fieldOf(first))) return [];
  const list = values.map((value) => queryTextAt(query, value.value.span)).join(' or ');
  const edits = [{ span: node.span, text: `not ${field}: (${list})` }];
  return queryFix(query, 'Exclude all of these values', { edits, isSafe: false });
}
