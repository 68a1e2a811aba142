// attack-reference: an address that is not the page of the id beside it.
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { nothing } from '../findEach';
import { changeId, isPageOf } from './wrongId';
import { inKnownThreats } from './threatPlaces';

export const attackReference: Check = {
  code: 'attack-reference',
  severity: 'warning',
  doc: "The address of a tactic, technique or sub-technique is not its page's, or lacks the last slash.",
  run: (input) =>
    inKnownThreats(input, (place) => {
      const { reference, id, fact } = place;
      const address = reference.reference;
      if (!address || address.value === fact.url) return nothing;
      const isAlmost = isPageOf(fact, address.value);
      const fix: Fix = {
        title: isAlmost ? 'Add the slash' : `Change to ${fact.url}`,
        edits: [{ span: address.span, text: `"${fact.url}"` }],
        // The address alone is wrong: the name is the id's.
        isSafe:
          isAlmost || (reference.name !== undefined && fact.names.includes(reference.name.value)),
      };
      return [
        {
          message: isAlmost
            ? 'The address ends with a slash.'
            : `The page of \`${id.value}\` is ${fact.url}.`,
          span: address.span,
          related: [{ span: id.span, message: 'The id' }],
          fixes: isAlmost ? [fix] : [...changeId(place, input.context.attack), fix],
        },
      ];
    }),
};
