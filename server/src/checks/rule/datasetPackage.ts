// dataset-package: a data set in the query whose package the rule neither reads nor names.
import { plainText } from '../../kql/terms';
import { dataSetFields } from '../../rule/dataSets';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { allClauses } from '../query/queries';
import type { Clause } from '../query/queries';
import { isDeprecated } from '../ruleTables';
import { addIntegration, integrationKey } from './integrations';

export const datasetPackage: Check = {
  code: 'dataset-package',
  severity: 'warning',
  doc: 'The package of a data set that the query asks for stands in `integration` and is read by an index pattern.',
  needsWholeFile: true,
  run: findMissing,
};

function findMissing({ document }: CheckInput): readonly Finding[] {
  const { rule } = document;
  if (isDeprecated(document) || rule.type?.value === 'threat_match') return [];
  const asked = allClauses(document).filter(asksDataset);
  if (asked.length === 0) return nothing;
  const patterns = (rule.index?.value ?? []).map(({ value }) => value);
  const key = integrationKey(document);
  return findEach(asked, ({ node }) => {
    if (node.kind !== 'is') return [];
    const dataset = plainText(node.value);
    const name = dataset && /^([a-z0-9_]+)\.[a-z0-9_.]+$/.exec(dataset)?.[1];
    if (!name) return [];
    const span = node.value.span;
    const belongs = `The data set \`${dataset}\` belongs to the package \`${name}\`, which`;
    if (patterns.length > 0 && patterns.every((pattern) => isSurelyOther(pattern, name)))
      return [{ message: `${belongs} no index pattern of the rule reads.`, span }];
    if (!key || key.names.some(({ value }) => value === name)) return [];
    const message = `${belongs} \`integration\` does not name.`;
    return [{ message, span, fixes: addIntegration(document, name) }];
  });
}

function asksDataset({ node, field, isNegated }: Clause): boolean {
  return !isNegated && node.kind === 'is' && field !== undefined && dataSetFields.includes(field);
}

/** Data streams are named `type-dataset-namespace`. Of other indices nothing is known. */
function isSurelyOther(pattern: string, name: string): boolean {
  const match = /^(?:logs|metrics|traces)-([^*]+)/.exec(pattern);
  if (!match) return false;
  const start = match[1] ?? '';
  return !start.startsWith(`${name}.`) && !`${name}.`.startsWith(start);
}
