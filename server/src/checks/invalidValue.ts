// invalid-value: a value of the right type that the rule schema does not allow.
import type { RuleType } from '../rule/rule';
import type { RuleKey } from '../rule/ruleKey';
import { valueMistakes } from '../rule/valueMistake';
import type { ValueMistake } from '../rule/valueMistake';
import type { Fix } from '../text/problem';
import type { Check, Finding } from './check';
import { nothing } from './findEach';
import { inEntries } from './knownTables';
import type { KnownEntry } from './knownTables';
import { newIdFix, valueFixes } from './schema/valueFixes';

export const invalidValue: Check = {
  files: 'all',
  code: 'invalid-value',
  severity: 'error',
  doc: 'The value of a key is none of those, or not in the range, that the rule schema allows.',
  run: ({ document, tables, context: { newId } }) => {
    const facts = { type: document.rule.type?.value, newId };
    return inEntries(tables, (known) => findInvalid(known, facts));
  },
};

/** What is known of the rule, and an id for it if it is to have another one. */
interface Facts {
  readonly type: RuleType | undefined;
  readonly newId: string | undefined;
}

function findInvalid({ key, entry }: KnownEntry, facts: Facts): readonly Finding[] {
  const mistakes = valueMistakes(key, entry.value, facts.type);
  if (mistakes.length === 0) return nothing;
  return mistakes.map((mistake) => ({
    message: mistake.message,
    span: mistake.node.span,
    fixes: fixesOf(mistake, key, facts),
  }));
}

function fixesOf(
  { node, bound }: ValueMistake,
  key: RuleKey,
  { type, newId }: Facts,
): readonly Fix[] {
  if (node.kind === 'string') {
    const fixes = valueFixes(key, node, type);
    return fixes.length === 0 && key.path === 'rule.rule_id' && newId !== undefined
      ? [newIdFix(node.span, newId)]
      : fixes;
  }
  if (bound === undefined) return [];
  const edits = [{ span: node.span, text: String(bound) }];
  return [{ title: `Change to ${bound}`, edits, isSafe: false }];
}
