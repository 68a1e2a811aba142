// defend-rule: the rule of Elastic Defend under another id or name.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { changeText, isElasticRule, ruleOf } from '../ruleTables';

/** Elastic Defend installs it by this id. Source: tests of the detection-rules repository. */
const defend = {
  id: '9a1a2dae-0b5f-4c3d-8305-a268d404c306',
  name: 'Endpoint Security (Elastic Defend)',
};

export const defendRule: Check = {
  code: 'defend-rule',
  severity: 'warning',
  doc: 'The rule that Elastic Defend installs keeps its id and its name.',
  run: ({ document }) => {
    const table = ruleOf(document);
    const [id, name] = [stringAt(table, 'rule_id'), stringAt(table, 'name')];
    if (!id || !name || !isElasticRule(document)) return [];
    if ((id.value === defend.id) === (name.value === defend.name)) return [];
    const [wrong, right, what] =
      id.value === defend.id ? [name, defend.name, 'name'] : [id, defend.id, 'id'];
    return [
      {
        message: `The rule of Elastic Defend keeps its ${what}: \`${right}\`.`,
        span: wrong.span,
        fixes: [changeText(wrong.span, right)],
      },
    ];
  },
};
