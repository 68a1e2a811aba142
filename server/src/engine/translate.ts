// The Elasticsearch search that Kibana sends: for a query alone, and for one execution of a rule.
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import type { KqlNode, KqlParseResult } from '../kql/ast';
import { parseKql } from '../kql/parse';
import type { QueryLanguage } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { jsonOfTable } from '../rule/tomlJson';
import { tableAt, valueAt } from '../rule/tomlValues';
import type { Span } from '../text/span';
import type { DataView } from './dataView';
import { queryDataView } from './dataView';
import { filtersToDsl } from './filtersToDsl';
import type { SearchBool } from './filtersToDsl';
import { kqlToClause } from './kqlToClause';
import type { ConvertOptions } from './kqlToClause';
import type { FieldTypes } from './matcher';
import { inWordsOfChecks } from './inWordsOfChecks';
import { readSettings } from './ruleSettings';
import type { TimeFields } from './ruleSettings';
import { isoText } from './ruleTime';
import type { RunFailure } from './runResult';
import { toDsl } from './toDsl';

/** The detection engine's time zone (spec: kql-semantics 3.6). */
export const detectionTimeZone = 'Zulu';

/** A search, or why Kibana sends none (or none that can be told here). */
export type Translation =
  | { readonly ok: true; readonly dsl: JsonObject; readonly notes: readonly string[] }
  | { readonly ok: false; readonly failure: RunFailure };

/** Translates a KQL query with what the converter knows of fields; without a view no field has a type. */
export function translateKql(
  { root, problems: [problem] }: KqlParseResult,
  view: DataView | undefined,
  options: ConvertOptions = {},
): Translation {
  if (problem) return failed(problem.code, problem.message, problem.span);
  const { clause, failures } = kqlToClause(root, view, options);
  const [failure] = failures;
  return failure ? { ok: false, failure } : translated(toDsl(clause));
}

/** The view that a rule execution loads, of the fields that are known here: patterns stand for no others. */
export function knownFieldsView(root: KqlNode, types: FieldTypes): DataView {
  const view = queryDataView(root, types);
  return {
    find: (name) => view.find(name),
    match: (pattern) => view.match(pattern).filter(({ name }) => !view.openPatterns.has(name)),
  };
}

/** Kibana hands a Lucene query on as it is; the empty one asks nothing. */
export function translateLucene(text: string, timeZone = detectionTimeZone): JsonObject {
  if (text.trim() === '') return { match_all: {} };
  return { query_string: { query: text, analyze_wildcard: true, time_zone: timeZone } };
}

/**
 * Translates one execution of a rule at `now` (epoch milliseconds): `{query: {bool: {must, filter, should, must_not}}}`
 * of query, filters and rule window. Sorting, paging and aggregations of the rule type are not part of it.
 */
export function translateRule(
  document: Pick<RuleDocument, 'rule' | 'query' | 'toml'>,
  types: FieldTypes,
  now: number,
): Translation {
  const broken = document.toml.problems.find(({ severity }) => severity === 'error');
  if (broken) return failed(broken.code, broken.message, broken.span);
  const settings = readSettings(document.rule);
  if (!('interval' in settings)) return failures(inWordsOfChecks(settings, document));
  const query = queryBool(document, types);
  if ('failure' in query) return { ok: false, failure: query.failure };
  const filters = filtersToDsl(filtersOf(document), types);
  const window = { from: isoText(settings.from(now)), to: isoText(settings.to(now)) };
  const bool = {
    must: withoutMatchAll([...query.must, ...filters.must]),
    filter: [
      ...withoutMatchAll([...query.filter, ...filters.filter]),
      ...timeFilters(settings.time, window),
    ],
    should: withoutMatchAll([...query.should, ...filters.should]),
    must_not: withoutMatchAll([...query.must_not, ...filters.must_not]),
  };
  return { ok: true, dsl: { query: { bool } }, notes: notesOf(document) };
}

