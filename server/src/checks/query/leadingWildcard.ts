// leading-wildcard: a pattern that begins with an asterisk.
import { isLoneWildcard } from '../../kql/terms';
import type { Check } from '../check';
import { inValues } from './valuePlaces';

export const leadingWildcard: Check = {
  code: 'leading-wildcard',
  severity: 'hint',
  doc: 'A value begins with a wildcard, which is slow: every value of the field is looked at.',
  run: (input) =>
    inValues(input, ({ value }) =>
      value.kind === 'wildcard' && value.parts[0] === '' && !isLoneWildcard(value)
        ? [
            {
              message: 'A leading wildcard is slow: every value of the field is looked at.',
              span: value.span,
            },
          ]
        : [],
    ),
};
