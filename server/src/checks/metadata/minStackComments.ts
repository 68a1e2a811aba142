// min-stack-comments: an oldest stack without a reason.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { insertLineBelow } from '../lines';
import { metadataOf } from '../ruleTables';

export const minStackComments: Check = {
  code: 'min-stack-comments',
  severity: 'warning',
  doc: '`min_stack_comments` says why `min_stack_version` is set.',
  needsWholeFile: true,
  run: ({ document }) => {
    const table = metadataOf(document);
    const version = stringAt(table, 'min_stack_version');
    if (!version || table?.entries.has('min_stack_comments')) return [];
    return [
      {
        message: '`min_stack_version` needs `min_stack_comments`: why can older stacks not run it?',
        span: version.span,
        fixes: [
          {
            title: 'Add `min_stack_comments`',
            edits: [insertLineBelow(document.text, version.span, 'min_stack_comments = "Say why"')],
            isSafe: false,
          },
        ],
      },
    ];
  },
};
