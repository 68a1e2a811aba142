// case-variants: values that differ by case alone.
import type { KqlIs, KqlNode } from '../../kql/ast';
import { isLoneWildcard, termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { isWholeText } from './comparison';
import { inJunctions } from './logicPlaces';
import type { Place } from './logicPlaces';

export const caseVariants: Check = {
  code: 'case-variants',
  severity: 'hint',
  doc: 'Values that differ by case alone: the field compares case, and other spellings are still left out.',
  languages: ['kuery'],
  run: (input) => inJunctions(input, findCaseVariants),
};

function findCaseVariants({ node, fields }: Place): readonly Finding[] {
  if (!mayDifferByCase(node.children)) return nothing;
  const seen = new Map<string, KqlNode[]>();
  return findEach(node.children, (child) => {
    const own = conditionOf(child);
    if (!own?.field || isLoneWildcard(own.value)) return nothing;
    const text = termText(own.value);
    const small = text.toLowerCase();
    const alike = seen.get(small);
    const field = termText(own.field);
    const earlier = alike?.find((other) => isBeside(other, child));
    if (!earlier) {
      if (alike) alike.push(child);
      else seen.set(small, [child]);
      return nothing;
    }
    const other = conditionOf(earlier)?.value ?? own.value;
    if (termText(other) === text || !isWholeText(field, fields)) return nothing;
    return [
      {
        message: `This differs from another value by case alone. \`${field}\` compares case: other spellings are still left out.`,
        span: own.value.span,
        related: [{ span: other.span, message: 'The other spelling' }],
      },
    ];
  });
}

/** Two of the values are the same in small letters: few lists have such. */
function mayDifferByCase(nodes: readonly KqlNode[]): boolean {
  const seen = new Set<string>();
  let values = 0;
  for (const node of nodes) {
    const value = conditionOf(node)?.value;
    if (!value) continue;
    values++;
    seen.add(termText(value).toLowerCase());
  }
  return seen.size < values;
}

/** A condition or what is negated. */
function conditionOf(node: KqlNode): KqlIs | undefined {
  if (node.kind === 'not') return conditionOf(node.child);
  return node.kind === 'is' ? node : undefined;
}

/** Both on one field, both negated or neither, both patterns or neither. */
function isBeside(a: KqlNode, b: KqlNode): boolean {
  const [one, other] = [conditionOf(a), conditionOf(b)];
  return (
    a.kind === b.kind &&
    one?.field !== undefined &&
    other?.field !== undefined &&
    termText(one.field) === termText(other.field) &&
    (one.value.kind === 'wildcard') === (other.value.kind === 'wildcard')
  );
}
