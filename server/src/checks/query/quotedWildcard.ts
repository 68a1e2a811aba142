// quoted-wildcard: an asterisk in quotes.
import { printTerm } from '../../kql/print';
import type { Check, Finding } from '../check';
import { inValues, replaceValue, takesWildcards } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const quotedWildcard: Check = {
  code: 'quoted-wildcard',
  severity: 'warning',
  doc: 'An asterisk in quotes is an asterisk, not a wildcard.',
  run: (input) => inValues(input, findQuotedWildcard),
};

function findQuotedWildcard(place: ValuePlace): readonly Finding[] {
  const { value, field } = place;
  if (value.kind !== 'phrase' || !value.value.includes('*')) return [];
  // Windows writes the name of a share so: \\*\IPC$.
  if (value.value.startsWith('\\\\*\\')) return [];
  if (field && !takesWildcards(field)) return [];
  const text = printTerm({ kind: 'wildcard', parts: value.value.split('*'), span: value.span });
  return [
    {
      message: 'In quotes `*` is an asterisk, not a wildcard.',
      span: value.span,
      fixes: replaceValue(place, 'Write it without quotes, as a wildcard', { text }),
    },
  ];
}
