// field-data-set: a field that Elastic Defend has, but in other data sets than those that the rule reads.
import {
  endpointDataSetName,
  endpointDataSets,
  endpointDataSetsIn,
} from '../../catalog/endpointDataSets';
import { indexPatternsOf } from '../../rule/indexPatterns';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlParts } from '../query/eqlClauses';
import { allClauses } from '../query/queries';
import type { RuleDocument } from '../../rule/ruleDocument';

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
  const patterns = indexPatternsOf(rule);
  const readsOthers = patterns.some((pattern) => endpointDataSetsIn(pattern).length === 0);
  if (patterns.length === 0 || readsOthers) return nothing;
  const dataSets = new Set(patterns.flatMap(endpointDataSetsIn));
  if (query?.eql) return findInEql(document, dataSets);
  return findEach(allClauses(document), ({ node, field, isPattern, query: asked }) => {
    if (!node.field || field === undefined || isPattern || asked !== query) return nothing;
    const carriers = endpointDataSets(field);
    if (!carriers?.length || carriers.some((dataSet) => dataSets.has(dataSet))) return nothing;
    const names = carriers.map((dataSet) => `\`${endpointDataSetName(dataSet)}\``).join(', ');
    const message = `\`${field}\` is in ${names}, which no index pattern of the rule reads.`;
    return [{ message, span: node.field.span }];
  });
}

/** Of EQL categories, the data set whose events have it. */
const dataSetOf: Readonly<Record<string, string>> = {
  process: 'process',
  file: 'file',
  network: 'network',
  dns: 'network',
  registry: 'registry',
  library: 'library',
  driver: 'library',
};

/** An event of EQL has a category, and so a data set of its own. */
function findInEql(document: RuleDocument, read: ReadonlySet<string>): readonly Finding[] {
  return findEach(eqlParts(document)?.events ?? [], ({ category, fields }) => {
    const own = category && dataSetOf[category.text];
    const dataSets = own !== undefined && read.has(own) ? [own] : [...read];
    return findEach(fields, ({ name, span }) => {
      const carriers = endpointDataSets(name);
      if (!carriers?.length || dataSets.some((each) => carriers.includes(each))) return nothing;
      const names = carriers.map((each) => `\`${endpointDataSetName(each)}\``).join(', ');
      const message =
        own !== undefined && read.has(own)
          ? `\`${name}\` is in ${names}, not in events of the category \`${category?.text ?? ''}\`.`
          : `\`${name}\` is in ${names}, which no index pattern of the rule reads.`;
      return [{ message, span }];
    });
  });
}
