// The two ways in which an Elasticsearch query of a rule cannot be used: not evaluated here, or refused by Elasticsearch.
import type { Span } from '../../text/span';
import type { Compilation, DocumentTest } from '../compilation';
import { fail, NEVER } from '../compilation';
import type { DslObject } from './dslNode';

/** Gives a test so that compilers can end with it; it is never asked. */
export function refuse(what: string, span: Span, compilation: Compilation): DocumentTest {
  const message = `${what} not evaluated locally. Checks, hovers and completion work on the rule.`;
  fail(compilation, { code: 'not-evaluated', message }, span);
  return NEVER;
}

export function malformed(fact: string, span: Span, compilation: Compilation): DocumentTest {
  fail(compilation, { code: 'filter-syntax', message: `This would fail in Kibana: ${fact}` }, span);
  return NEVER;
}

/** Options that move scores only, which no rule looks at. */
const scoreOptions = [
  'boost',
  '_name',
  'rewrite',
  'score_mode',
  'auto_generate_synonyms_phrase_query',
];

/** True if the query has only these options; others are reported, because they could change what matches. */
export function onlyOptions(
  query: DslObject,
  known: readonly string[],
  compilation: Compilation,
): boolean {
  const stray = [...query.entries].find(
    ([name]) => !known.includes(name) && !scoreOptions.includes(name),
  );
  if (stray === undefined) return true;
  const [name, { span }] = stray;
  refuse(`The option ${name} of a filter is`, span, compilation);
  return false;
}
