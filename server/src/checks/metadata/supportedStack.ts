// supported-stack: an oldest stack that is older than all supported ones.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { removePairs } from '../pairEdits';
import { metadataOf } from '../ruleTables';

/** Facts: the stacks that version 9.6 of the detection-rules repository supports begin with this one. */
export const lowestStack = { major: 8, minor: 19 } as const;

export const supportedStack: Check = {
  code: 'supported-stack',
  severity: 'information',
  doc: '`min_stack_version` is not older than the oldest supported stack, 8.19.',
  run: ({ document }) => {
    const table = metadataOf(document);
    const version = stringAt(table, 'min_stack_version');
    const match = version && /^(\d+)\.(\d+)/.exec(version.value);
    if (!version || !match) return [];
    const [major, minor] = [Number(match[1]), Number(match[2])];
    if (major > lowestStack.major || (major === lowestStack.major && minor >= lowestStack.minor))
      return [];
    const message = `The oldest supported stack is ${lowestStack.major}.${lowestStack.minor}: \`min_stack_version\` of ${version.value} keeps no stack out.`;
    const pairs = ['min_stack_version', 'min_stack_comments'].flatMap(
      (key) => table?.entries.get(key)?.pair ?? [],
    );
    const edits = removePairs(document, pairs);
    return [
      {
        message,
        span: version.span,
        fixes: [{ title: 'Remove `min_stack_version` and its reason', edits, isSafe: false }],
      },
    ];
  },
};
