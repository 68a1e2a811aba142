// `query_string`: the query of a filter in Lucene's language.
import { parseLucene } from '../../lucene/parse';
import type { Span } from '../../text/span';
import { compileClause } from '../compileClause';
import type { Compilation, DocumentTest } from '../compilation';
import { NEVER } from '../compilation';
import { compileLucene } from '../compileLucene';
import type { QueryBody } from './compileDsl';
import { malformed, onlyOptions, refuse } from './dslFailures';
import { entryOf, scalarOf } from './dslNode';
import { fieldNames } from './fieldNames';

/** Characters and words that the language reads as more than text; `*` is not among them. */
const operators = /[-+=&|><!(){}[\]^"~?:\\/]|\b(?:AND|OR|NOT)\b/;

export function compileQueryString(query: QueryBody, compilation: Compilation): DocumentTest {
  const { body, span } = query;
  const text = scalarOf(entryOf(body, 'query')?.node);
  if (body.kind !== 'object' || text === undefined)
    return malformed('query_string needs a query', span, compilation);
  const known = ['query', 'fields', 'default_field', 'analyze_wildcard', 'time_zone'];
  if (!onlyOptions(body, known, compilation)) return NEVER;
  const fields = fieldNames(body);
  if (!operators.test(String(text)) && (fields?.length ?? 0) < 2) {
    const pattern = String(text).split('*');
    return compileClause({ kind: 'query_string', field: fields?.[0], pattern, span }, compilation);
  }
  if (fields !== undefined || compilation.scope !== undefined)
    return refuse('query_string with operators over fields of its own is', span, compilation);
  return compileWhole(String(text), span, compilation);
}

/** The whole language, over the index's default fields where the query names none. */
function compileWhole(text: string, span: Span, compilation: Compilation): DocumentTest {
  const { root, error } = parseLucene(text);
  if (error !== undefined) return malformed(error.message, span, compilation);
  const compiled = compileLucene(root, compilation.types);
  if (compiled.kind === 'failure') {
    compilation.failures.push(...compiled.failures.map((failure) => ({ ...failure, span })));
    return NEVER;
  }
  const { matcher } = compiled;
  for (const field of matcher.fields) compilation.fields.add(field);
  for (const path of matcher.reads ?? []) compilation.reads.add(path);
  for (const note of matcher.approximations) compilation.approximations.add(note);
  if (matcher.reads === undefined) compilation.readsWhole = true;
  if (matcher.usesNow) compilation.usesNow = true;
  return (source, now) => matcher.matches(source, now);
}
