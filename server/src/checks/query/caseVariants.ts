// case-variants: values that differ by case alone.
import type { KqlIs } from '../../kql/ast';
import { plainText, termText } from '../../kql/terms';
import type { Check, CheckInput, Finding } from '../check';
import { inJunctions } from './operatorPlaces';
import type { Place } from './operatorPlaces';
import { isWholeText } from './sameness';

export const caseVariants: Check = {
  code: 'case-variants',
  severity: 'hint',
  doc: 'Values that differ by case alone: the field compares case, and other spellings are still left out.',
  run: (input) => inJunctions(input, (place) => findCaseVariants(place, input)),
};

function findCaseVariants(
  { node }: Place,
  { context: { fields } }: CheckInput,
): readonly Finding[] {
  const seen = new Map<string, KqlIs>();
  return node.children.flatMap((child) => {
    if (child.kind !== 'is' || !child.field) return [];
    const field = termText(child.field);
    const text = plainText(child.value);
    if (text === undefined || !isWholeText(field, fields)) return [];
    const key = `${field}\u0000${text.toLowerCase()}`;
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, child);
      return [];
    }
    if (plainText(earlier.value) === text) return [];
    return [
      {
        message: `This differs from another value by case alone. \`${field}\` compares case: other spellings are still left out.`,
        span: child.value.span,
        related: [{ span: earlier.value.span, message: 'The other spelling' }],
      },
    ];
  });
}
