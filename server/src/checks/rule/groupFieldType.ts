// group-field-type: a field without terms where a rule groups by terms.
import type { Check, CheckedFields } from '../check';
import { findEach, nothing } from '../findEach';
import { ruleFields } from './ruleFields';

/** Types by whose values Elasticsearch cannot group. */
const withoutTerms: readonly string[] = [
  'text',
  'match_only_text',
  'nested',
  'object',
  'geo_shape',
  'binary',
];

export const groupFieldType: Check = {
  code: 'group-field-type',
  severity: 'error',
  doc: 'New terms, thresholds and suppression group by fields with exact values: text and nested fields fail.',
  run: ({ document, context: { fields } }) =>
    document.rule.type?.value === 'esql'
      ? nothing
      : findEach(ruleFields(document), ({ key, fields: named, use }) => {
          if (use !== 'group') return nothing;
          return findEach(named, ({ value, span }) => {
            const type =
              fields.find(value)?.type ?? (isObject(value, fields) ? 'object' : undefined);
            if (type === undefined || !withoutTerms.includes(type)) return nothing;
            const message = `\`${value}\` is of type \`${type}\`: \`${key}\` needs a field with exact values, such as a keyword.`;
            return [{ message, span }];
          });
        }),
};

/** `process.parent` is none of the known fields, but they lie below it. */
function isObject(name: string, fields: CheckedFields): boolean {
  return name !== '' && fields.resolve([`${name}.`, '']).length > 0;
}
