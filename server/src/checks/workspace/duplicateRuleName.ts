// duplicate-rule-name: a name that another rule has.
import type { Check } from '../check';
import { isDeprecated } from '../ruleTables';
import { names, placesIn } from './others';

export const duplicateRuleName: Check = {
  code: 'duplicate-rule-name',
  severity: 'error',
  doc: 'Another rule of the workspace has the same name; a deprecated one may.',
  run: ({ document, context }) => {
    const { name } = document.rule;
    if (!name) return [];
    const own = isDeprecated(document);
    const others = (context.others?.withName(name.value) ?? []).filter(
      (other) => other.isDeprecated === own,
    );
    return others.length > 0
      ? [
          {
            message: `This is also the name of ${names(others, context.path)}.`,
            span: name.span,
            related: placesIn(others, 'name', 'The same name'),
          },
        ]
      : [];
  },
};
