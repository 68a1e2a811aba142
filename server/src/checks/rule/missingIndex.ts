// missing-index: a rule that does not say where it searches.
import type { Check } from '../check';
import { isDeprecated, ruleHeader, ruleOf } from '../ruleTables';
import { readsModelPackage } from './integrations';

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
    if (rule.index ? rule.index.value.length > 0 : ruleOf(document)?.entries.has('index'))
      return [];
    if (rule.dataViewId || isDeprecated(document) || readsModelPackage(document)) return [];
    const message =
      "The rule names neither `index` nor `data_view_id`: Kibana's default index patterns count.";
    return [{ message, span: rule.type?.span ?? ruleHeader(document) }];
  },
};
