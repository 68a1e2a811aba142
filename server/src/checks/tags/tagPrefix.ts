// tag-prefix: a tag without a prefix that the repository knows.
import type { Check } from '../check';
import { isElasticRule } from '../ruleTables';

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

export const tagPrefix: Check = {
  code: 'tag-prefix',
  severity: 'information',
  doc: "A tag of one of Elastic's rules begins with a known prefix such as `Domain:`.",
  run: ({ document }) =>
    isElasticRule(document)
      ? document.rule.tags
          .filter(({ value }) => !prefixes.some((prefix) => value.includes(`${prefix}:`)))
          .map(({ value, span }) => ({
            message: `The tag \`${value}\` has no known prefix, such as ${prefixes
              .slice(0, 4)
              .map((prefix) => `\`${prefix}:\``)
              .join(', ')}.`,
            span,
          }))
      : [],
};
