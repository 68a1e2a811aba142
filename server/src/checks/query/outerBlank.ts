// outer-blank: a blank at the end of a quoted value.
import { printTerm } from '../../kql/print';
import type { Check, Finding } from '../check';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const outerBlank: Check = {
  code: 'outer-blank',
  severity: 'warning',
  doc: 'A quoted value begins or ends with a blank, which has to be there in the event too.',
  run: (input) => inValues(input, findOuterBlank),
};

function findOuterBlank(place: ValuePlace): readonly Finding[] {
  const { value, field } = place;
  if (value.kind !== 'phrase' || value.value.trim() === '' || value.value.trim() === value.value)
    return [];
  if (field?.type !== 'keyword') return [];
  const text = printTerm({ ...value, value: value.value.trim() });
  return [
    {
      message: `The blank at the ${/^\s/.test(value.value) ? 'beginning' : 'end'} of this value has to be there in the event too.`,
      span: value.span,
      fixes: replaceValue(place, 'Remove the outer blanks', { text }),
    },
  ];
}
