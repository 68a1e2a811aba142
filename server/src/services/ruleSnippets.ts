// Texts that completion inserts for keys and tables: with everything the table must have, and with places for the cursor.
import type { KeyType, RuleKey } from '../rule/ruleKey';
import type { KeyTable } from '../rule/keyTable';
import type { RuleType } from '../rule/rule';
import { snippetText } from './completionContext';

/** `key = value` with an empty value. With `cursor`, a snippet whose cursor stands where typing goes on. */
export function keyText(key: RuleKey, cursor: boolean): string {
  const at = cursor ? '$0' : '';
  if (key.name === 'query') return `query = '''\n${at}\n'''`;
  return `${key.name} = ${emptyValue(key.type, at)}`;
}

function emptyValue(type: KeyType, cursor: string): string {
  switch (type) {
    case 'string':
    case 'date':
      return `"${cursor}"`;
    case 'strings':
      return cursor === '' ? '[]' : `["${cursor}"]`;
    case 'list':
    case 'table-lists':
      return `[${cursor}]`;
    default:
      return cursor;
  }
}

/** A header with the keys that its table must have, and the tables that it must have below. */
export function tableText(
  keys: KeyTable,
  table: RuleKey,
  type: RuleType | undefined,
  cursor: boolean,
): string {
  let stops = 0;
  const text = tableLines(keys, table, type, (value) => {
    if (!cursor) return value;
    stops++;
    return `\${${stops}:${snippetText(value)}}`;
  }).join('\n');
  return cursor ? `${text}\n$0` : text;
}

type Stop = (value: string) => string;

function tableLines(
  keys: KeyTable,
  table: RuleKey,
  type: RuleType | undefined,
  stop: Stop,
): readonly string[] {
  const required = keys.keysOf(table.path).filter((key) => isRequired(key, type));
  const isTable = (key: RuleKey): boolean => key.type === 'table' || key.type === 'tables';
  return [
    headerText(table),
    ...required.filter((key) => !isTable(key)).map((key) => pairText(key, stop)),
    ...required.filter(isTable).flatMap((key) => ['', ...tableLines(keys, key, type, stop)]),
  ];
}

/** `[path]` or `[[path]]`. */
export function headerText({ path, type }: RuleKey): string {
  return type === 'tables' ? `[[${path}]]` : `[${path}]`;
}

function isRequired({ requiredFor }: RuleKey, type: RuleType | undefined): boolean {
  if (requiredFor === undefined) return false;
  return requiredFor === 'all' || (type !== undefined && requiredFor.includes(type));
}

/** The only value, the example, or something of the right type. */
function pairText(key: RuleKey, stop: Stop): string {
  const [only, other] = key.values ?? [];
  if (only && !other) return `${key.name} = "${only.name}"`;
  const value = key.example ?? (only ? `"${only.name}"` : defaultValue(key.type));
  const quoted = /^"([^"\\]*)"$/.exec(value)?.[1];
  return `${key.name} = ${quoted === undefined ? stop(value) : `"${stop(quoted)}"`}`;
}

function defaultValue(type: KeyType): string {
  switch (type) {
    case 'integer':
      return '1';
    case 'boolean':
      return 'true';
    case 'strings':
    case 'list':
    case 'tables':
    case 'table-lists':
      return '[]';
    default:
      return '""';
  }
}
