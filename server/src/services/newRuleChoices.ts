// What the wizard for a new rule offers.
import type { AttackEdition } from '../catalog/attackEdition';
import { dataSources } from '../catalog/ruleCatalog';
import type { NewRuleChoices } from '../protocol';
import { findRuleKey } from '../rule/ruleKeys';

/** Rule types, index patterns, and techniques by tactic in the order of the matrix. */
export function newRuleChoices(attack: AttackEdition): NewRuleChoices {
  const order = attack.tactics.map(({ id }) => id);
  return {
    types: (findRuleKey('rule.type')?.values ?? []).map(({ name, description }) => ({
      value: name,
      description: description.replaceAll('`', ''), // a list shows no Markdown
    })),
    sources: dataSources()
      .filter(({ integration }) => integration !== 'ti')
      .map(({ pattern, description }) => ({ value: pattern, description })),
    techniques: attack.techniques
      .filter(({ status }) => status === 'active')
      .flatMap(({ id, name, tactics: ids }) =>
        ids.map((tactic) => ({
          value: id,
          description: name,
          tactic,
          tacticName: attack.findTactic(tactic)?.name ?? '',
        })),
      )
      .sort((a, b) => order.indexOf(a.tactic) - order.indexOf(b.tactic)),
  };
}
