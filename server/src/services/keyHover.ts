// Hover on a key of the rule file: what it is for, its type, its values.
import type { KeyType, RuleKey } from '../rule/ruleKey';
import { assertNever } from '../text/assertNever';
import { bullets, code, codeBlock, paragraphs } from './markdown';

/** Markdown about a key; undefined for one that is not known. */
export function describeKey(key: RuleKey | undefined): string | undefined {
  return key && paragraphs(headline(key), key.description, valueList(key), exampleOf(key));
}

/** Markdown about one allowed value of a key. */
export function describeKeyValue(key: RuleKey | undefined, value: string): string | undefined {
  const known = key?.values?.find((candidate) => candidate.name === value);
  return known && paragraphs(`**${code(known.name)}**`, known.description);
}

function headline(key: RuleKey): string {
  const facts = [
    keyTypeWords(key.type),
    requirement(key),
    key.since === undefined ? '' : `since ${key.since}`,
  ].filter((fact) => fact !== '');
  return `**${code(key.name)}** · ${facts.join(' · ')}`;
}

function requirement(key: RuleKey): string {
  if (key.requiredFor === undefined)
    return key.onlyFor ? `only for ${listTypes(key.onlyFor)}` : 'optional';
  if (key.requiredFor === 'all') return 'required';
  return `required for ${listTypes(key.requiredFor)}`;
}

function listTypes(types: readonly string[]): string {
  if (types.length >= 6) return 'rules with a query';
  return types.map((type) => code(type)).join(', ');
}

function valueList(key: RuleKey): string {
  return key.values && key.values.length > 1
    ? bullets(key.values.map((value) => `${code(value.name)}: ${value.description}`))
    : '';
}

function exampleOf(key: RuleKey): string {
  if (key.example === undefined) return '';
  return `Example:\n${codeBlock(`${key.name} = ${key.example}`, 'toml')}`;
}

/** The type of a key in words. */
export function keyTypeWords(type: KeyType): string {
  switch (type) {
    case 'string':
      return 'string';
    case 'date':
      return 'date in quotes';
    case 'integer':
      return 'integer';
    case 'boolean':
      return 'true or false';
    case 'strings':
      return 'list of strings';
    case 'string-or-strings':
      return 'string or list of strings';
    case 'table':
      return 'table';
    case 'tables':
      return 'list of tables';
    case 'table-lists':
      return 'list of lists of tables';
    case 'list':
      return 'list';
    case 'any':
      return 'anything';
    default:
      return assertNever(type);
  }
}
