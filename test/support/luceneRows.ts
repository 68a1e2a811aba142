// Verdicts of Lucene queries, for tables of cases.
import assert from 'node:assert/strict';
import { compileLucene } from '../../server/src/engine/compileLucene';
import type { CompiledQuery, FieldTypes, Matcher } from '../../server/src/engine/matcher';
import type { JsonObject } from '../../server/src/events/event';
import { parseLucene } from '../../server/src/lucene/parse';
import type { Verdict } from './matchRows';

/** Undefined for a query that Elasticsearch cannot read. */
export function compileLuceneText(query: string, types: FieldTypes): CompiledQuery | undefined {
  const { root, error } = parseLucene(query);
  return error ? undefined : compileLucene(root, types);
}

export function luceneMatcher(query: string, types: FieldTypes): Matcher {
  const compiled = compileLuceneText(query, types);
  assert.ok(compiled?.kind === 'matcher', query);
  return compiled.matcher;
}

export function luceneVerdict(query: string, types: FieldTypes, document: JsonObject): Verdict {
  const compiled = compileLuceneText(query, types);
  return compiled?.kind === 'matcher' ? compiled.matcher.matches(document, 0) : 'error';
}
