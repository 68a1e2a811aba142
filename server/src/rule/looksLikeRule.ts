// Decides by content whether a TOML file is a detection rule. Other tools keep `[rule]` tables too (revive, taplo).
import type { TomlDocument, TomlTable } from '../toml/ast';
import { ruleTypes } from './rule';
import { stringNodeAt, tableAt, tablesAt } from './tomlValues';

/** Keys that no other tool's `[rule]` table is known to have. */
const tellingKeys = ['rule_id', 'risk_score', 'threat', 'new_terms', 'query'];

/**
 * True for a `[rule]` table with a telling key or a known rule type, and for one beside a `[metadata]` table, so that a
 * rule in its first lines counts. `[[rule]]` (a list) does only with both, so that it can be told to be a mistake.
 */
export function looksLikeRule(toml: TomlDocument): boolean {
  const rule = tableAt(toml.root, 'rule');
  if (rule) return hasRuleKeys(rule) || hasMetadata(toml);
  return hasMetadata(toml) && tablesAt(toml.root, 'rule').some(hasRuleKeys);
}

/** The table has what only a detection rule has: a telling key, or the type of one. */
export function hasRuleKeys(table: TomlTable): boolean {
  return tellingKeys.some((key) => table.entries.has(key)) || hasRuleType(table);
}

function hasRuleType(rule: TomlTable): boolean {
  const type = stringNodeAt(rule, 'type')?.value;
  return ruleTypes.some((candidate) => candidate === type);
}

function hasMetadata(toml: TomlDocument): boolean {
  return tableAt(toml.root, 'metadata') !== undefined;
}
