// free-text: words without a field.
import type { Fix } from '../../text/problem';
import type { Check, Finding } from '../check';
import { allClauses, soundQueries } from './queries';
import type { Clause } from './queries';
import { queryFix, queryTextAt } from './queryText';

export const freeText: Check = {
  code: 'free-text',
  severity: 'warning',
  doc: 'Text without a field searches all default fields of the index, most likely by accident.',
  run: ({ document }) =>
    soundQueries(document).length === 0
      ? []
      : allClauses(document).flatMap((clause) => findFreeText(clause)),
};

/** A query asking for `*` alone, or for one word, is an author's choice in the eyes of the parser, rarely in theirs. */
function findFreeText({ node, field, query }: Clause): readonly Finding[] {
  if (field !== undefined || node.kind !== 'is') return [];
  const text = queryTextAt(query, node.span);
  const assignment = readAssignment(text);
  const fixes: readonly Fix[] = assignment
    ? queryFix(query, 'Change `=` to `:`', {
        edits: [{ span: node.span, text: `${assignment.field}: ${assignment.value}` }],
        isSafe: false,
      })
    : [];
  const message = freeTextWords('This', text);
  return [{ message, span: node.span, fixes }];
}

/** One sentence or two about a clause without a field; `subject` begins them. */
export function freeTextWords(subject: string, text: string): string {
  const hint = readAssignment(text) ? ' A field and its value are parted by a colon.' : '';
  return `${subject} has no field, so it is searched in all default fields of the index.${hint}`;
}

/** Of who writes `field = value`. */
function readAssignment(
  text: string,
): { readonly field: string; readonly value: string } | undefined {
  const [, field, value] = /^([\w.@-]+)\s*==?\s*(.+)$/s.exec(text) ?? [];
  return field !== undefined && value !== undefined ? { field, value } : undefined;
}
