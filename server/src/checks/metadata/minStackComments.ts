// min-stack-comments: an oldest stack without a reason.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { addPair } from '../pairEdits';
import { metadataOf } from '../ruleTables';

const reason = {
  key: 'min_stack_comments',
  value: '"Say why"',
  below: 'min_stack_version',
} as const;

export const minStackComments: Check = {
  code: 'min-stack-comments',
  severity: 'warning',
  doc: '`min_stack_comments` says why `min_stack_version` is set.',
  needsWholeFile: true,
  run: ({ document }) => {
    const table = metadataOf(document);
    const version = stringAt(table, 'min_stack_version');
    const comments = stringAt(table, 'min_stack_comments');
    if (!version || (comments ? comments.value.trim() !== '' : table?.entries.has(reason.key)))
      return [];
    return [
      {
        message: '`min_stack_version` needs `min_stack_comments`: why can older stacks not run it?',
        span: version.span,
        fixes: comments ? [] : addPair(document, table, reason, 'Add `min_stack_comments`'),
      },
    ];
  },
};
