// Every key of a rule file in one table. It drives checks, hover and completion.
import { commonRuleKeys } from './commonRuleKeys';
import { keyTable } from './keyTable';
import { metadataKeys, transformKeys } from './metadataKeys';
import { queryRuleKeys } from './queryRuleKeys';
import type { RuleKey } from './ruleKey';
import { threatKeys } from './threatKeys';

export const ruleKeyTable = keyTable([
  ...metadataKeys,
  ...transformKeys,
  ...commonRuleKeys,
  ...queryRuleKeys,
  ...threatKeys,
]);

export const ruleKeys: readonly RuleKey[] = ruleKeyTable.keys;

/** The row of a dotted path such as `rule.threat.tactic.id`. */
export function findRuleKey(path: string): RuleKey | undefined {
  return ruleKeyTable.find(path);
}

/** The keys that the table at a path can have; '' is the top of the file. */
export function keysOf(parentPath: string): readonly RuleKey[] {
  return ruleKeyTable.keysOf(parentPath);
}
