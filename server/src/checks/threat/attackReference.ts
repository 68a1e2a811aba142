// attack-reference: an address that is not the page of the id beside it.
import type { Check } from '../check';
import { inKnownThreats } from './threatPlaces';

export const attackReference: Check = {
  code: 'attack-reference',
  severity: 'warning',
  doc: "The address of a tactic, technique or sub-technique is not its page's, or lacks the last slash.",
  run: (input) =>
    inKnownThreats(input, ({ reference, id, fact }) => {
      const address = reference.reference;
      if (!address || address.value === fact.url) return [];
      const isAlmost = `${address.value}/` === fact.url;
      return [
        {
          message: isAlmost
            ? 'The address ends with a slash.'
            : `The page of \`${id.value}\` is ${fact.url}.`,
          span: address.span,
          related: [{ span: id.span, message: 'The id' }],
          fixes: [
            {
              title: isAlmost ? 'Add the slash' : `Change to ${fact.url}`,
              edits: [{ span: address.span, text: `"${fact.url}"` }],
              isSafe: true,
            },
          ],
        },
      ];
    }),
};
