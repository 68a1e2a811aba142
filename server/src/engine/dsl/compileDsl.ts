// From an Elasticsearch query as Kibana's filters hold it to a test of documents. What is not evaluated here is a failure
// with its place, never a condition that is passed over.
import type { Span } from '../../text/span';
import { compileClause, compileNested } from '../compileClause';
import type { Compilation, DocumentTest } from '../compilation';
import { ALWAYS, NEVER } from '../compilation';
import { compileBoolQuery } from './boolQuery';
import { malformed, onlyOptions, refuse } from './dslFailures';
import { entryOf, scalarOf } from './dslNode';
import type { DslNode, DslObject } from './dslNode';
import { compileMatch, compileMultiMatch, compileRange } from './fullTextQueries';
import { compileQueryString } from './queryString';
import { compilePattern, compileRegexpQuery, compileTerm, compileTerms } from './termForms';

/** One query inside its braces: `{ "term": {...} }`. */
export type QueryCompiler = (node: DslNode, compilation: Compilation) => DocumentTest;

/** What stands behind the name of a kind of query. */
export interface QueryBody {
  readonly name: string;
  readonly body: DslNode;
  /** Of the name. */
  readonly span: Span;
}

/** Compiles one query. Failures go to the compilation: `not-evaluated`, `filter-syntax` and those of field types. */
export function compileDsl(node: DslNode, compilation: Compilation): DocumentTest {
  if (node.kind !== 'object')
    return malformed('a query of a filter is an object', node.span, compilation);
  const [first, second] = [...node.entries];
  if (first === undefined) return malformed('a filter has no query', node.span, compilation);
  if (second !== undefined) {
    const fact = `a query has one kind, and ${first[0]} and ${second[0]} are two`;
    return malformed(fact, second[1].span, compilation);
  }
  const [name, { node: body, span }] = first;
  return compileKind({ name, body, span }, compilation);
}

function compileKind(query: QueryBody, compilation: Compilation): DocumentTest {
  const { name, body, span } = query;
  switch (name) {
    case 'match_all':
      return ALWAYS;
    case 'match_none':
      return NEVER;
    case 'bool':
      return compileBoolQuery(query, compilation, compileDsl);
    case 'constant_score':
      return compileInner(query, 'filter', compilation);
    case 'nested':
      return compileNestedQuery(query, compilation);
    case 'exists':
      return compileExistsQuery(query, compilation);
    case 'term':
      return compileTerm(query, compilation);
    case 'terms':
      return compileTerms(query, compilation);
    case 'prefix':
    case 'wildcard':
      return compilePattern(query, compilation);
    case 'regexp':
      return compileRegexpQuery(query, compilation);
    case 'match':
    case 'match_phrase':
      return compileMatch(query, compilation);
    case 'multi_match':
      return compileMultiMatch(query, compilation);
    case 'query_string':
      return compileQueryString(query, compilation);
    case 'range':
      return compileRange(query, compilation);
    case 'script':
      return refuse('A script in a filter is', body.span, compilation);
    default:
      return refuse(`A filter of kind ${name} is`, span, compilation);
  }
}

function compileInner(
  { name, body, span }: QueryBody,
  key: string,
  compilation: Compilation,
): DocumentTest {
  const inner = entryOf(body, key);
  if (inner === undefined) return malformed(`${name} needs ${key}`, span, compilation);
  return compileDsl(inner.node, compilation);
}

function compileNestedQuery(query: QueryBody, compilation: Compilation): DocumentTest {
  const { body, span } = query;
  const path = scalarOf(entryOf(body, 'path')?.node);
  if (typeof path !== 'string') return malformed('nested needs a path', span, compilation);
  const known = ['path', 'query', 'ignore_unmapped'];
  if (!onlyOptions(body as DslObject, known, compilation)) return NEVER;
  const ignoreUnmapped = scalarOf(entryOf(body, 'ignore_unmapped')?.node) === true;
  return compileNested({ path, ignoreUnmapped, span }, compilation, () =>
    compileInner(query, 'query', compilation),
  );
}

function compileExistsQuery({ body, span }: QueryBody, compilation: Compilation): DocumentTest {
  const field = scalarOf(entryOf(body, 'field')?.node);
  if (typeof field !== 'string') return malformed('exists needs a field', span, compilation);
  return compileClause({ kind: 'exists', field, span }, compilation);
}
