// Values that the table of rule keys does not allow, in words: for the check, and for runs that Kibana refuses.
import type { TomlString, TomlValue } from '../toml/ast';
import { isDay, meantValue } from './meantValue';
import type { RuleType } from './rule';
import type { Limits, RuleKey } from './ruleKey';
import type { EntryValue } from './tomlValues';

/** One sentence and the value that it is about. */
export interface ValueMistake {
  readonly message: string;
  readonly node: TomlValue;
  /** The nearest number that is allowed. */
  readonly bound?: bigint;
}

/** Most values are right: the answer to them costs no memory. */
const none: readonly ValueMistake[] = [];

/** Of a value, or of the items of a list; what is of a wrong TOML type is not this function's business. */
export function valueMistakes(
  key: RuleKey,
  value: EntryValue,
  type: RuleType | undefined,
): readonly ValueMistake[] {
  if (!key.isBounded) return none;
  if (value.kind === 'string') return ofText(key, value, type);
  if (value.kind === 'scalar' && typeof value.value === 'bigint')
    return ofNumber(key, value.value, value);
  if (value.kind !== 'array') return none;
  let all = ofLength(key, value.items.length, value);
  for (const item of value.items) {
    const found = item.kind === 'string' ? ofText(key, item, type) : none;
    if (found.length > 0) all = [...all, ...found];
  }
  return all;
}

function ofText(
  key: RuleKey,
  node: TomlString,
  type: RuleType | undefined,
): readonly ValueMistake[] {
  const message = textMistake(key, node.value, type);
  return message === undefined ? none : [{ message, node }];
}

function textMistake(key: RuleKey, text: string, type: RuleType | undefined): string | undefined {
  const { name, pattern } = key;
  if (key.type === 'date' && !isDay(text)) return `\`${name}\` must be a day written YYYY/MM/DD.`;
  if (pattern && !pattern.regex.test(text)) return `\`${name}\` must be ${pattern.words}.`;
  return notAllowed(key, text, type) ?? notForType(key, text, type);
}

function notAllowed(key: RuleKey, text: string, type: RuleType | undefined): string | undefined {
  if (!key.values || key.values.some(({ name }) => name === text)) return undefined;
  const names = key.values.map(({ name }) => name);
  const guess = names.length === 1 ? undefined : meantValue(key, text, type);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  const allowed = names.map((name) => `\`${name}\``).join(', ');
  const must = names.length === 1 ? allowed : `one of ${allowed}`;
  return `\`${key.name}\` must be ${must}.${hint}`;
}

/** A value that exists, but not for rules of this type. */
function notForType(key: RuleKey, text: string, type: RuleType | undefined): string | undefined {
  if (!key.valuesFor || type === undefined) return undefined;
  const allowed = key.valuesFor(type);
  const exists = key.values?.some(({ name }) => name === text) ?? true;
  if (!exists || allowed.length === 0 || allowed.includes(text)) return undefined;
  const words = allowed.map((name) => `\`${name}\``).join(' or ');
  return `\`${key.name}\` must be ${words} in a rule of type \`${type}\`.`;
}

function ofNumber(key: RuleKey, number: bigint, node: TomlValue): readonly ValueMistake[] {
  const { min, max } = key.limits ?? {};
  const bound =
    min !== undefined && number < min ? min : max !== undefined && number > max ? max : undefined;
  if (bound === undefined) return none;
  const message = `\`${key.name}\` must be ${rangeWords(key.limits)}.`;
  return [{ message, node, bound: BigInt(bound) }];
}

function ofLength(key: RuleKey, count: number, node: TomlValue): readonly ValueMistake[] {
  const { min = 0, max } = key.limits ?? {};
  if (count >= min && (max === undefined || count <= max)) return none;
  const range = rangeWords({ ...(min > 0 && { min }), ...(max !== undefined && { max }) });
  return [{ message: `\`${key.name}\` must have ${range} items, not ${count}.`, node }];
}

function rangeWords({ min, max }: Limits = {}): string {
  if (max === undefined) return `at least ${min ?? 0}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}
