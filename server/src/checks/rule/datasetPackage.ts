// dataset-package: a data set in the query whose package the rule neither reads nor names.
import type { EqlExpression } from '../../eql/ast';
import { plainText } from '../../kql/terms';
import { dataSetFields } from '../../rule/dataSets';
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlAskedValues, eqlClause, eqlConjuncts, eqlFieldOf, eqlParts } from '../query/eqlClauses';
import { allClauses } from '../query/queries';
import { isDeprecated } from '../ruleTables';
import { queryFix } from '../query/queryText';
import { addIntegration, integrationKey } from './integrations';
import { meantDataSet } from './knownDataSets';

export const datasetPackage: Check = {
  code: 'dataset-package',
  severity: 'warning',
  doc: 'The package of a data set that the query asks for stands in `integration` and is read by an index pattern; the name is spelt right.',
  needsWholeFile: true,
  run: findMissing,
};

function findMissing({ document }: CheckInput): readonly Finding[] {
  const { rule } = document;
  if (isDeprecated(document) || rule.type?.value === 'threat_match') return [];
  const asked = document.query?.eql ? askedInEql(document) : askedInKql(document);
  if (asked.length === 0) return nothing;
  const patterns = (rule.index?.value ?? []).map(({ value }) => value);
  const key = integrationKey(document);
  return findEach(asked, ({ value: dataset, span }) => {
    const name = /^([a-z0-9_]+)\.[a-z0-9_.]+$/.exec(dataset)?.[1];
    if (name === undefined) return nothing;
    const meant = meantDataSet(dataset);
    if (meant !== undefined) return [mistyped(document, { value: dataset, span }, meant)];
    const belongs = `The data set \`${dataset}\` belongs to the package \`${name}\`, which`;
    if (patterns.length > 0 && patterns.every((pattern) => isSurelyOther(pattern, name)))
      return [{ message: `${belongs} no index pattern of the rule reads.`, span }];
    if (!key || key.names.some(({ value }) => value === name)) return [];
    const message = `${belongs} \`integration\` does not name.`;
    return [{ message, span, fixes: addIntegration(document, name) }];
  });
}

function mistyped(
  { query }: RuleDocument,
  { value, span }: Located<string>,
  meant: string,
): Finding {
  const edits = [{ span, text: JSON.stringify(meant) }];
  return {
    message: `No data set known here is called \`${value}\`. Did you mean \`${meant}\`?`,
    span,
    fixes: query ? queryFix(query, `Change to \`${meant}\``, { edits, isSafe: false }) : [],
  };
}

function askedInKql(document: RuleDocument): readonly Located<string>[] {
  return allClauses(document).flatMap(({ node, field, isNegated }) => {
    if (isNegated || node.kind !== 'is' || !isDataSet(field)) return [];
    const value = plainText(node.value);
    return value === undefined ? [] : [{ value, span: node.value.span }];
  });
}

/** Conditions that must hold alone: what stands below `or` or `not` may be another event's. */
function askedInEql(document: RuleDocument): readonly Located<string>[] {
  const { events = [] } = eqlParts(document) ?? {};
  return events
    .filter(({ fields }) => fields.some(({ name }) => isDataSet(name)))
    .flatMap(({ condition }) => eqlConjuncts(condition).flatMap(askedBy));
}

function askedBy(condition: EqlExpression): readonly Located<string>[] {
  const name = eqlFieldOf(condition);
  if (name === undefined || !isDataSet(name) || !eqlAskedValues(condition, name)) return [];
  return (eqlClause(condition)?.values ?? []).flatMap(({ value, span }) =>
    typeof value === 'string' ? [{ value, span }] : [],
  );
}

function isDataSet(field: string | undefined): boolean {
  return field !== undefined && dataSetFields.includes(field);
}

/** Data streams are named `type-dataset-namespace`. Of other indices nothing is known. */
function isSurelyOther(pattern: string, name: string): boolean {
  const match = /^(?:logs|metrics|traces)-([^*]+)/.exec(pattern);
  if (!match) return false;
  const start = match[1] ?? '';
  return !start.startsWith(`${name}.`) && !`${name}.`.startsWith(start);
}
