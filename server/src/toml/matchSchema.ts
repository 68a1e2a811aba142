// Compares a TOML file with a JSON schema, as far as the schemas of settings go: types, keys, values, lists, choices.
import { nearest } from '../text/nearest';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import type { TomlEntry, TomlTable } from './ast';

/** The part of JSON schema (draft 7) that is looked at. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly propertyNames?: { readonly enum: readonly string[] };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly oneOf?: readonly Schema[];
}

/** What does not fit, in file order. The code is that of the problems. */
export function matchSchema(root: TomlTable, schema: Schema, code: string): readonly Problem[] {
  const found = tableMistakes(root, schema, []);
  return found.map(({ message, span }) => ({ code, severity: 'error', message, span }));
}

interface Mistake {
  readonly message: string;
  readonly span: Span;
}

type Value = TomlEntry['value'];
type Path = readonly string[];

function tableMistakes(table: TomlTable, schema: Schema, path: Path): readonly Mistake[] {
  const missing = (schema.required ?? []).filter((key) => !table.entries.has(key));
  return [
    ...missing.map((key) => ({
      message: `\`${nameOf(path)}\` needs \`${key}\`.`,
      span: table.span,
    })),
    ...[...table.entries.values()].flatMap((entry) => entryMistakes(entry, schema, path)),
  ];
}

function entryMistakes({ key, value }: TomlEntry, schema: Schema, path: Path): readonly Mistake[] {
  const { properties = {}, additionalProperties, propertyNames } = schema;
  const inner = Object.hasOwn(properties, key.name) ? properties[key.name] : undefined;
  const own = [...path, key.name];
  const names = propertyNames?.enum;
  if (names && !names.includes(key.name)) return [unknownKey(own, names, key.span)];
  if (inner) return valueMistakes(value, inner, { path: own, key: key.span });
  if (additionalProperties === false) return [unknownKey(own, Object.keys(properties), key.span)];
  return additionalProperties
    ? valueMistakes(value, additionalProperties, { path: own, key: key.span })
    : [];
}

function unknownKey(path: Path, known: readonly string[], span: Span): Mistake {
  const guess = nearest(path[path.length - 1] ?? '', known);
  const question = guess === undefined ? '.' : `; did you mean \`${guess}\`?`;
  return { message: `There is no setting \`${nameOf(path)}\`${question}`, span };
}

interface Place {
  readonly path: Path;
  /** Stands for a table that has no place of its own. */
  readonly key: Span;
}

function valueMistakes(value: Value, schema: Schema, place: Place): readonly Mistake[] {
  // The parser says what is wrong with it.
  if (value.kind === 'invalid') return [];
  const { path } = place;
  const choices = schema.oneOf ?? [];
  const chosen = choices.find((choice) => isKind(value, choice)) ?? schema;
  if (!isKind(value, chosen) || (choices.length > 0 && chosen === schema))
    return [
      {
        message: `\`${nameOf(path)}\` must be ${wordsOf(schema)}${guessOf(value, schema)}`,
        span: spanOf(value, place),
      },
    ];
  const table = tableOf(value);
  if (table) return tableMistakes(table, chosen, path);
  const { items } = chosen;
  return items ? itemsOf(value).flatMap((item) => valueMistakes(item, items, place)) : [];
}

/** The end of the sentence. */
function guessOf(value: Value, { enum: allowed = [], oneOf = [] }: Schema): string {
  const all = [...allowed, ...oneOf.flatMap((choice) => choice.enum ?? [])];
  const guess = value.kind === 'string' ? nearest(value.value, all) : undefined;
  return guess === undefined ? '.' : `; did you mean "${guess}"?`;
}

/** It is of the kind that is asked for; a table may still hold what is wrong. */
function isKind(value: Value, schema: Schema): boolean {
  const { type, enum: allowed, minimum } = schema;
  const types = typeof type === 'string' ? [type] : type;
  const kind = kindOf(value);
  if (types && !types.some((one) => one === kind || (one === 'number' && kind === 'integer')))
    return false;
  if (allowed) return value.kind === 'string' && allowed.includes(value.value);
  return minimum === undefined || value.kind !== 'scalar' || Number(value.value) >= minimum;
}

/** The type as JSON schema names it. Dates have none. */
function kindOf(value: Value): string {
  if (tableOf(value)) return 'object';
  if (value.kind === 'array' || value.kind === 'tables') return 'array';
  if (value.kind === 'string') return 'string';
  if (value.kind !== 'scalar') return '';
  const { type } = value;
  return type === 'bool' ? 'boolean' : type === 'float' ? 'number' : type === 'integer' ? type : '';
}

function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'tables') return value.tables;
  return value.kind === 'array' ? value.items : [];
}

function tableOf(value: Value): TomlTable | undefined {
  if (value.kind === 'table') return value;
  return value.kind === 'inline-table' ? value.table : undefined;
}

function spanOf(value: Value, { key }: Place): Span {
  return value.kind === 'table' || value.kind === 'tables' ? key : value.span;
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'a table',
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};

function wordsOf({ type, items, enum: allowed, minimum, oneOf }: Schema): string {
  if (oneOf) return oneOf.map(wordsOf).join(' or ');
  if (allowed) return `one of ${allowed.map((one) => `"${one}"`).join(', ')}`;
  const types = typeof type === 'string' ? [type] : (type ?? []);
  const words = types.map((one) =>
    one === 'array' ? (items?.type === 'string' ? 'a list of texts' : 'a list') : typeWords[one],
  );
  return words.join(' or ') + (minimum === undefined ? '' : ` from ${minimum} on`);
}

function nameOf(path: Path): string {
  return path.join('.');
}
