// value-type: a value that Elasticsearch cannot read as the type of its field.
import type { Check } from '../check';
import { findFailures } from './engineFailures';

export const valueType: Check = {
  code: 'value-type',
  severity: 'error',
  doc: 'A value does not fit the type of its field, so the search fails.',
  run: (input) => findFailures(input, 'value-type'),
};
