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
import { valueFixes } from './schema/valueFixes';

export const invalidValue: Check = {
  files: 'all',
  code: 'invalid-value',
  severity: 'error',
  doc: 'The value of a key is none of those, or not in the range, that the rule schema allows.',
  run: ({ document, tables }) => {
    const type = document.rule.type?.value;
    return inEntries(tables, (known) => findInvalid(known, type));
  },
};

function findInvalid({ key, entry }: KnownEntry, type: RuleType | undefined): readonly Finding[] {
  const mistakes = valueMistakes(key, entry.value, type);
  if (mistakes.length === 0) return nothing;
  return mistakes.map((mistake) => ({
    message: mistake.message,
    span: mistake.node.span,
    fixes: fixesOf(mistake, key, type),
  }));
}

function fixesOf(
  { node, bound }: ValueMistake,
  key: RuleKey,
  type: RuleType | undefined,
): readonly Fix[] {
  if (node.kind === 'string') return valueFixes(key, node, type);
  if (bound === undefined) return [];
  const edits = [{ span: node.span, text: String(bound) }];
  return [{ title: `Change to ${bound}`, edits, isSafe: false }];
}
