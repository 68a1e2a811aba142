// Kibana's filters of a rule (`[[rule.filters]]`): what a run asks of events beside the query (spec: rule-types 0.4).
import { tableAt } from '../rule/tomlValues';
import type { EntryValue } from '../rule/tomlValues';
import type { Span } from '../text/span';
import type { TomlDocument } from '../toml/ast';
import { compileNested } from './compileClause';
import type { Compilation, DocumentTest } from './compilation';
import { ALWAYS } from './compilation';
import type { CompiledConditions } from './conditions';
import { compileConditions, withConditions } from './conditions';
import { compileDsl } from './dsl/compileDsl';
import { malformed, refuse } from './dsl/dslFailures';
import type { DslEntry, DslNode, DslObject } from './dsl/dslNode';
import { dslOfToml, entryOf, itemsOf, scalarOf } from './dsl/dslNode';
import type { CompiledQuery, FieldTypes } from './matcher';
import { nestedPathOf } from './nestedPaths';

/** The compiled query with the filters of the rule file, which must hold as well. */
export function addFilters(
  query: CompiledQuery,
  toml: TomlDocument,
  types: FieldTypes,
  key: 'filters' | 'threat_filters' = 'filters',
): CompiledQuery {
  const entry = tableAt(toml.root, 'rule')?.entries.get(key);
  if (entry === undefined || query.kind === 'failure') return query;
  const filters = compileFilters(entry.value, entry.key.span, types);
  if (filters.kind === 'failure') return filters;
  return { kind: 'matcher', matcher: withConditions(query.matcher, filters.conditions) };
}

/** Compiles the value of `filters` (or `threat_filters`); `span` is that of the key. All filters must hold. */
export function compileFilters(
  filters: EntryValue,
  span: Span,
  types: FieldTypes,
): CompiledConditions {
  return compileConditions(types, (compilation) => {
    const tests = itemsOf(dslOfToml(filters, span)).map((filter) =>
      compileFilter(filter, compilation),
    );
    return (source, now) => tests.every((test) => test(source, now));
  });
}

/** A disabled filter asks nothing; a negated one leaves out what it matches. */
function compileFilter(filter: DslNode, compilation: Compilation): DocumentTest {
  if (filter.kind !== 'object') return malformed('a filter is a table', filter.span, compilation);
  const meta = entryOf(filter, 'meta')?.node;
  if (isSet(meta, 'disabled')) return ALWAYS;
  const isCombined = scalarOf(entryOf(meta, 'type')?.node) === 'combined';
  const test = isCombined
    ? compileCombined(meta, filter.span, compilation)
    : compileStored(queryOf(filter), compilation);
  return isSet(meta, 'negate') ? (source, now) => !test(source, now) : test;
}

function isSet(meta: DslNode | undefined, key: string): boolean {
  return scalarOf(entryOf(meta, key)?.node) === true;
}

/** Filters in one: all of them, or any. */
function compileCombined(
  meta: DslNode | undefined,
  span: Span,
  compilation: Compilation,
): DocumentTest {
  const params = entryOf(meta, 'params')?.node;
  if (params?.kind !== 'list')
    return refuse('A combined filter without its parts is', span, compilation);
  const tests = params.items.map((part) => compileFilter(part, compilation));
  return scalarOf(entryOf(meta, 'relation')?.node) === 'OR'
    ? (source, now) => tests.some((test) => test(source, now))
    : (source, now) => tests.every((test) => test(source, now));
}

/** The `query` of a filter; older filters are the query themselves, beside `meta` and `$state`. */
function queryOf(filter: DslObject): DslNode {
  const stored = entryOf(filter, 'query');
  if (stored !== undefined) return stored.node;
  const rest = [...filter.entries].filter(([key]) => key !== 'meta' && key !== '$state');
  return { ...filter, entries: new Map(rest) };
}

/** Kibana puts a filter on one field of a nested object into its group. */
function compileStored(query: DslNode, compilation: Compilation): DocumentTest {
  const field = fieldOf(query);
  const path = field && nestedPathOf(field.name, compilation.types);
  if (field === undefined || path === undefined) return compileDsl(query, compilation);
  return compileNested({ path, ignoreUnmapped: undefined, span: field.span }, compilation, () =>
    compileDsl(query, compilation),
  );
}

/** The field of a filter that the filter bar makes: exists, phrase, range. */
function fieldOf(query: DslNode): { readonly name: string; readonly span: Span } | undefined {
  const exists = scalarOf(entryOf(entryOf(query, 'exists')?.node, 'field')?.node);
  if (typeof exists === 'string') return { name: exists, span: query.span };
  for (const kind of ['match_phrase', 'range']) {
    const body = entryOf(query, kind)?.node;
    const [first]: readonly (readonly [string, DslEntry])[] =
      body?.kind === 'object' ? [...body.entries] : [];
    if (first) return { name: first[0], span: first[1].span };
  }
  return undefined;
}
