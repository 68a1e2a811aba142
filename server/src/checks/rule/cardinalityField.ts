// cardinality-field: a threshold rule that counts the values of a field it groups by.
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';

export const cardinalityField: Check = {
  code: 'cardinality-field',
  severity: 'warning',
  doc: 'A threshold rule counts the values of a field that it groups by, or of several fields.',
  run: ({ document }) => {
    const { threshold } = document.rule;
    return findEach(threshold?.cardinality ?? [], ({ field, span }, at) => {
      if (at > 0) return [{ message: 'Kibana counts the values of the first field only.', span }];
      const group = threshold?.fields.find(({ value }) => value === field?.value);
      if (!field || !group) return nothing;
      return [
        {
          message: `The rule groups by \`${field.value}\`: each group has one value of it, unless events hold several.`,
          span: field.span,
          related: [{ span: group.span, message: 'The group field' }],
        },
      ];
    });
  },
};
