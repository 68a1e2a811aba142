// Takes fixes at their word: the problem goes, no other comes, and a safe one leaves the matches as they are.
import assert from 'node:assert/strict';
import * as fieldCatalog from '../../server/src/catalog/fieldCatalog';
import { runChecks } from '../../server/src/checks';
import { soundQueries } from '../../server/src/checks/query/queries';
import { compileKql } from '../../server/src/engine/compileKql';
import { layeredTypes } from '../../server/src/engine/fieldTypeLayers';
import type { Matcher } from '../../server/src/engine/matcher';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { checkContext } from '../../server/src/services/checkContext';
import { applyEdits } from '../../server/src/text/edits';
import type { Fix, Problem } from '../../server/src/text/problem';
import { seededRandom } from './mutate';
import { eventsFor } from './queryEvents';

const types = layeredTypes(new Map(), fieldCatalog);

/** All problems of a rule file; a comment at its top may name its path, such as `# rules/linux/a.toml`. */
export function problemsOf(
  text: string,
  path = /^# (\S+\.toml)\n/.exec(text)?.[1],
): readonly Problem[] {
  return runChecks(parseRule(text), checkContext(undefined, path));
}

/** Applies the fix and looks at what becomes of the rule. Gives the new text. */
export function checkFix(text: string, problem: Problem, fix: Fix, path?: string): string {
  const fixed = applyEdits(text, fix.edits);
  const countsOf = (file: string): ReadonlyMap<string, number> =>
    countCodes(problemsOf(file, path));
  const [before, after] = [countsOf(text), countsOf(fixed)];
  const what = `${problem.code}: ${fix.title}\n${fixed}`;
  assert.ok((after.get(problem.code) ?? 0) < (before.get(problem.code) ?? 0), `stays: ${what}`);
  for (const [code, count] of after)
    assert.ok(count <= (before.get(code) ?? 0), `${code} comes with ${what}`);
  if (fix.isSafe) checkSameMatches(parseRule(text), parseRule(fixed));
  return fixed;
}

function countCodes(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Both queries match the same of many documents that are made from the first one's values. */
export function checkSameMatches(before: RuleDocument, after: RuleDocument, count = 200): void {
  const [one, other] = [soundQueries(before)[0], soundQueries(after)[0]];
  if (!one) return;
  assert.ok(other, 'the fixed query does not parse');
  const [a, b] = [matcherOf(one.root), matcherOf(other.root)];
  if (!a) return;
  assert.ok(b, 'the fixed query would fail');
  for (const event of eventsFor(one, seededRandom(7), count))
    assert.equal(b.matches(event, 0), a.matches(event, 0), JSON.stringify(event));
}

function matcherOf(root: Parameters<typeof compileKql>[0]): Matcher | undefined {
  const compiled = compileKql(root, types);
  return compiled.kind === 'matcher' ? compiled.matcher : undefined;
}
