// tactic-tag: tags of the tactics that a rule is mapped to.
import type { RuleDocument } from '../../rule/ruleDocument';
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
    const [first] = document.rule.threat;
    const names = first ? tacticNames(first, attack) : [];
    const [name] = names;
    if (name === undefined || isDeprecated(document)) return [];
    const tags = tagNames(document);
    if (needsNone(document) || names.some((known) => tags.has(`Tactic: ${known}`))) return nothing;
    return lacking(document, [`Tactic: ${name}`], `A rule that is mapped to ${name} has`);
  },
};

/** Rules of kinds that the repository lets do without tags of tactics. */
export function needsNone(document: RuleDocument): boolean {
  return (
    document.rule.type?.value === 'machine_learning' ||
    tagNames(document).has('Use Case: Continuous Monitoring')
  );
}
