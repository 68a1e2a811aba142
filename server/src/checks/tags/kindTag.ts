// kind-tag: tags that tell what kind of rule it is, and what comes with it.
import { stringAt } from '../../rule/tomlValues';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Check } from '../check';
import { isBuildingBlock, isDeprecated, isElasticRule, ruleOf } from '../ruleTables';
import { lacking } from './tagList';

export const kindTag: Check = {
  code: 'kind-tag',
  severity: 'warning',
  doc: "One of Elastic's building blocks, machine learning rules or rules with a guide has the tag of its kind.",
  needsWholeFile: true,
  run: ({ document }) =>
    isDeprecated(document) || !isElasticRule(document)
      ? []
      : kindsOf(document).flatMap(({ tags, reason }) => lacking(document, tags, reason)),
};

interface Kind {
  readonly tags: readonly string[];
  readonly reason: string;
}

function kindsOf(document: RuleDocument): readonly Kind[] {
  const type = document.rule.type?.value;
  const note = stringAt(ruleOf(document), 'note')?.value ?? '';
  const kinds: readonly (Kind & { readonly is: boolean })[] = [
    {
      is: isBuildingBlock(document),
      tags: ['Rule Type: BBR'],
      reason: 'A building block has',
    },
    {
      is: type === 'machine_learning',
      tags: ['Rule Type: ML', 'Rule Type: Machine Learning'],
      reason: 'A machine learning rule has',
    },
    {
      is: note.includes('Investigating'),
      tags: ['Resources: Investigation Guide'],
      reason: 'A rule with an investigation guide has',
    },
    {
      is: type === 'esql' && /\|\s*completion\b/i.test(document.query?.text ?? ''),
      tags: ['Resources: LLM'],
      reason: 'A rule that asks a language model has',
    },
  ];
  return kinds.filter(({ is }) => is);
}
