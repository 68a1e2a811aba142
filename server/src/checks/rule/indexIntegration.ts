// index-integration: index patterns and integrations of a rule that do not fit.
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Check, CheckInput, Finding } from '../check';
import { both, findEach, nothing } from '../findEach';
import { isDeprecated, metadataOf } from '../ruleTables';
import {
  addIntegration,
  addPattern,
  integrationKey,
  isOpen,
  packageOf,
  readsModelPackage,
  readsPackage,
  removeName,
} from './integrations';
import type { IntegrationKey } from './integrations';

export const indexIntegration: Check = {
  code: 'index-integration',
  severity: 'warning',
  doc: 'Every package that the index patterns name stands in `integration`, and every integration has a pattern.',
  needsWholeFile: true,
  run: findMismatch,
};

function findMismatch({ document }: CheckInput): readonly Finding[] {
  const { rule } = document;
  const type = rule.type?.value;
  const patterns = rule.index?.value ?? [];
  const key = integrationKey(document);
  if (isDeprecated(document) || type === 'threat_match' || type === 'machine_learning')
    return nothing;
  if (patterns.length === 0 || (!key && !metadataOf(document))) return nothing;
  return both(withoutIntegration(document, key), withoutIndex(document, key));
}

function withoutIntegration(
  document: RuleDocument,
  key: IntegrationKey | undefined,
): readonly Finding[] {
  const patterns = document.rule.index?.value ?? [];
  return findEach(patterns, ({ value, span }, at) => {
    const name = packageOf(value);
    if (name === undefined || name === 'apm') return nothing;
    if (key?.names.some((named) => named.value === name)) return nothing;
    if (patterns.slice(0, at).some((earlier) => packageOf(earlier.value) === name)) return nothing;
    const message = `\`${value}\` belongs to the package \`${name}\`, which \`integration\` does not name.`;
    return [{ message, span, fixes: addIntegration(document, name) }];
  });
}

function withoutIndex(document: RuleDocument, key: IntegrationKey | undefined): readonly Finding[] {
  if (!key) return nothing;
  const patterns = (document.rule.index?.value ?? []).map(({ value }) => value);
  // Their models write what the rule reads into the indices of other packages.
  if (readsModelPackage(document)) return nothing;
  if (isOpen(patterns) || patterns.every((pattern) => pattern.startsWith('.alerts-')))
    return nothing;
  return findEach(key.names, ({ value: name, span }) => {
    if (patterns.some((pattern) => readsPackage(pattern, name))) return nothing;
    const message = `No index pattern of the rule reads the integration \`${name}\`: \`logs-${name}...\` is missing.`;
    return [
      { message, span, fixes: [...addPattern(document, name), ...removeName(document, name)] },
    ];
  });
}
