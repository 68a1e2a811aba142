// Every key of a rule file in one table. It drives checks, hover and completion.
import { commonRuleKeys } from './commonRuleKeys';
import { metadataKeys, transformKeys } from './metadataKeys';
import { queryRuleKeys } from './queryRuleKeys';
import type { RuleKey, RuleKeyRow } from './ruleKey';
import { threatKeys } from './threatKeys';

const rows: readonly RuleKeyRow[] = [
  ...metadataKeys,
  ...transformKeys,
  ...commonRuleKeys,
  ...queryRuleKeys,
  ...threatKeys,
];

export const ruleKeys: readonly RuleKey[] = rows.map((row) => ({
  ...row,
  name: row.path.slice(row.path.lastIndexOf('.') + 1),
}));

const byPath: ReadonlyMap<string, RuleKey> = new Map(ruleKeys.map((key) => [key.path, key]));

const byParent: ReadonlyMap<string, readonly RuleKey[]> = groupByParent();

function groupByParent(): ReadonlyMap<string, readonly RuleKey[]> {
  const groups = new Map<string, RuleKey[]>();
  for (const key of ruleKeys) {
    const parent = key.path.slice(0, Math.max(0, key.path.lastIndexOf('.')));
    const group = groups.get(parent);
    if (group) group.push(key);
    else groups.set(parent, [key]);
  }
  return groups;
}

/** The row of a dotted path such as `rule.threat.tactic.id`. */
export function findRuleKey(path: string): RuleKey | undefined {
  return byPath.get(path);
}

/** The keys that the table at a path can have; '' is the top of the file. */
export function keysOf(parentPath: string): readonly RuleKey[] {
  return byParent.get(parentPath) ?? [];
}
