// rule-field: a field, named by a key of the rule, that is not known.
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { changeText } from '../ruleTables';
import { ruleFields } from './ruleFields';

export const ruleField: Check = {
  code: 'rule-field',
  severity: 'warning',
  doc: 'A field that a key of the rule names is not known, but another is spelt nearly like it.',
  run: findUnknown,
};

/** Columns of ES|QL are made by the query; its time window counts by a field of the events. */
function findUnknown({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const isEsql = document.rule.type?.value === 'esql';
  return findEach(ruleFields(document), ({ key, use, fields: named }) => {
    if (use === 'shown' || (isEsql && key !== 'timestamp_override')) return nothing;
    return findEach(named, ({ value, span }) => {
      if (value === '' || fields.find(value) !== undefined) return nothing;
      const guess = fields.nearest(value);
      if (guess === undefined) return nothing;
      return [
        {
          message: `The field \`${value}\` in \`${key}\` is not known. Did you mean \`${guess}\`? If it is yours, declare it in \`rulewright.fieldTypes\`.`,
          span,
          fixes: [changeText(span, guess)],
        },
      ];
    });
  });
}
