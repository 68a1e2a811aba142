// duplicate-tag: a tag that stands twice.
import type { Check } from '../check';
import { nothing } from '../findEach';
import { removeTag, tagNames } from './tagList';

export const duplicateTag: Check = {
  code: 'duplicate-tag',
  severity: 'warning',
  doc: 'A tag stands twice in the list.',
  run: ({ document }) => {
    if (tagNames(document).size === document.rule.tags.length) return nothing;
    const first = new Map<string, (typeof document.rule.tags)[number]>();
    return document.rule.tags.flatMap((tag) => {
      const earlier = first.get(tag.value);
      if (!earlier) {
        first.set(tag.value, tag);
        return [];
      }
      const edits = removeTag(document, tag);
      return [
        {
          message: `The tag \`${tag.value}\` stands twice.`,
          span: tag.span,
          related: [{ span: earlier.span, message: 'The first' }],
          fixes: edits.length > 0 ? [{ title: 'Remove it', edits, isSafe: true }] : [],
        },
      ];
    });
  },
};
