// Conditions of EQL beside each other: one said twice, and two that exclude each other.
import { findField } from '../../catalog/fieldCatalog';
import type { EqlExpression, EqlLogic } from '../../eql/ast';
import { eqlSpan, isSameEql } from '../../eql/walk';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlAskedValues, eqlConjuncts, eqlFieldOf, eqlParts } from './eqlClauses';

export function findEqlDuplicates(document: RuleDocument): readonly Finding[] {
  return findEach(eqlParts(document)?.junctions ?? [], ({ items }) =>
    findEach(pairsOnOneField(items), ([earlier, later]) =>
      isSameEql(earlier, later)
        ? [pairFinding(later, earlier, 'This condition stands here twice.')]
        : nothing,
    ),
  );
}

export function findEqlContradictions(document: RuleDocument): readonly Finding[] {
  return findEach(eqlParts(document)?.junctions ?? [], findContradiction);
}

function findContradiction(junction: EqlLogic): readonly Finding[] {
  if (junction.kind !== 'and') return nothing;
  const items = eqlConjuncts(junction);
  for (const [earlier, later] of pairsOnOneField(items)) {
    if (isOpposite(earlier, later) || isOpposite(later, earlier))
      return [
        pairFinding(later, earlier, 'Nothing satisfies both conditions: this part never matches.'),
      ];
    const name = singleFieldOf(earlier);
    if (name !== undefined && areApart(earlier, later, name))
      return [
        pairFinding(
          later,
          earlier,
          `\`${name}\` has one value, so it cannot be both: this part never matches.`,
        ),
      ];
  }
  return nothing;
}

type Pair = readonly [earlier: EqlExpression, later: EqlExpression];

const noPairs: readonly Pair[] = [];

/** Conditions on the same field, negated or not; the others cannot say the same. */
function pairsOnOneField(items: readonly EqlExpression[]): readonly Pair[] {
  let pairs: Pair[] | undefined;
  const earlier = new Map<string, EqlExpression[]>();
  for (const item of items) {
    const name = fieldOf(item);
    const others = name === undefined ? undefined : earlier.get(name);
    if (others) {
      for (const other of others) (pairs ??= []).push([other, item]);
      others.push(item);
    } else if (name !== undefined) earlier.set(name, [item]);
  }
  return pairs ?? noPairs;
}

function fieldOf(item: EqlExpression): string | undefined {
  return eqlFieldOf(item.kind === 'not' ? item.item : item);
}

function isOpposite(item: EqlExpression, other: EqlExpression): boolean {
  return item.kind === 'not' && isSameEql(item.item, other);
}

/** ECS and the Windows event log say that the field is no list. */
function singleFieldOf(item: EqlExpression): string | undefined {
  const name = eqlFieldOf(item);
  const info = name === undefined ? undefined : findField(name);
  const isDescribed = info?.source === 'ecs' || info?.source === 'windows';
  return isDescribed && info.isArray !== true ? name : undefined;
}

function areApart(item: EqlExpression, other: EqlExpression, name: string): boolean {
  const texts = eqlAskedValues(item, name)?.map((text) => text.toLowerCase());
  const others = eqlAskedValues(other, name)?.map((text) => text.toLowerCase());
  return (
    texts !== undefined && others !== undefined && !texts.some((text) => others.includes(text))
  );
}

function pairFinding(later: EqlExpression, earlier: EqlExpression, message: string): Finding {
  return {
    message,
    span: eqlSpan(later),
    related: [{ span: eqlSpan(earlier), message: 'The other condition' }],
  };
}
