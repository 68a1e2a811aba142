// One exception item out of its JSON, or why it cannot be used.
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import type { ExceptionEntry, ExceptionItem, SimpleEntry, ValueListReference } from './exceptions';

interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** The item, or one sentence with its place. */
export function readExceptionItem(json: JsonObject, { file, line }: Place): ExceptionItem | string {
  const name = textOf(json['name']) ?? textOf(json['item_id']) ?? 'unnamed';
  const found = listOf(json['entries']).map(readEntry);
  const problem = found.find((entry) => typeof entry === 'string');
  if (problem !== undefined) return `${file}:${line}: exception item "${name}": ${problem}`;
  const entries = found.filter((entry) => typeof entry !== 'string');
  if (entries.length === 0) return `${file}:${line}: exception item "${name}" has no entries`;
  return {
    name,
    listId: textOf(json['list_id']),
    listType: undefined,
    entries,
    osTypes: listOf(json['os_types']).flatMap((os) => textOf(os) ?? []),
    expireTime: textOf(json['expire_time']),
    ruleIds: [],
    file,
    line,
  };
}

/** The entry, or what is wrong with it. */
function readEntry(json: JsonValue): ExceptionEntry | string {
  if (!isObject(json)) return 'an entry is an object';
  const field = textOf(json['field']);
  if (field === undefined) return 'an entry has no field';
  if (json['type'] !== 'nested') return readSimple(json, field);
  const inner = listOf(json['entries']).map((entry) => {
    const read = readEntry(entry);
    return typeof read === 'object' && read.type === 'nested'
      ? 'nested entries hold no others'
      : read;
  });
  const problem = inner.find((entry) => typeof entry === 'string');
  if (problem !== undefined) return problem;
  const entries = inner.filter((entry) => typeof entry !== 'string');
  return entries.length === 0
    ? `the nested entry on ${field} is empty`
    : { type: 'nested', field, entries };
}

function readSimple(json: JsonObject, field: string): SimpleEntry | string {
  const { type, operator = 'included', value } = json;
  if (operator !== 'included' && operator !== 'excluded')
    return `the operator of ${field} is included or excluded`;
  const base = { field, isExcluded: operator === 'excluded' };
  switch (type) {
    case 'match':
    case 'wildcard': {
      const text = scalarText(value);
      return text === undefined
        ? `${type} on ${field} needs a value`
        : { ...base, type, value: text };
    }
    case 'match_any': {
      const values = listOf(value).flatMap((each) => scalarText(each) ?? []);
      return values.length === 0 ? `match_any on ${field} needs a list` : { ...base, type, values };
    }
    case 'exists':
      return { ...base, type };
    case 'list': {
      const list = readListReference(json['list']);
      return list === undefined
        ? `list on ${field} needs the list's id and type`
        : { ...base, type, list };
    }
    default:
      return `an entry of type ${JSON.stringify(type ?? null)} is not evaluated locally`;
  }
}

function readListReference(json: JsonValue | undefined): ValueListReference | undefined {
  if (!isObject(json)) return undefined;
  const id = textOf(json['id']);
  const type = textOf(json['type']);
  return id === undefined || type === undefined ? undefined : { id, type };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function scalarText(value: JsonValue | undefined): string | undefined {
  return value === null || value === undefined || typeof value === 'object'
    ? undefined
    : String(value);
}
