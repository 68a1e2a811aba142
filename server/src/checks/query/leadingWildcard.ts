// leading-wildcard: a pattern that begins with an asterisk.
import { isLoneWildcard } from '../../kql/terms';
import type { Check } from '../check';
import { luceneClauses } from './luceneClauses';
import { inValues } from './valuePlaces';

export const leadingWildcard: Check = {
  code: 'leading-wildcard',
  severity: 'hint',
  doc: 'A value begins with a wildcard, which is slow: every value of the field is looked at.',
  languages: ['kuery', 'lucene'],
  run: (input) => [
    ...inValues(input, ({ value }) =>
      value.kind === 'wildcard' && value.parts[0] === '' && !isLoneWildcard(value)
        ? [{ message, span: value.span }]
        : [],
    ),
    ...luceneClauses(input.document).flatMap(({ node }) =>
      node.kind === 'wildcard' && node.parts.length > 1 && node.parts[0]?.kind !== 'text'
        ? [{ message, span: node.span }]
        : [],
    ),
  ],
};

const message = 'A leading wildcard is slow: every value of the field is looked at.';
