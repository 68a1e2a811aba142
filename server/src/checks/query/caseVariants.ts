// case-variants: values that differ by case alone.
import type { KqlIs } from '../../kql/ast';
import { plainText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { fieldOf, inJunctions } from './logicPlaces';
import type { Place } from './logicPlaces';
import { isWholeText } from './sameness';

export const caseVariants: Check = {
  code: 'case-variants',
  severity: 'hint',
  doc: 'Values that differ by case alone: the field compares case, and other spellings are still left out.',
  run: (input) => inJunctions(input, findCaseVariants),
};

function findCaseVariants({ node, fields }: Place): readonly Finding[] {
  const seen = new Map<string, KqlIs[]>();
  return findEach(node.children, (child) => {
    const text = child.kind === 'is' && child.field ? plainText(child.value) : undefined;
    if (child.kind !== 'is' || text === undefined) return nothing;
    const small = text.toLowerCase();
    const alike = seen.get(small);
    const field = fieldOf(child);
    const earlier = alike?.find((other) => fieldOf(other) === field);
    if (!earlier) {
      if (alike) alike.push(child);
      else seen.set(small, [child]);
      return nothing;
    }
    if (plainText(earlier.value) === text || !isWholeText(field, fields)) return nothing;
    return [
      {
        message: `This differs from another value by case alone. \`${field}\` compares case: other spellings are still left out.`,
        span: child.value.span,
        related: [{ span: earlier.value.span, message: 'The other spelling' }],
      },
    ];
  });
}
