// field-data-set: a field that Elastic Defend has, but in other data sets than those that the rule reads.
import {
  endpointDataSetName,
  endpointDataSets,
  endpointDataSetsIn,
} from '../../catalog/endpointDataSets';
import { indexPatternsOf } from '../../rule/indexPatterns';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { allClauses } from '../query/queries';

export const fieldDataSet: Check = {
  code: 'field-data-set',
  severity: 'warning',
  doc: 'The data sets of Elastic Defend that the rule reads do not carry the field; others do.',
  needsWholeFile: true,
  run: findElsewhere,
};

/** Only of rules that read nothing but Elastic Defend; a field that it does not have at all may come from a pipeline. */
function findElsewhere({ document }: CheckInput): readonly Finding[] {
  const { rule, query } = document;
  const read = indexPatternsOf(rule).map(endpointDataSetsIn);
  if (read.length === 0 || read.some(({ length }) => length === 0)) return nothing;
  const dataSets = new Set(read.flat());
  return findEach(allClauses(document), ({ node, field, isPattern, query: asked }) => {
    if (!node.field || field === undefined || isPattern || asked !== query) return [];
    const carriers = endpointDataSets(field) ?? [];
    if (carriers.length === 0 || carriers.some((dataSet) => dataSets.has(dataSet))) return [];
    const names = carriers.map((dataSet) => `\`${endpointDataSetName(dataSet)}\``).join(', ');
    const message = `\`${field}\` is in ${names}, which no index pattern of the rule reads.`;
    return [{ message, span: node.field.span }];
  });
}
