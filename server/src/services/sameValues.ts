// Whether two texts of a rule file hold the same: what an edit of the layout must never change.
import type { NeutralNode } from '../kql/neutral';
import { toNeutral } from '../kql/neutral';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import { tableToJson } from '../toml/toJson';

/**
 * True where both are valid TOML with the same values in any order of keys. Of valid KQL queries the trees count, of all
 * other values each character.
 */
export function haveSameValues(before: RuleDocument, after: RuleDocument): boolean {
  const isValid = before.toml.problems.length === 0 && after.toml.problems.length === 0;
  return isValid && canonical(before) === canonical(after);
}

function canonical({ toml, query, threatQuery }: RuleDocument): string {
  const file = tableToJson(toml.root);
  const rule = {
    ...(isObject(file['rule']) && file['rule']),
    ...(query && { query: meaningOf(query) }),
    ...(threatQuery && { threat_query: meaningOf(threatQuery) }),
  };
  return JSON.stringify({ ...file, rule }, (_, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(byName)) : value,
  );
}

function meaningOf({ text, parsed }: RuleQuery): string | NeutralNode {
  return parsed?.problems.length === 0 ? toNeutral(parsed.root) : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
