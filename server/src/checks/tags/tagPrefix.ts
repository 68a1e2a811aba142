// tag-prefix: a tag without a prefix that the repository knows.
import { oncePerText } from '../../text/oncePer';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { isDeprecated } from '../ruleTables';

/** Prefixes that the tests of the detection-rules repository accept. */
const prefixes = [
  'Data Source',
  'Domain',
  'OS',
  'Platform',
  'Service',
  'Profile',
  'Promotion',
  'Resources',
  'Rule Type',
  'Tactic',
  'Threat',
  'Use Case',
  'Vuln',
  'Mitre Atlas',
];

/** Anywhere in the tag, as the tests have it. */
const hasPrefix = oncePerText((tag) => prefixes.some((prefix) => tag.includes(`${prefix}:`)));

export const tagPrefix: Check = {
  code: 'tag-prefix',
  severity: 'information',
  doc: 'A tag begins with a prefix that the repository knows, such as `Domain:`.',
  run: ({ document }) =>
    isDeprecated(document)
      ? nothing
      : findEach(document.rule.tags, ({ value, span }) =>
          hasPrefix(value)
            ? nothing
            : [{ message: `The tag \`${value}\` has no known prefix, such as ${examples}.`, span }],
        ),
};

const examples = prefixes
  .slice(0, 4)
  .map((prefix) => `\`${prefix}:\``)
  .join(', ');
