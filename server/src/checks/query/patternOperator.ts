// pattern-operator: capital operators inside a value with wildcards.
import type { Check } from '../check';
import { findFailures } from './engineFailures';

export const patternOperator: Check = {
  code: 'pattern-operator',
  severity: 'error',
  doc: 'A value with a wildcard and blanks holds `AND`, `OR` or `NOT` without a side: the search fails.',
  languages: ['kuery', 'lucene'],
  run: (input) => findFailures(input, 'pattern-operator'),
};
