// Seeds each kind of mistake into rules that have none and counts what the checks say of it.
import { runChecks } from '../../server/src/checks';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import type { OtherRules } from '../../server/src/checks/check';
import { identityOf } from '../../server/src/rule/ruleIdentity';
import { checkContext } from '../../server/src/services/checkContext';
import { RuleCollection } from '../../server/src/services/otherRules';
import { oncePer } from '../../server/src/text/oncePer';
import { seededRandom } from '../support/mutate';
import type { MistakeKind, Mutant } from './mistake';

export interface MutatedRule {
  readonly document: RuleDocument;
  readonly path: string;
}

export interface KindResult {
  readonly name: string;
  readonly mutants: number;
  readonly caught: number;
  /** Rules whose mistake nothing reports, with what was said instead. */
  readonly missed: readonly string[];
  /** Problems of another kind than the mistake, by code. */
  readonly besides: ReadonlyMap<string, number>;
}

/** At most `limit` mutants of a kind, over rules in an order drawn by the seed. */
export function seedMistakes(
  kind: MistakeKind,
  rules: readonly MutatedRule[],
  limit: number,
): KindResult {
  const all = collectionOf(rules);
  const random = seededRandom(kind.name.length * 7919 + 1);
  const missed: string[] = [];
  const besides = new Map<string, number>();
  let mutants = 0;
  for (const rule of shuffled(rules, random)) {
    if (mutants === limit) break;
    const mutant = kind.mutate({ ...rule, random });
    if (!mutant) continue;
    mutants++;
    const added = newCodes(rule, mutant, all);
    if (!added.some((code) => kind.codes.includes(code)))
      missed.push(`${rule.path} [${added.join(' ')}]`);
    for (const code of added)
      if (!kind.codes.includes(code)) besides.set(code, (besides.get(code) ?? 0) + 1);
  }
  return { name: kind.name, mutants, caught: mutants - missed.length, missed, besides };
}

/** Codes of what is said of the mutant and not of the rule; hints apart from those. */
function newCodes(
  rule: MutatedRule,
  { text, path = rule.path, isCopy }: Mutant,
  all: RuleCollection,
): readonly string[] {
  const before = new Map<string, number>();
  const beside = all.without(rule.path, { whole: '' });
  for (const said of saidOf(rule, beside)) before.set(said, (before.get(said) ?? 0) + 1);
  const others = isCopy ? all.without(path, { whole: '' }) : beside;
  const added = saidOf({ document: parseRule(text), path }, others).filter((said) => {
    const count = before.get(said) ?? 0;
    before.set(said, count - 1);
    return count <= 0;
  });
  return [...new Set(added.map((said) => said.slice(0, said.indexOf(' '))))];
}

function saidOf({ document, path }: MutatedRule, others: OtherRules): readonly string[] {
  return runChecks(document, { ...checkContext(undefined, path), others }).map(
    ({ code, message }) => `${code} ${message}`,
  );
}

const collectionOf = oncePer(
  (rules: readonly MutatedRule[]) =>
    new RuleCollection(rules.map(({ document, path }) => ({ path, ...identityOf(document) }))),
);

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
