// The safe fixes of one file as edits that a preview can show, each with the code of the check it belongs to.
import type { TextEdit } from 'vscode-languageserver';
import { runChecks } from '../checks/index';
import type { CheckContext } from '../checks/check';
import type { RuleDocument } from '../rule/ruleDocument';
import { applyEdits, compatible, differenceEdit } from '../text/edits';
import { fixAll, safeFix } from './fixAll';
import { toRange } from './position';

export interface FixPlan {
  /** Problems by code that the edits make go away. */
  readonly counts: Readonly<Record<string, number>>;
  readonly edits: readonly PlannedEdit[];
}

/** Without a code: fixes of several checks that build on each other. */
export interface PlannedEdit extends TextEdit {
  readonly code?: string;
}

/** Undefined where there is nothing to fix without looking. */
export function planFixes(document: RuleDocument, context: CheckContext): FixPlan | undefined {
  const fixes = runChecks(document, context).flatMap((problem) =>
    safeFix(problem).map((fix) => ({ code: problem.code, edits: fix.edits })),
  );
  const taken = new Set(compatible(fixes.map(({ edits }) => edits)));
  const first = fixes.filter(({ edits }) => edits.every((edit) => taken.has(edit)));
  const text = fixAll(document, context);
  if (text === document.text) return undefined;
  const counts: Record<string, number> = {};
  for (const { code } of fixes) counts[code] = (counts[code] ?? 0) + 1;
  if (applyEdits(document.text, [...taken]) !== text) {
    const { span, text: newText } = differenceEdit(document.text, text);
    return { counts, edits: [{ range: toRange(document, span), newText }] };
  }
  const edits = first.flatMap(({ code, edits }) =>
    edits.map(({ span, text: newText }) => ({ code, range: toRange(document, span), newText })),
  );
  return { counts, edits };
}