const noClauses: SearchBool = { must: [], filter: [], should: [], must_not: [] };

function queryBool(
  { rule, query }: Pick<RuleDocument, 'rule' | 'query'>,
  types: FieldTypes,
): SearchBool | { readonly failure: RunFailure } {
  const language = query ? query.language : (rule.language?.value ?? 'kuery');
  const span = rule.language?.span ?? query?.node.span;
  if (rule.type?.value === 'machine_learning')
    return {
      failure: failureOf('not-translated', 'a machine learning rule has no query', rule.type.span),
    };
  switch (language) {
    case 'lucene':
      return { ...noClauses, must: [translateLucene(query?.text ?? '')] };
    case 'kuery': {
      const parsed = query?.parsed ?? parseKql('');
      const view = knownFieldsView(parsed.root, types);
      const translation = translateKql(parsed, view, { timeZone: detectionTimeZone });
      if (!translation.ok) return translation;
      return { ...noClauses, filter: [translation.dsl] };
    }
    case 'eql':
    case 'esql':
    case undefined:
      return { failure: failureOf('not-translated', sentLanguage(language), span) };
  }
}

function sentLanguage(language: QueryLanguage | undefined): string {
  return language === undefined
    ? 'the rule has no known language'
    : `a query in ${language} is sent as it is, not as a search of the query DSL`;
}

function filtersOf({ toml }: Pick<RuleDocument, 'toml'>): readonly JsonValue[] {
  const table = tableAt(toml.root, 'rule');
  const filters = table && jsonOfTable(table)['filters'];
  return isList(filters) ? filters : [];
}

/** `Array.isArray` forgets the items' type. */
function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The rule window; documents without the override count by `@timestamp`, unless that is switched off. */
function timeFilters(
  { override, fallback }: TimeFields,
  { from, to }: { readonly from: string; readonly to: string },
): readonly JsonObject[] {
  const range = (field: string): JsonObject => ({
    range: { [field]: { lte: to, gte: from, format: 'strict_date_optional_time' } },
  });
  if (override === undefined) return [range('@timestamp')];
  if (!fallback || override === '@timestamp') return [range(override)];
  const missing = { bool: { must_not: { exists: { field: override } } } };
  const instead = { bool: { filter: [range('@timestamp'), missing] } };
  return [{ bool: { should: [range(override), instead], minimum_should_match: 1 } }];
}

function withoutMatchAll(clauses: readonly JsonValue[]): readonly JsonValue[] {
  return clauses.filter((clause) => !(isObject(clause) && 'match_all' in clause));
}

/** What the search leaves out. */
function notesOf({ rule, toml }: Pick<RuleDocument, 'rule' | 'toml'>): readonly string[] {
  const lists = valueAt(tableAt(toml.root, 'rule'), 'exceptions_list');
  const hasLists = lists?.kind === 'tables' || (lists?.kind === 'array' && lists.items.length > 0);
  const aggregating = ['new_terms', 'threshold'].includes(rule.type?.value ?? '');
  return [
    ...(hasLists ? ['exception lists are a further must_not clause, not shown here'] : []),
    ...(aggregating
      ? [`the aggregations of a ${rule.type?.value ?? ''} rule are not shown here`]
      : []),
    ...(rule.type?.value === 'threat_match'
      ? ['this is the search for events; that for indicators is not shown here']
      : []),
  ];
}

function translated(dsl: JsonObject): Translation {
  return { ok: true, dsl, notes: [] };
}

function failures([first]: readonly RunFailure[]): Translation {
  return { ok: false, failure: first ?? failureOf('unknown', 'the rule cannot be run', undefined) };
}

function failed(code: string, message: string, span: Span | undefined): Translation {
  return { ok: false, failure: failureOf(code, message, span) };
}

function failureOf(code: string, message: string, span: Span | undefined): RunFailure {
  return span ? { code, message, span } : { code, message };
}
