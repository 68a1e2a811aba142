// missing-key: a key without which the rule does not load.
import type { RuleType } from '../rule/rule';
import type { RuleKey } from '../rule/ruleKey';
import { missingWords } from '../rule/missingKey';
import { keyTableOf } from '../rule/companionKeys';
import { tableAt, tablesAt } from '../rule/tomlValues';
import { oncePer } from '../text/oncePer';
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
  const { root } = document.toml;
  const fallback = (tableAt(root, 'rule') ?? tablesAt(root, document.companion ?? '')[0])?.header
    ?.span;
  const keys = keyTableOf(document);
  return tables.flatMap((known) => {
    const missing = requiredKeys(keys.keysOf(known.path)).filter((key) =>
      isMissing(key, known, type),
    );
    if (missing.length === 0) return [];
    const span = known.path === '' ? (fallback ?? known.span) : known.span;
    return missing.map((key) => ({
      message: messageOf(key, known, type),
      span,
      fixes: addKey(document.text, key, { table: known.table, type, attack: context.attack }),
    }));
  });
}

/** Those of the keys of a table that some rule must have. */
const requiredKeys = oncePer((keys: readonly RuleKey[]) =>
  keys.filter(({ requiredFor }) => requiredFor !== undefined),
);

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
  if (known.path === '') return `The \`[${name}]\` table is missing.`;
  return missingWords(name, known.path, key.requiredFor === 'all' ? undefined : type);
}
