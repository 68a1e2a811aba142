// guide-triage: a severe rule without a guide.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { isBuildingBlock, isDeprecated, isElasticRule, ruleHeader, ruleOf } from '../ruleTables';
import { noteOf } from './noteText';

export const guideTriage: Check = {
  code: 'guide-triage',
  severity: 'warning',
  doc: "One of Elastic's rules of high or critical severity has a `## Triage and analysis` in its note.",
  needsWholeFile: true,
  run: ({ document }) => {
    const severity = stringAt(ruleOf(document), 'severity');
    if (!severity || !['high', 'critical'].includes(severity.value)) return [];
    if (!isElasticRule(document) || isBuildingBlock(document) || isDeprecated(document)) return [];
    const note = noteOf(document);
    if (note?.value.toLowerCase().includes('## triage and analysis')) return [];
    const message = `A rule of severity \`${severity.value}\` has a \`## Triage and analysis\` in its \`note\`.`;
    return [{ message, span: note?.span ?? ruleHeader(document) }];
  },
};
