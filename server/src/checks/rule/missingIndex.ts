// missing-index: a rule that does not say where it searches.
import type { Check } from '../check';
import { isDeprecated, ruleHeader } from '../ruleTables';

export const missingIndex: Check = {
  code: 'missing-index',
  severity: 'warning',
  doc: 'A rule names index patterns or a data view; else Kibana searches its default ones.',
  needsWholeFile: true,
  run: ({ document }) => {
    const { rule } = document;
    const type = rule.type?.value;
    if (type === undefined || ['esql', 'machine_learning', 'threat_match'].includes(type))
      return [];
    if (rule.index || rule.dataViewId || isDeprecated(document)) return [];
    const message =
      "The rule names neither `index` nor `data_view_id`: Kibana's default index patterns count.";
    return [{ message, span: rule.type?.span ?? ruleHeader(document) }];
  },
};
