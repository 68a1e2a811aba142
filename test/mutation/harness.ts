// Seeds each kind of mistake into rules that have none and counts what the checks say of it.
import { runChecks } from '../../server/src/checks';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import type { OtherRules } from '../../server/src/checks/check';
import { identityOf } from '../../server/src/rule/ruleIdentity';
import { checkContext } from '../../server/src/services/checkContext';
import { RuleCollection } from '../../server/src/services/otherRules';
import type { Problem } from '../../server/src/text/problem';
import type { Span } from '../../server/src/text/span';
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
  /** Of those the ones whose report marks a line that differs from the original, or one beside it. */
  readonly atPlace: number;
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
  let atPlace = 0;
  for (const rule of shuffled(rules, random)) {
    if (mutants === limit) break;
    const mutant = kind.mutate({ ...rule, random });
    if (!mutant) continue;
    mutants++;
    const problems = newProblems(rule, mutant, all);
    const meant = problems.filter(({ code }) => kind.codes.includes(code));
    const added = new Set(problems.map(({ code }) => code));
    if (meant.length === 0) missed.push(`${rule.path} [${[...added].join(' ')}]`);
    const changed = changedLines(rule.document.text, mutant.text);
    if (meant.some(({ span }) => touches(mutant.text, span, changed))) atPlace++;
    for (const code of added)
      if (!kind.codes.includes(code)) besides.set(code, (besides.get(code) ?? 0) + 1);
  }
  return { name: kind.name, mutants, caught: mutants - missed.length, atPlace, missed, besides };
}

/** What is said of the mutant and not of the rule. */
function newProblems(
  rule: MutatedRule,
  { text, path = rule.path, isCopy }: Mutant,
  all: RuleCollection,
): readonly Problem[] {
  const before = new Map<string, number>();
  const beside = all.without(rule.path, { whole: '' });
  for (const problem of problemsOf(rule, beside)) {
    const said = saidBy(problem);
    before.set(said, (before.get(said) ?? 0) + 1);
  }
  const others = isCopy ? all.without(path, { whole: '' }) : beside;
  return problemsOf({ document: parseRule(text), path }, others).filter((problem) => {
    const said = saidBy(problem);
    const count = before.get(said) ?? 0;
    before.set(said, count - 1);
    return count <= 0;
  });
}

function problemsOf({ document, path }: MutatedRule, others: OtherRules): readonly Problem[] {
  return runChecks(document, { ...checkContext(undefined, path), others });
}

function saidBy({ code, message }: Problem): string {
  return `${code} ${message}`;
}

/** Numbers of the first and the last line of the mutant that differ, from 0. */
function changedLines(before: string, after: string): readonly [first: number, last: number] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const least = Math.min(old.length, now.length);
  let first = 0;
  while (first < least && old[first] === now[first]) first++;
  let same = 0;
  while (same < least - first && old.at(-1 - same) === now.at(-1 - same)) same++;
  return [first, Math.max(first, now.length - 1 - same)];
}

/** A whole query that is marked says no more than that it is in there. */
const longestPlace = 12;

function touches(text: string, span: Span, [first, last]: readonly [number, number]): boolean {
  const start = text.slice(0, span.start).split('\n').length - 1;
  const end = start + text.slice(span.start, span.end).split('\n').length - 1;
  return end - start <= longestPlace && start <= last + 1 && end >= first - 1;
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
