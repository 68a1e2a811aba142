// missing-operator: several values that are one for want of an `or`.
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import { isListed } from './queries';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const missingOperator: Check = {
  code: 'missing-operator',
  severity: 'warning',
  doc: 'A bare value goes on over a line end or a comma: most likely an `or` is missing.',
  run: (input) =>
    inValues(input, (place) => {
      const broken = findLineBreak(place);
      return broken.length > 0 ? broken : findComma(place);
    }),
};

/** Blanks and words are one value until an operator comes: a line end in it is no accident of layout. */
function findLineBreak(place: ValuePlace): readonly Finding[] {
  const { value, raw } = place;
  if (value.kind === 'phrase' || !/[\r\n]/.test(raw)) return nothing;
  return [
    {
      message: 'Both lines are one value: is an `or` missing at the line end?',
      span: value.span,
      fixes: replaceValue(place, 'Join the lines with `or`', {
        text: raw.replace(/(\s*[\r\n]\s*)/g, ' or$1'),
      }),
    },
  ];
}

/** `(a, b)`: the list of other languages. Commas without a blank are in values of all kinds. */
function findComma(place: ValuePlace): readonly Finding[] {
  const { value, raw, clause } = place;
  if (value.kind === 'phrase' || !raw.includes(',') || !isListed(clause.node)) return nothing;
  if (!/^[^\s,]+(?:\s*,\s+[^\s,]+)+$/.test(raw)) return [];
  return [
    {
      message: 'A comma separates nothing in KQL: this is one value. Write `or` between values.',
      span: value.span,
      fixes: replaceValue(place, 'Put `or` between the values', {
        text: raw.replace(/\s*,\s+/g, ' or '),
      }),
    },
  ];
}
