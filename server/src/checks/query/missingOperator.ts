// missing-operator: two values over two lines that are one.
import type { Check, Finding } from '../check';
import { queryTextAt } from './queryText';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const missingOperator: Check = {
  code: 'missing-operator',
  severity: 'warning',
  doc: 'A bare value goes on over a line end: most likely an `or` is missing.',
  run: (input) => inValues(input, findLineBreak),
};

/** Blanks and words are one value until an operator comes: a line end in it is no accident of layout. */
function findLineBreak(place: ValuePlace): readonly Finding[] {
  const { value, clause } = place;
  if (value.kind === 'phrase') return [];
  const raw = queryTextAt(clause.query, value.span);
  const parts = raw.split(/[ \t]*[\r\n]\s*/);
  if (parts.length < 2) return [];
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
