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
  for (const [at, part] of parts.entries())
    for (const [otherAt, other] of parts.entries()) {
      if (other.kind === 'not') {
        if (!implies(part, other.child, fields)) continue;
        return [
          pairFinding(other, part, 'Nothing satisfies both conditions: this part never matches.'),
        ];
      }
      if (otherAt > at && excludeEachOther(part, other, fields))
        return [
          pairFinding(
            other,
            part,
            `\`${fieldOf(part)}\` has one value, so it cannot be both: this part never matches. Join the values with \`or\`.`,
          ),
        ];
    }
  return [];
}
