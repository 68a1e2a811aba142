// attack-name: a name that is not the one of the id beside it.
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { nothing } from '../findEach';
import { changeId, isPageOf } from './wrongId';
import { inKnownThreats } from './threatPlaces';

export const attackName: Check = {
  code: 'attack-name',
  severity: 'warning',
  doc: 'The name of a tactic, technique or sub-technique is not the one of its id.',
  run: (input) =>
    inKnownThreats(input, (place) => {
      const { reference, id, fact } = place;
      const { name } = reference;
      const [known = ''] = fact.names;
      if (!name || fact.names.includes(name.value)) return nothing;
      const fix: Fix = {
        title: `Change to "${known}"`,
        edits: [{ span: name.span, text: JSON.stringify(known) }],
        // The name alone is wrong: the address is the id's.
        isSafe: isPageOf(fact, reference.reference?.value),
      };
      return [
        {
          message: `\`${id.value}\` is called "${known}".`,
          span: name.span,
          related: [{ span: id.span, message: 'The id' }],
          fixes: [...changeId(place, input.context.attack), fix],
        },
      ];
    }),
};
