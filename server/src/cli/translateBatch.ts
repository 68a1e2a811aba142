// One line of `rulewright translate --batch`: a query with the data view and the settings it is translated for.
import type { DataView, ViewField } from '../engine/dataView';
import { matchesPattern } from '../engine/pattern';
import { translateKql, translateLucene } from '../engine/translate';
import type { ConvertOptions } from '../engine/kqlToClause';
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import { parseKql } from '../kql/parse';
import type { KqlParseOptions } from '../kql/parse';

export type LineAnswer =
  | { readonly ok: true; readonly dsl: JsonObject }
  | { readonly ok: false; readonly error: { readonly message: string } };

/** `{query, language?, fields?, config?}`; `fallback` is the language where the line names none. Never throws. */
export function translateLine(input: JsonObject, fallback: 'kuery' | 'lucene'): LineAnswer {
  const { query, language = fallback, fields = null, config = null } = input;
  if (typeof query !== 'string') return refuse('"query" is not a text');
  const options = readConfig(config);
  if (typeof options === 'string') return refuse(options);
  if (language === 'lucene') return { ok: true, dsl: translateLucene(query, options.timeZone) };
  if (language !== 'kuery')
    return refuse(`language ${JSON.stringify(language)} is not translated here`);
  const view = fields === null ? undefined : readFields(fields);
  if (typeof view === 'string') return refuse(view);
  const translation = translateKql(parseKql(query, undefined, options), view, options);
  if (translation.ok) return { ok: true, dsl: translation.dsl };
  return refuse(translation.failure.message);
}

function refuse(message: string): LineAnswer {
  return { ok: false, error: { message } };
}

/** Settings by their names in Kibana, or one sentence. */
function readConfig(config: JsonValue): (ConvertOptions & KqlParseOptions) | string {
  if (config === null) return {};
  if (!isObject(config)) return '"config" is not an object';
  const { dateFormatTZ, nestedIgnoreUnmapped, allowLeadingWildcards, ...others } = config;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return `config ${unknown} is not known here`;
  if (dateFormatTZ !== undefined && typeof dateFormatTZ !== 'string')
    return 'config dateFormatTZ is not a text';
  if (!isOptionalFlag(nestedIgnoreUnmapped))
    return 'config nestedIgnoreUnmapped is not true or false';
  if (!isOptionalFlag(allowLeadingWildcards))
    return 'config allowLeadingWildcards is not true or false';
  return {
    ...(dateFormatTZ === undefined ? {} : { timeZone: dateFormatTZ }),
    ...(nestedIgnoreUnmapped === undefined ? {} : { nestedIgnoreUnmapped }),
    ...(allowLeadingWildcards === undefined ? {} : { allowLeadingWildcards }),
  };
}

function isOptionalFlag(value: JsonValue | undefined): value is boolean | undefined {
  return value === undefined || typeof value === 'boolean';
}

/** A data view of `{name, type, esTypes?, nested?, scripted?}` rows in the order given, or one sentence. */
function readFields(rows: JsonValue): DataView | string {
  if (!isList(rows)) return '"fields" is not a list';
  const fields: ViewField[] = [];
  for (const row of rows) {
    const field = readField(row);
    if (typeof field === 'string') return field;
    fields.push(field);
  }
  const byName = new Map(fields.map((field) => [field.name, field]));
  return {
    find: (name) => byName.get(name),
    match: (pattern: readonly string[]) =>
      fields.filter(({ name }) => matchesPattern(pattern, name)),
  };
}

/** `Array.isArray` forgets the items' type. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function readField(row: JsonValue): ViewField | string {
  if (!isObject(row) || typeof row['name'] !== 'string') return 'a field without a name';
  const { name, type, esTypes, nested, scripted } = row;
  const types: readonly JsonValue[] = Array.isArray(esTypes) ? esTypes : [];
  return {
    name,
    isDate: type === 'date',
    isKeyword: types.length === 1 && types[0] === 'keyword',
    nestedPath: typeof nested === 'string' ? nested : undefined,
    isScripted: scripted === true,
  };
}
