// invalid-value: a value of the right type that the rule schema does not allow.
import type { RuleType } from '../rule/rule';
import type { RuleKey } from '../rule/ruleKey';
import type { TomlArray, TomlString, TomlValue } from '../toml/ast';
import type { Check, Finding } from './check';
import { findEach, nothing } from './findEach';
import { inEntries } from './knownTables';
import type { KnownEntry } from './knownTables';
import { isDay, meantValue, valueFixes } from './schema/valueFixes';

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
  if (!key.isBounded) return nothing;
  const { value } = entry;
  if (value.kind === 'string') return findInvalidString(key, value, type);
  if (value.kind === 'scalar' && typeof value.value === 'bigint')
    return outOfRange(key, { number: value.value, node: value });
  if (value.kind === 'array')
    return [
      ...wrongLength(key, value),
      ...findEach(value.items, (item) =>
        item.kind === 'string' ? findInvalidString(key, item, type) : nothing,
      ),
    ];
  return nothing;
}

function findInvalidString(
  key: RuleKey,
  node: TomlString,
  type: RuleType | undefined,
): readonly Finding[] {
  const { value, span } = node;
  const { name } = key;
  if (key.type === 'date' && !isDay(value))
    return [
      {
        message: `\`${name}\` must be a day written YYYY/MM/DD.`,
        span,
        fixes: valueFixes(key, node, type),
      },
    ];
  if (key.pattern && !key.pattern.regex.test(value))
    return [
      {
        message: `\`${name}\` must be ${key.pattern.words}.`,
        span,
        fixes: valueFixes(key, node, type),
      },
    ];
  const unlisted = notAllowed(key, node, type);
  return unlisted.length > 0 ? unlisted : notForType(key, node, type);
}

function notAllowed(
  key: RuleKey,
  node: TomlString,
  type: RuleType | undefined,
): readonly Finding[] {
  if (!key.values || key.values.some(({ name }) => name === node.value)) return nothing;
  const names = key.values.map(({ name }) => name);
  const guess = names.length === 1 ? undefined : meantValue(key, node.value, type);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  const allowed = names.map((name) => `\`${name}\``).join(', ');
  const must = names.length === 1 ? allowed : `one of ${allowed}`;
  const message = `\`${key.name}\` must be ${must}.${hint}`;
  return [{ message, span: node.span, fixes: valueFixes(key, node, type) }];
}

/** A value that exists, but not for rules of this type. */
function notForType(
  key: RuleKey,
  node: TomlString,
  type: RuleType | undefined,
): readonly Finding[] {
  if (!key.valuesFor || type === undefined) return nothing;
  const allowed = key.valuesFor(type);
  const exists = key.values?.some((value) => value.name === node.value) ?? true;
  if (!exists || allowed.length === 0 || allowed.includes(node.value)) return [];
  const words = allowed.map((name) => `\`${name}\``).join(' or ');
  const message = `\`${key.name}\` must be ${words} in a rule of type \`${type}\`.`;
  return [{ message, span: node.span, fixes: valueFixes(key, node, type) }];
}

function outOfRange(
  key: RuleKey,
  { number, node }: { readonly number: bigint; readonly node: TomlValue },
): readonly Finding[] {
  const { min, max } = key.limits ?? {};
  const bound =
    min !== undefined && number < min ? min : max !== undefined && number > max ? max : undefined;
  if (bound === undefined) return [];
  const message = `\`${key.name}\` must be ${rangeWords(min, max)}.`;
  const edits = [{ span: node.span, text: String(bound) }];
  return [
    { message, span: node.span, fixes: [{ title: `Change to ${bound}`, edits, isSafe: false }] },
  ];
}

function wrongLength(key: RuleKey, array: TomlArray): readonly Finding[] {
  const { min, max } = key.limits ?? {};
  const count = array.items.length;
  if ((min === undefined || count >= min) && (max === undefined || count <= max)) return [];
  const message = `\`${key.name}\` must have ${rangeWords(min, max)} items, not ${count}.`;
  return [{ message, span: array.span }];
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `at least ${min ?? 0}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}
