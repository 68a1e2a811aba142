// missing-operator: several values that are one for want of an `or`.
import { toDecoded } from '../../text/offsetMap';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { isBrokenPath } from './controlCharacter';
import { allClauses } from './queries';
import type { Clause } from './queries';
import { queryTextAt } from './queryText';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const missingOperator: Check = {
  code: 'missing-operator',
  severity: 'warning',
  doc: 'A bare value goes on over a line end or a comma: most likely an `or` is missing.',
  languages: ['kuery'],
  // Of a query that cannot be read the values are guesses.
  run: (input) => [
    ...findEach(allClauses(input.document), findBrokenField),
    ...inValues(input, (place) => {
      if (place.clause.query.parsed?.problems.length !== 0) return nothing;
      const broken = findLineBreak(place, input);
      return broken.length > 0 ? broken : findComma(place);
    }),
  ],
};

/** Bare text in front of the colon, over a line end. One that begins a comment is left to query-comment. */
function findBrokenField({ node, field: name, query }: Clause): readonly Finding[] {
  const { field } = node;
  if (!field || field.kind === 'phrase' || name?.includes('\n') !== true) return nothing;
  if (query.parsed?.problems.length !== 0) return nothing;
  const raw = queryTextAt(query, field.span);
  if (!raw.includes('\n') || /^(?:\/\/|#|--|\/\*)/.test(raw)) return nothing;
  const message = 'Both lines are one field name: is an operator missing at the line end?';
  return [{ message, span: field.span }];
}

/** Blanks and words are one value until an operator comes: a line end in it is no accident of layout. */
function findLineBreak(place: ValuePlace, input: CheckInput): readonly Finding[] {
  const { value, raw } = place;
  if (value.kind === 'phrase' || !/[\r\n]/.test(raw) || isBrokenPath(place, input)) return nothing;
  return [
    {
      message: 'Both lines are one value: is an `or` missing at the line end?',
      span: value.span,
      // A bound is one value.
      fixes:
        place.clause.node.kind === 'range'
          ? []
          : replaceValue(place, 'Join the lines with `or`', {
              text: asList(place, raw.replace(/(\s*[\r\n]\s*)/g, ' or$1')),
            }),
    },
  ];
}

/** `(a, b)` and `[a, b]`: the lists of other languages. Commas without a blank are in values of all kinds. */
function findComma(place: ValuePlace): readonly Finding[] {
  const { value, raw, clause } = place;
  if (value.kind === 'phrase' || clause.node.kind === 'range' || !raw.includes(',')) return nothing;
  const isArray = /^\[.*\]$/s.test(raw);
  const values = isArray ? raw.slice(1, -1).trim() : raw;
  if (!/^[^\s,]+(?:\s*,\s+[^\s,]+)+$/.test(values)) return nothing;
  if (!isArray && !isInBrackets(place)) return nothing;
  return [
    {
      message: 'A comma separates nothing in KQL: this is one value. Write `or` between values.',
      span: value.span,
      fixes: replaceValue(place, 'Put `or` between the values', {
        text: asList(place, values.replace(/\s*,\s+/g, ' or ')),
      }),
    },
  ];
}

/** In brackets, but where nothing but `or` and brackets stand around the value anyway. */
function asList({ clause: { query }, value }: ValuePlace, values: string): string {
  const before = query.text.slice(0, toDecoded(query.node.map, value.span.start));
  const after = query.text.slice(toDecoded(query.node.map, value.span.end));
  const isBare = /(?:\(|\sor)\s*$/i.test(before) && /^\s*(?:\)|or\s)/i.test(after);
  return isBare ? values : `(${values})`;
}

/** In the brackets of a list, be it of this value alone. */
function isInBrackets({ clause: { node, query }, value }: ValuePlace): boolean {
  if (!node.field) return false;
  const { map } = query.node;
  const between = query.text.slice(
    toDecoded(map, node.field.span.end),
    toDecoded(map, value.span.start),
  );
  return between.includes('(');
}
