// kind-tag: tags that tell what kind of rule it is, and what comes with it.
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { noteOf } from '../guide/noteText';
import { isBuildingBlock, isDeprecated } from '../ruleTables';
import { lacking } from './tagList';

export const kindTag: Check = {
  code: 'kind-tag',
  severity: 'warning',
  doc: 'A building block, a machine learning rule and a rule with a guide have the tags of their kind.',
  needsWholeFile: true,
  run: ({ document }) =>
    isDeprecated(document)
      ? nothing
      : findEach(kinds, ({ is, tags, reason }) =>
          is(document) ? lacking(document, tags, reason) : nothing,
        ),
};

interface Kind {
  readonly is: (document: RuleDocument) => boolean;
  readonly tags: readonly string[];
  readonly reason: string;
}

const kinds: readonly Kind[] = [
  { is: isBuildingBlock, tags: ['Rule Type: BBR'], reason: 'A building block has' },
  {
    is: ({ rule }) => rule.type?.value === 'machine_learning',
    tags: ['Rule Type: ML', 'Rule Type: Machine Learning'],
    reason: 'A machine learning rule has',
  },
  {
    is: (document) => noteOf(document)?.value.includes('Investigating') ?? false,
    tags: ['Resources: Investigation Guide'],
    reason: 'A rule with an investigation guide has',
  },
  {
    is: ({ rule, query }) =>
      rule.type?.value === 'esql' && /\|\s*completion\b/i.test(query?.text ?? ''),
    tags: ['Resources: LLM'],
    reason: 'A rule that asks a language model has',
  },
];
