// The value of a TOML file as JSON has it: times and dates are texts, integers numbers.
import type { TomlTable, TomlTables, TomlValue } from './ast';

/** A table with all below it. Values that are no value (there is a problem about each) are left out. */
export function tableToJson(table: TomlTable): Readonly<Record<string, unknown>> {
  const entries = [...table.entries].flatMap(([name, { value }]) =>
    value.kind === 'invalid' ? [] : [[name, valueToJson(value)] as const],
  );
  // `fromEntries` defines own properties, so a key `__proto__` is one like any other.
  return Object.fromEntries(entries);
}

function valueToJson(value: TomlValue | TomlTable | TomlTables): unknown {
  switch (value.kind) {
    case 'table':
      return tableToJson(value);
    case 'inline-table':
      return tableToJson(value.table);
    case 'tables':
      return value.tables.map(tableToJson);
    case 'array':
      return value.items.filter((item) => item.kind !== 'invalid').map(valueToJson);
    case 'string':
      return value.value;
    case 'scalar':
      return typeof value.value === 'bigint' ? Number(value.value) : value.value;
    case 'invalid':
      return undefined;
  }
}
