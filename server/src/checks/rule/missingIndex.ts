// missing-index: a rule that does not say where it searches.
import type { Check } from '../check';
import { valueAt } from '../../rule/tomlValues';
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
    const { index } = rule;
    if (index && index.value.length > 0) return [];
    // A value of another type is a problem of its own.
    const list = valueAt(ruleOf(document), 'index');
    if (list && (list.kind !== 'array' || list.items.length > 0)) return [];
    if (rule.dataViewId || isDeprecated(document) || readsModelPackage(document)) return [];
    const message =
      "The rule names neither `index` nor `data_view_id`: Kibana's default index patterns count.";
    return [{ message, span: index?.span ?? rule.type?.span ?? ruleHeader(document) }];
  },
};
