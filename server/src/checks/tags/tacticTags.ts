// tactic-tags: tags of the further tactics that a rule is mapped to.
import type { Check } from '../check';
import { nothing } from '../findEach';
import { isDeprecated } from '../ruleTables';
import { tacticNames } from '../threat/threatPlaces';
import { needsNone } from './tacticTag';
import { lacking, tagNames } from './tagList';

export const tacticTags: Check = {
  code: 'tactic-tags',
  severity: 'hint',
  doc: 'A rule has a tag `Tactic: ...` of every tactic it is mapped to, not of the first alone.',
  needsWholeFile: true,
  run: ({ document, context: { attack } }) => {
    const { rule } = document;
    if (rule.threat.length < 2 || isDeprecated(document)) return nothing;
    const tags = tagNames(document);
    const hasTag = (names: readonly string[]): boolean =>
      names.some((name) => tags.has(`Tactic: ${name}`));
    // What most rules have: a tag for each name as the rule itself writes it.
    if (rule.threat.every(({ tactic }) => tags.has(`Tactic: ${tactic?.name?.value ?? ''}`)))
      return nothing;
    const [first = [], ...others] = rule.threat.map((mapping) => tacticNames(mapping, attack));
    if (needsNone(document) && !hasTag(first)) return nothing;
    const missing = others.filter((names) => names.length > 0 && !hasTag(names));
    return lacking(
      document,
      missing.flatMap(([name]) => (name === undefined ? [] : [`Tactic: ${name}`])),
      'A rule that is mapped to several tactics has',
    );
  },
};
