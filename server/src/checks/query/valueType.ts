// value-type: a value that Elasticsearch cannot read as the type of its field.
import type { Check } from '../check';
import { findFailures } from './engineFailures';
import { findEqlTypes } from './eqlTypes';

export const valueType: Check = {
  code: 'value-type',
  severity: 'error',
  doc: 'A value does not fit the type of its field, so the search fails.',
  languages: ['kuery', 'lucene', 'eql'],
  run: (input) =>
    input.document.query?.eql ? findEqlTypes(input) : findFailures(input, 'value-type'),
};
