// rule-field: a field, named by a key of the rule, that is not known.
import type { RuleDocument } from '../../rule/ruleDocument';
import { editDistance } from '../../text/nearest';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { openNames, readsCoveredData } from '../query/unknownField';
import { changeText, isElasticRule } from '../ruleTables';
import { ruleFields } from './ruleFields';

export const ruleField: Check = {
  code: 'rule-field',
  severity: 'warning',
  doc: 'A field that a key of the rule names is not known.',
  run: findUnknown,
};

/** Columns of ES|QL are made by the query; its time window counts by a field of the events. */
function findUnknown({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const isEsql = document.rule.type?.value === 'esql';
  return findEach(ruleFields(document), ({ key, use, fields: named }) => {
    if (isEsql && key !== 'timestamp_override') return nothing;
    return findEach(named, ({ value, span }) => {
      if (value === '' || fields.find(value) !== undefined) return nothing;
      const near = fields.nearest(value);
      const guess = use === 'shown' && !isSlip(value, near) ? undefined : near;
      if (guess === undefined && !(use === 'group' && isSurelyUnknown(value, document)))
        return nothing;
      const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
      return [
        {
          message: `The field \`${value}\` in \`${key}\` is not known.${hint} If it is yours, declare it in \`rulewright.fieldTypes\`.`,
          span,
          fixes: guess === undefined ? [] : [changeText(span, guess)],
        },
      ];
    });
  });
}

/** Fields that are only shown are often of data that is not known here. */
function isSlip(field: string, near: string | undefined): boolean {
  return near !== undefined && !openNames.test(field) && editDistance(field, near, 2) <= 2;
}

/** Names with `_` in front are Elasticsearch's own. Elastic's rules group by fields of known schemas alone; others may have data of their own. */
function isSurelyUnknown(field: string, document: RuleDocument): boolean {
  return (
    !field.startsWith('_') &&
    !openNames.test(field) &&
    (isElasticRule(document) || readsCoveredData(document.rule))
  );
}
