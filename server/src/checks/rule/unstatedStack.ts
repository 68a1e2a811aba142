// unstated-stack: an option that the oldest supported stack does not know, in a rule that does not say so.
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { lowestStack } from '../metadata/supportedStack';
import { addPair } from '../pairEdits';
import { isDeprecated, metadataOf } from '../ruleTables';
import { isBefore, newestOptions, versionOf } from './stackVersion';
import type { StackOption } from './stackVersion';

export const unstatedStack: Check = {
  code: 'unstated-stack',
  severity: 'information',
  doc: 'An option needs a newer stack than the oldest supported one, 8.19, and the rule has no `min_stack_version`.',
  needsWholeFile: true,
  run: findUnstated,
};

function findUnstated({ document }: CheckInput): readonly Finding[] {
  const { threshold, indicatorMatch } = document.rule;
  if (!threshold && !indicatorMatch) return nothing;
  const table = metadataOf(document);
  if (!table || table.entries.has('min_stack_version') || isDeprecated(document)) return nothing;
  return findEach(newestOptions(document), (option) => {
    const { what, since, span } = option;
    if (!isBefore([lowestStack.major, lowestStack.minor], versionOf(since))) return nothing;
    const message = `${what} needs stack ${since}, but without \`min_stack_version\` the rule is for ${lowestStack.major}.${lowestStack.minor} and later.`;
    return [{ message, span, fixes: addStack(document, option) }];
  });
}

/** With the reason that the repository wants beside it. */
function addStack(document: CheckInput['document'], { what, since }: StackOption): readonly Fix[] {
  const pairs = {
    min_stack_version: `${since}.0`,
    min_stack_comments: `${what.replaceAll('`', '')} needs stack ${since}`,
  };
  const edits = Object.entries(pairs).flatMap(([key, value]) =>
    addPair(document, metadataOf(document), { key, value: JSON.stringify(value) }).flatMap(
      (fix) => fix.edits,
    ),
  );
  const title = `Add \`min_stack_version = "${since}.0"\` and a reason`;
  return edits.length > 0 ? [{ title, edits, isSafe: false }] : [];
}
