// file-name-tactic: a file name that does not begin with the rule's first tactic.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, tableAt, tablesAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { isDeprecated, isElasticRule, pathParts, ruleHeader, ruleOf } from '../ruleTables';

export const fileNameTactic: Check = {
  code: 'file-name-tactic',
  severity: 'information',
  doc: "The file name of one of Elastic's rules begins with its first tactic.",
  needsWholeFile: true,
  run: ({ document, context }) => {
    const name = pathParts(context.path).at(-1);
    const [first] = document.rule.threat;
    if (name === undefined || !first?.tactic?.name || !isElasticRule(document)) return [];
    if (document.rule.type?.value === 'machine_learning' || isDeprecated(document)) return [];
    const prefixes = tacticNames(document, context.attack).map((tactic) =>
      tactic.toLowerCase().replaceAll(' ', '_'),
    );
    if (prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix))) return [];
    const message = `The file name begins with the first tactic: \`${prefixes[0] ?? ''}_...\`.`;
    return [{ message, span: ruleHeader(document) }];
  },
};

/** Names of the first tactic in the mapping and in the mappings for other versions. */
function tacticNames(document: RuleDocument, { current, later }: AttackCatalog): readonly string[] {
  const { tactic } = document.rule.threat[0] ?? {};
  const other = (later ?? current).findTactic(tactic?.id?.value ?? '')?.name;
  const mapped = tablesAt(ruleOf(document), 'threat_mappings').flatMap((table) => {
    const first = tablesAt(table, 'threat')[0];
    return stringAt(tableAt(first, 'tactic'), 'name')?.value ?? [];
  });
  return [tactic?.name?.value, other, ...mapped].filter((name) => name !== undefined);
}
