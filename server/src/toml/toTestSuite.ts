// The value of a TOML file in the tagged JSON of the toml-test suite: every scalar is `{type, value}`, value as text.
import { assertNever } from '../text/assertNever';
import type { TomlDocument, TomlScalar, TomlTable, TomlTables, TomlValue } from './ast';

export type TestSuiteValue =
  | { readonly type: string; readonly value: string }
  | readonly TestSuiteValue[]
  | { readonly [key: string]: TestSuiteValue };

/** The whole file. Values that are no value (there is a problem about each) are left out. */
export function tomlToTestSuite(document: TomlDocument): TestSuiteValue {
  return fromTable(document.root);
}

function fromTable(table: TomlTable): TestSuiteValue {
  const entries: [string, TestSuiteValue][] = [];
  for (const [name, entry] of table.entries) {
    const value = fromValue(entry.value);
    if (value !== undefined) entries.push([name, value]);
  }
  // `fromEntries` defines own properties, so a key `__proto__` is one like any other.
  return Object.fromEntries(entries);
}

function fromValue(value: TomlValue | TomlTable | TomlTables): TestSuiteValue | undefined {
  switch (value.kind) {
    case 'table':
      return fromTable(value);
    case 'tables':
      return value.tables.map(fromTable);
    case 'inline-table':
      return fromTable(value.table);
    case 'array':
      return value.items.map(fromValue).filter((item) => item !== undefined);
    case 'string':
      return { type: 'string', value: value.value };
    case 'scalar':
      return { type: value.type, value: scalarText(value) };
    case 'invalid':
      return undefined;
    default:
      return assertNever(value);
  }
}

function scalarText({ value }: TomlScalar): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
