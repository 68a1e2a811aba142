// TOML as JSON values, for what goes on without its places.
import type { JsonObject, JsonValue } from '../events/event';
import type { TomlTable } from '../toml/ast';
import type { EntryValue } from './tomlValues';

/** Integers beyond the exact range of a number become text; what is no value becomes null. */
export function jsonOfToml(value: EntryValue): JsonValue {
  switch (value.kind) {
    case 'table':
      return jsonOfTable(value);
    case 'inline-table':
      return jsonOfTable(value.table);
    case 'tables':
      return value.tables.map(jsonOfTable);
    case 'array':
      return value.items.map(jsonOfToml);
    case 'string':
      return value.value;
    case 'scalar':
      return typeof value.value === 'bigint' ? exact(value.value) : value.value;
    case 'invalid':
      return null;
  }
}

/** `Object.fromEntries` keeps a key named `__proto__` an ordinary one. */
export function jsonOfTable(table: TomlTable): JsonObject {
  const entries = [...table.entries].map(([key, { value }]) => [key, jsonOfToml(value)] as const);
  return Object.fromEntries(entries);
}

function exact(integer: bigint): number | string {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : String(integer);
}
