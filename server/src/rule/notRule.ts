// Why a TOML file is no detection rule although it has what rules have: a table of another name, keys in the wrong table.
import { nearest } from '../text/nearest';
import type { TomlDocument, TomlTable } from '../toml/ast';
import { hasRuleKeys } from './looksLikeRule';
import { asTable, tableAt, tablesAt } from './tomlValues';

/** Says of a file that it is no rule, and why, if it is almost one. */
export function noRuleText(file: string, toml: TomlDocument): string {
  const why = whyNoRule(toml);
  return `${file} holds no detection rule${why === undefined ? ' (a [rule] table)' : `. ${why}`}`;
}

/** One sentence; undefined for a file that has nothing of a rule. */
export function whyNoRule({ root }: TomlDocument): string | undefined {
  const [first] = tablesAt(root, 'rule');
  if (first && hasRuleKeys(first))
    return '`[[rule]]` begins a list: a rule is one table, `[rule]`.';
  for (const [name, { value }] of root.entries) {
    const table = asTable(value);
    if (table && hasRuleKeys(table) && nearest(name, ['rule', 'rules', 'detection_rule']))
      return `Its table \`[${name}]\` must be named \`[rule]\`.`;
  }
  const metadata = tableAt(root, 'metadata');
  if (hasRuleKeys(root)) return 'Its keys need the header `[rule]` above them.';
  if (metadata && hasRuleKeys(metadata))
    return 'The keys of the rule stand in `[metadata]`: they need a header `[rule]` above them.';
  return metadata && hasDates(metadata) ? 'It has `[metadata]`, but no table `[rule]`.' : undefined;
}

function hasDates(metadata: TomlTable): boolean {
  return metadata.entries.has('creation_date') || metadata.entries.has('maturity');
}
