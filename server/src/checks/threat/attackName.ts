// attack-name: a name that is not the one of the id beside it.
import type { Check } from '../check';
import { inKnownThreats } from './threatPlaces';

export const attackName: Check = {
  code: 'attack-name',
  severity: 'warning',
  doc: 'The name of a tactic, technique or sub-technique is not the one of its id.',
  run: (input) =>
    inKnownThreats(input, ({ reference, id, fact }) => {
      const { name } = reference;
      const [known = ''] = fact.names;
      if (!name || fact.names.includes(name.value)) return [];
      return [
        {
          message: `\`${id.value}\` is called "${known}".`,
          span: name.span,
          related: [{ span: id.span, message: 'The id' }],
          fixes: [
            {
              title: `Change to "${known}"`,
              edits: [{ span: name.span, text: JSON.stringify(known) }],
              isSafe: true,
            },
          ],
        },
      ];
    }),
};
