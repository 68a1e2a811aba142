// Applies every safe fix of a rule, again and again until none is left.
import { runChecks } from '../checks/index';
import type { CheckContext } from '../checks/check';
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { applyEdits, compatible } from '../text/edits';
import type { Fix, Problem } from '../text/problem';

/** Fixes may make room for others; a circle of two would be a mistake of ours, and ends here. */
const maxRounds = 20;

/** The text of the rule with all safe fixes of the problems that `isWanted`; the same text if there is none. */
export function fixAll(
  document: RuleDocument,
  context: CheckContext,
  isWanted: (problem: Problem) => boolean = () => true,
): string {
  let current = document;
  for (let round = 0; round < maxRounds; round++) {
    const fixes = runChecks(current, context).filter(isWanted).flatMap(safeFix);
    if (fixes.length === 0) break;
    const edits = compatible(fixes.map((fix) => fix.edits));
    const text = applyEdits(current.text, edits);
    if (text === current.text) break;
    current = parseRule(text);
  }
  return current.text;
}

/** The fix to take without asking: the first, if it is safe. */
export function safeFix({ fixes }: Problem): readonly Fix[] {
  const [first] = fixes ?? [];
  return first?.isSafe === true ? [first] : [];
}
