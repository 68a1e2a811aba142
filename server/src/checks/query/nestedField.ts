// nested-field: nested fields and groups that do not fit together.
import type { Check } from '../check';
import { findFailures } from './engineFailures';

export const nestedField: Check = {
  code: 'nested-field',
  severity: 'error',
  doc: 'A nested field outside of a `{ }` group, or another field in one: Kibana refuses the query.',
  languages: ['kuery', 'lucene'],
  run: (input) => findFailures(input, 'nested-field'),
};
