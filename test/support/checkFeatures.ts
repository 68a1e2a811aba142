// One helper per editor feature: tests are drawings and touch the API only here.
import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver';
import { runChecks } from '../../server/src/checks';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { checkContext } from '../../server/src/services/checkContext';
import type { CompletionContext } from '../../server/src/services/completionContext';
import { doCompletion } from '../../server/src/services/completion';
import { doHover } from '../../server/src/services/hover';
import { drawProblems, eraseProblems, readCursor } from './drawing';

/** The problems with this code are exactly those drawn into the source. */
export function checkProblems(code: string, source: string): void {
  const text = eraseProblems(source);
  const problems = runChecks(parseRule(text), checkContext()).filter(
    (problem) => problem.code === code,
  );
  assert.equal(drawProblems(text, problems), source);
}

/** The message of the first problem with this code. */
export function checkMessage(code: string, source: string, message: string): void {
  const problem = runChecks(parseRule(source), checkContext()).find(
    (candidate) => candidate.code === code,
  );
  assert.equal(problem?.message, message);
}

/** The Markdown of the hover at the cursor; '' where there is none. */
export function hoverText(source: string): string {
  const { text, offset } = readCursor(source);
  const contents = doHover(parseRule(text), offset)?.contents;
  if (contents === undefined) return '';
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** Every pattern is found in the hover at the cursor; without patterns there is no hover. */
export function checkHover(source: string, ...patterns: readonly RegExp[]): void {
  const text = hoverText(source);
  if (patterns.length === 0) assert.equal(text, '');
  for (const pattern of patterns) assert.match(text, pattern);
}

/** The items offered at the cursor, in the order an editor shows them. */
export function completionsAt(
  source: string,
  context?: CompletionContext,
): readonly CompletionItem[] {
  const { text, offset } = readCursor(source);
  const items = doCompletion(parseRule(text), offset, context)?.items ?? [];
  const rank = (item: CompletionItem): string => item.sortText ?? item.label;
  return [...items].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

export interface ExpectedItems {
  /** These are offered, in this order, others may stand between. */
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
}

export function checkCompletion(source: string, { has = [], hasNot = [] }: ExpectedItems): void {
  const labels = completionsAt(source).map((item) => item.label);
  assert.deepEqual(
    labels.filter((label) => has.includes(label)),
    has,
  );
  assert.deepEqual(
    labels.filter((label) => hasNot.includes(label)),
    [],
  );
}
