// outer-blank: a blank at the end of a quoted value.
import { printTerm } from '../../kql/print';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlParts } from './eqlClauses';
import { queryFix } from './queryText';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const outerBlank: Check = {
  code: 'outer-blank',
  severity: 'warning',
  doc: 'A quoted value begins or ends with a blank, which has to be there in the event too.',
  run: (input) => (input.document.query?.eql ? findInEql(input) : inValues(input, findOuterBlank)),
};

/** Behind other operators a pattern may end with a blank. */
const exact: readonly string[] = ['==', '!=', 'in', 'in~'];

function findInEql({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const parts = eqlParts(document);
  if (!parts) return nothing;
  return findEach(parts.clauses, ({ field, operator, values }) =>
    findEach(values, ({ value, span }) => {
      if (typeof value !== 'string' || value.trim() === '' || value.trim() === value)
        return nothing;
      if (!exact.includes(operator) || !isExact(fields.find(field.name)?.type)) return nothing;
      const edits = [{ span, text: JSON.stringify(value.trim()) }];
      const fixes = queryFix(parts.query, title, { edits, isSafe: false });
      return [{ message: messageFor(value), span, fixes }];
    }),
  );
}

const title = 'Remove the outer blanks';

function isExact(type: string | undefined): boolean {
  return type === 'keyword' || type === 'constant_keyword';
}

function messageFor(value: string): string {
  const end = /^\s/.test(value) ? 'beginning' : 'end';
  return `The blank at the ${end} of this value has to be there in the event too.`;
}

function findOuterBlank(place: ValuePlace): readonly Finding[] {
  const { value, field } = place;
  if (value.kind !== 'phrase' || value.value.trim() === '' || value.value.trim() === value.value)
    return nothing;
  if (!isExact(field?.type)) return nothing;
  const text = printTerm({ ...value, value: value.value.trim() });
  return [
    {
      message: messageFor(value.value),
      span: value.span,
      fixes: replaceValue(place, title, { text }),
    },
  ];
}
