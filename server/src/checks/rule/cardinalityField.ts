// cardinality-field: a threshold rule that counts the values of a field it groups by.
import type { Check } from '../check';

export const cardinalityField: Check = {
  code: 'cardinality-field',
  severity: 'warning',
  doc: 'A threshold rule counts the values of a field that it groups by.',
  run: ({ document }) => {
    const { threshold } = document.rule;
    return (threshold?.cardinality ?? []).flatMap(({ field }) => {
      const group = threshold?.fields.find(({ value }) => value === field?.value);
      if (!field || !group) return [];
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
