// null-value: `null` as a value.
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { findFailures } from './engineFailures';
import type { Clause } from './queries';
import { queryFix } from './queryText';

export const nullValue: Check = {
  code: 'null-value',
  severity: 'error',
  doc: 'A bare `null` is no value to search for, so the search fails.',
  languages: ['kuery', 'lucene'],
  run: (input) => findFailures(input, 'null-value', nullFix),
};

function nullFix({ node, query }: Clause): readonly Fix[] {
  return queryFix(query, 'Put `null` in quotes (the text)', {
    edits: [{ span: node.value.span, text: '"null"' }],
    isSafe: false,
  });
}
