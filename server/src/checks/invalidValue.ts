// invalid-value: a value of the right type that the rule schema does not allow.
import type { RuleType } from '../rule/rule';
import type { RuleKey } from '../rule/ruleKey';
import { nearest } from '../text/nearest';
import type { TomlArray, TomlString, TomlValue } from '../toml/ast';
import type { Check, Finding } from './check';
import type { KnownEntry } from './knownTables';

export const invalidValue: Check = {
  code: 'invalid-value',
  severity: 'error',
  doc: 'The value of a key is none of those, or not in the range, that the rule schema allows.',
  run: ({ document, tables }) => {
    const type = document.rule.type?.value;
    return tables.flatMap(({ entries }) => entries.flatMap((known) => findInvalid(known, type)));
  },
};

function findInvalid({ key, entry }: KnownEntry, type: RuleType | undefined): readonly Finding[] {
  const { value } = entry;
  if (value.kind === 'string') return findInvalidString(key, value, type);
  if (value.kind === 'scalar' && typeof value.value === 'bigint')
    return outOfRange(key, { number: value.value, node: value });
  if (value.kind === 'array')
    return [
      ...wrongLength(key, value),
      ...value.items.flatMap((item) =>
        item.kind === 'string' ? findInvalidString(key, item, type) : [],
      ),
    ];
  return [];
}

function findInvalidString(
  key: RuleKey,
  node: TomlString,
  type: RuleType | undefined,
): readonly Finding[] {
  const value = node.value;
  const name = key.name;
  if (key.type === 'date' && !isDay(value))
    return [{ message: `\`${name}\` must be a day written YYYY/MM/DD.`, span: node.span }];
  if (key.pattern && !key.pattern.regex.test(value))
    return [{ message: `\`${name}\` must be ${key.pattern.words}.`, span: node.span }];
  return [...notAllowed(key, node), ...notForType(key, node, type)];
}

function notAllowed(key: RuleKey, node: TomlString): readonly Finding[] {
  const names = key.values?.map((value) => value.name);
  if (!names || names.includes(node.value)) return [];
  const guess = nearest(node.value, names);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  const allowed = names.map((name) => `\`${name}\``).join(', ');
  const must = names.length === 1 ? allowed : `one of ${allowed}`;
  return [{ message: `\`${key.name}\` must be ${must}.${hint}`, span: node.span }];
}

/** A value that exists, but not for rules of this type. */
function notForType(
  key: RuleKey,
  node: TomlString,
  type: RuleType | undefined,
): readonly Finding[] {
  if (!key.valuesFor || type === undefined) return [];
  const allowed = key.valuesFor(type);
  const exists = key.values?.some((value) => value.name === node.value) ?? true;
  if (!exists || allowed.length === 0 || allowed.includes(node.value)) return [];
  const words = allowed.map((name) => `\`${name}\``).join(' or ');
  const message = `\`${key.name}\` must be ${words} in a rule of type \`${type}\`.`;
  return [{ message, span: node.span }];
}

function outOfRange(
  key: RuleKey,
  { number, node }: { readonly number: bigint; readonly node: TomlValue },
): readonly Finding[] {
  const { min, max } = key.limits ?? {};
  const message = `\`${key.name}\` must be ${rangeWords(min, max)}.`;
  const bad = (min !== undefined && number < min) || (max !== undefined && number > max);
  return bad ? [{ message, span: node.span }] : [];
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

/** A day of the calendar written YYYY/MM/DD. */
function isDay(text: string): boolean {
  const match = /^(\d{4})\/(\d{2})\/(\d{2})$/.exec(text);
  if (!match) return false;
  const iso = `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}
