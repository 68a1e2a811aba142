// duplicate-rule-id: an id that another rule has.
import type { Check } from '../check';
import { newIdFix } from '../schema/valueFixes';
import { names, placesIn } from './others';

export const duplicateRuleId: Check = {
  code: 'duplicate-rule-id',
  severity: 'error',
  doc: 'Another rule of the workspace has the same `rule_id`: Kibana would overwrite one by the other.',
  run: ({ document, context }) => {
    const { id } = document.rule;
    const others = id ? (context.others?.withId(id.value) ?? []) : [];
    return others.length > 0 && id
      ? [
          {
            message: `This is also the id of ${names(others, context.path)}.`,
            span: id.span,
            related: placesIn(others, 'id', 'The same id'),
            // Which of the two is the older one, only the author knows.
            fixes: context.newId === undefined ? [] : [newIdFix(id.span, context.newId)],
          },
        ]
      : [];
  },
};
