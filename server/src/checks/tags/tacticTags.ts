// tactic-tags: tags of the further tactics that a rule is mapped to.
import type { Check } from '../check';
import { isDeprecated } from '../ruleTables';
import { tacticNames } from '../threat/threatPlaces';
import { lacking } from './tagList';

export const tacticTags: Check = {
  code: 'tactic-tags',
  severity: 'hint',
  doc: 'A rule has a tag `Tactic: ...` of every tactic it is mapped to, not of the first alone.',
  needsWholeFile: true,
  run: ({ document, context: { attack } }) => {
    const { rule } = document;
    if (isDeprecated(document)) return [];
    const tags = new Set(rule.tags.map(({ value }) => value));
    const hasTag = (names: readonly string[]): boolean =>
      names.some((name) => tags.has(`Tactic: ${name}`));
    const [first = [], ...others] = rule.threat.map((mapping) => tacticNames(mapping, attack));
    if (!hasTag(first)) return [];
    const missing = others.filter((names) => names.length > 0 && !hasTag(names));
    return lacking(
      document,
      missing.flatMap(([name]) => (name === undefined ? [] : [`Tactic: ${name}`])),
      'A rule that is mapped to several tactics has',
    );
  },
};
