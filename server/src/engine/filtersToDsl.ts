// Kibana's filters of a rule as clauses of the search it sends (spec: kql-semantics 3.6, rule-types 0.4).
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import type { FieldTypes } from './matcher';
import { nestedPathOf } from './nestedPaths';

/** The four lists of the search that Kibana builds for a query with filters. */
export interface SearchBool {
  readonly must: readonly JsonValue[];
  readonly filter: readonly JsonValue[];
  readonly should: readonly JsonValue[];
  readonly must_not: readonly JsonValue[];
}

/** Disabled filters ask nothing, negated ones leave out what they match; what is no filter at all is left out. */
export function filtersToDsl(filters: readonly JsonValue[], types: FieldTypes): SearchBool {
  const enabled = filters.filter(isObject).filter((filter) => metaOf(filter)['disabled'] !== true);
  const clauses = (negate: boolean): readonly JsonObject[] =>
    enabled
      .filter((filter) => (metaOf(filter)['negate'] === true) === negate)
      .map((filter) => clauseOf(filter, types));
  return { must: [], filter: clauses(false), should: [], must_not: clauses(true) };
}

function clauseOf(filter: JsonObject, types: FieldTypes): JsonObject {
  const { type, relation, params } = metaOf(filter);
  if (type !== 'combined' || !Array.isArray(params)) return storedClause(filter, types);
  const parts: readonly JsonValue[] = params;
  if (relation !== 'OR') return { bool: { ...filtersToDsl(parts, types) } };
  const should = parts.map((part) => ({ bool: { ...filtersToDsl([part], types) } }));
  return { bool: { should, minimum_should_match: 1 } };
}

function metaOf({ meta }: JsonObject): JsonObject {
  return isObject(meta) ? meta : {};
}

/** Kibana puts a filter on a field of a nested object into its group. */
function storedClause(filter: JsonObject, types: FieldTypes): JsonObject {
  const query = migrated(queryOf(filter));
  const field = fieldOf(query);
  const path = field === undefined ? undefined : nestedPathOf(field, types);
  return path === undefined ? query : { nested: { path, query, score_mode: 'none' } };
}

/** Older filters are the query themselves, beside `meta` and `$state`. */
function queryOf(filter: JsonObject): JsonObject {
  const { query } = filter;
  if (isObject(query)) return query;
  const others = Object.entries(filter).filter(([key]) => key !== 'meta' && key !== '$state');
  return Object.fromEntries(others);
}

/** Before `match_phrase` a phrase was a `match` of type phrase; Kibana still rewrites that. */
function migrated(query: JsonObject): JsonObject {
  const [field, body] = onlyField(query['match']);
  if (field === undefined || !isObject(body)) return query;
  const { type, ...rest } = body;
  return type === 'phrase' ? { match_phrase: { [field]: rest } } : query;
}

/** The field of a filter that the filter bar makes: exists, phrase, range. */
function fieldOf(query: JsonObject): string | undefined {
  const { exists, match_phrase: phrase, range } = query;
  if (isObject(exists)) {
    const { field } = exists;
    return typeof field === 'string' ? field : undefined;
  }
  return onlyField(phrase ?? range)[0];
}

function onlyField(body: JsonValue | undefined): readonly [string?, JsonValue?] {
  return isObject(body) ? (Object.entries(body)[0] ?? []) : [];
}
