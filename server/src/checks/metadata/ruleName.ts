// rule-name: a name with signs at its ends that the repository refuses.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { changeText, isElasticRule, ruleOf } from '../ruleTables';

const pattern = /^[a-zA-Z0-9].+?[a-zA-Z0-9[\]()]$/;

export const ruleName: Check = {
  code: 'rule-name',
  severity: 'warning',
  doc: "The name of one of Elastic's rules begins and ends with a letter, a digit or a bracket.",
  run: ({ document }) => {
    const name = stringAt(ruleOf(document), 'name');
    if (!name || !isElasticRule(document)) return [];
    if (pattern.test(name.value)) return [];
    const message =
      'The name begins with a letter or digit and ends with one of those or a bracket.';
    const better = name.value.replace(/^[^a-zA-Z0-9]+/, '').replace(/[^a-zA-Z0-9[\]()]+$/, '');
    const fixes = pattern.test(better) ? [changeText(name.span, better)] : [];
    return [{ message, span: name.span, fixes }];
  },
};
