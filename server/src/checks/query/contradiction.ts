// contradiction: conditions that no event meets.
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import { partsOf } from './conjunctions';
import { excludeEachOther, fieldOf, inJunctions, pairFinding } from './logicPlaces';
import type { Place } from './logicPlaces';
import { implies } from './sameness';

export const contradiction: Check = {
  code: 'contradiction',
  severity: 'warning',
  doc: 'Two conditions exclude each other, so this part of the query never matches.',
  run: (input) => inJunctions(input, findContradictions),
};

function findContradictions({ node, fields }: Place): readonly Finding[] {
  if (node.kind !== 'and') return nothing;
  const parts = partsOf(node);
  const negations = parts.filter((part) => part.kind === 'not');
  for (const part of parts)
    for (const other of negations)
      if (implies(part, other.child, fields))
        return [
          pairFinding(other, part, 'Nothing satisfies both conditions: this part never matches.'),
        ];
  const conditions = parts.filter((part) => part.kind === 'is');
  for (const [at, part] of conditions.entries())
    for (const other of conditions.slice(at + 1))
      if (excludeEachOther(part, other, fields))
        return [
          pairFinding(
            other,
            part,
            `\`${fieldOf(part)}\` has one value, so it cannot be both: this part never matches. Join the values with \`or\`.`,
          ),
        ];
  return nothing;
}
