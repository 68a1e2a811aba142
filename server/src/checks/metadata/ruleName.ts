// rule-name: a name with signs at its ends that the repository refuses.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { isElasticRule, ruleOf } from '../ruleTables';

export const ruleName: Check = {
  code: 'rule-name',
  severity: 'warning',
  doc: "The name of one of Elastic's rules begins and ends with a letter, a digit or a bracket.",
  run: ({ document }) => {
    const name = stringAt(ruleOf(document), 'name');
    if (!name || !isElasticRule(document)) return [];
    if (/^[a-zA-Z0-9].+?[a-zA-Z0-9[\]()]$/.test(name.value)) return [];
    const message =
      'The name begins with a letter or digit and ends with one of those or a bracket.';
    return [{ message, span: name.span }];
  },
};
