// contradiction: conditions that no event meets.
import type { KqlNode, KqlNot, KqlOr } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import type { FieldsHere } from './comparison';
import { partsOf } from './conjunctions';
import { findEqlContradictions } from './eqlLogic';
import { excludeEachOther, fieldOf } from './exclusion';
import { inJunctions, pairFinding } from './logicPlaces';
import { firstField } from './queries';
import type { Place } from './logicPlaces';
import { implies } from './sameness';

export const contradiction: Check = {
  code: 'contradiction',
  severity: 'warning',
  doc: 'Two conditions exclude each other, so this part of the query never matches.',
  run: (input) =>
    input.document.query?.eql
      ? findEqlContradictions(input.document)
      : inJunctions(input, findContradictions),
};

function findContradictions({ node, fields }: Place): readonly Finding[] {
  if (node.kind !== 'and') return nothing;
  const parts = partsOf(node);
  const negations = parts.filter((part) => part.kind === 'not');
  for (const part of parts)
    for (const other of negations)
      if (implies(part, other.child, fields)) return [neverFinding(other, part)];
  const pair = findApart(parts, fields);
  if (pair) return [apartFinding(...pair)];
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

function isEmptied({ children }: KqlOr, negations: readonly KqlNot[], fields: FieldsHere): boolean {
  return children.every((child) =>
    negations.some((negation) => implies(child, negation.child, fields)),
  );
}
