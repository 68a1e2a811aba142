// path-separator: a Windows path that no event writes so.
import { plainText, termText } from '../../kql/terms';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlParts } from './eqlClauses';
import { inValues } from './valuePlaces';

export const pathSeparator: Check = {
  code: 'path-separator',
  severity: 'warning',
  doc: 'A Windows path has one backslash between its parts: not two, and no slash.',
  languages: ['kuery', 'eql'],
  run: (input) =>
    input.document.query?.eql
      ? inEql(input)
      : inValues(input, ({ value }) => {
          const message = mistakeIn(plainText(value) ?? termText(value));
          return message === undefined ? nothing : [{ message, span: value.span }];
        }),
};

function inEql({ document }: CheckInput): readonly Finding[] {
  return findEach(eqlParts(document)?.clauses ?? [], ({ operator, values }) =>
    // There a backslash escapes.
    operator.startsWith('regex')
      ? nothing
      : findEach(values, ({ value, span }) => {
          const message = typeof value === 'string' ? mistakeIn(value) : undefined;
          return message === undefined ? nothing : [{ message, span }];
        }),
  );
}

/** Behind a drive alone: elsewhere a slash parts URLs and options, and two backslashes begin the name of a share. */
function mistakeIn(text: string): string | undefined {
  if (text.charAt(1) !== ':') return undefined;
  if (/^[A-Za-z?*]:\\\\[^\\]/.test(text))
    return 'The path holds two backslashes in a row: it has been escaped once too often.';
  if (/^[A-Za-z?]:\/(?!\/)/.test(text)) return 'A Windows path has backslashes between its parts.';
  return undefined;
}
