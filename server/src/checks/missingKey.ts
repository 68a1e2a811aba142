// missing-key: a key without which the rule does not load.
import type { RuleType } from '../rule/rule';
import type { RuleKey } from '../rule/ruleKey';
import { missingWords } from '../rule/missingKey';
import { keyTableOf } from '../rule/companionKeys';
import { tableAt, tablesAt } from '../rule/tomlValues';
import type { Check, CheckInput, Finding } from './check';
import type { KnownTable } from './knownTables';
import { addKey } from './schema/missingValue';

export const missingKey: Check = {
  files: 'all',
  code: 'missing-key',
  severity: 'error',
  doc: 'A key is missing that every rule, or every rule of this type, must have.',
  needsWholeFile: true,
  run: findMissingKeys,
};

function findMissingKeys({ document, tables, context }: CheckInput): readonly Finding[] {
  const type = document.rule.type?.value;
  const { attack, newId } = context;
  const { root } = document.toml;
  const main = tableAt(root, 'rule') ?? tablesAt(root, document.companion ?? '')[0];
  const fallback = (main ?? tableAt(root, 'metadata'))?.header?.span;
  const keys = keyTableOf(document);
  const found: Finding[] = [];
  for (const known of tables)
    for (const key of keys.requiredIn(known.path))
      if (isMissing(key, known, type))
        found.push({
          message: messageOf(key, known, type),
          span: known.path === '' ? (fallback ?? known.span) : known.span,
          fixes: addKey(document, key, { table: known.table, type, attack, newId }),
        });
  return found;
}

function isMissing(key: RuleKey, known: KnownTable, type: RuleType | undefined): boolean {
  if (known.table.entries.has(key.name)) return false;
  return isRequired(key, type) && key.optionalIn?.(known.table, type) !== true;
}

function isRequired(key: RuleKey, type: RuleType | undefined): boolean {
  if (key.requiredFor === undefined) return false;
  return key.requiredFor === 'all' || (type !== undefined && key.requiredFor.includes(type));
}

function messageOf(key: RuleKey, known: KnownTable, type: RuleType | undefined): string {
  const name = key.name;
  if (known.path === '')
    return key.type === 'tables'
      ? `The list \`[[${name}]]\` is missing.`
      : `The \`[${name}]\` table is missing.`;
  return missingWords(name, known.path, key.requiredFor === 'all' ? undefined : type);
}
