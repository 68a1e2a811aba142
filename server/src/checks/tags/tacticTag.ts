// tactic-tag: tags of the tactics that a rule is mapped to.
import type { Check } from '../check';
import { nothing } from '../findEach';
import { isDeprecated } from '../ruleTables';
import { tacticNames } from '../threat/threatPlaces';
import { lacking, tagNames } from './tagList';

export const tacticTag: Check = {
  code: 'tactic-tag',
  severity: 'warning',
  doc: 'A rule has the tag `Tactic: ...` of the first tactic it is mapped to.',
  needsWholeFile: true,
  run: ({ document, context: { attack } }) => {
    const { rule } = document;
    const [first] = rule.threat;
    const names = first ? tacticNames(first, attack) : [];
    const [name] = names;
    if (name === undefined || isDeprecated(document)) return [];
    if (rule.type?.value === 'machine_learning') return [];
    const tags = tagNames(document);
    if (tags.has('Use Case: Continuous Monitoring')) return nothing;
    if (names.some((known) => tags.has(`Tactic: ${known}`))) return nothing;
    return lacking(document, [`Tactic: ${name}`], `A rule that is mapped to ${name} has`);
  },
};
