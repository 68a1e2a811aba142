// What a rule asks of events beside its query (filters, exceptions): compiled like a query, joined to its matcher.
import type { Compilation, DocumentTest } from './compilation';
import { newCompilation, noteFields } from './compilation';
import type { QueryDataView } from './dataView';
import { guarded } from './guarded';
import type { FieldTypes, Matcher } from './matcher';
import type { RunFailure } from './runResult';

/** A matcher that says nothing about the text of documents. */
export type Conditions = Omit<Matcher, 'needleSets' | 'parts'>;

export type CompiledConditions =
  | { readonly kind: 'conditions'; readonly conditions: Conditions }
  | { readonly kind: 'failure'; readonly failures: readonly RunFailure[] };

/** Fields are taken as they are written; there are no name patterns. */
const plainView: QueryDataView = {
  find: () => undefined,
  match: () => [],
  openPatterns: new Set(),
  isOnlyByPattern: () => false,
};

export function compileConditions(
  types: FieldTypes,
  compile: (compilation: Compilation) => DocumentTest,
): CompiledConditions {
  const compilation = newCompilation(types, plainView);
  const test = compile(compilation);
  if (compilation.failures.length > 0) return { kind: 'failure', failures: compilation.failures };
  noteFields(compilation);
  const conditions: Conditions = {
    matches: guarded(test),
    usesNow: compilation.usesNow,
    fields: [...compilation.fields],
    reads: compilation.readsWhole ? undefined : [...compilation.reads],
    approximations: [...compilation.approximations],
  };
  return { kind: 'conditions', conditions };
}

/** Documents that satisfy both. */
export function withConditions(query: Matcher, conditions: Conditions): Matcher {
  return {
    matches: (source, now) => query.matches(source, now) && conditions.matches(source, now),
    usesNow: query.usesNow || conditions.usesNow,
    fields: union(query.fields, conditions.fields),
    reads: bothReads(query.reads, conditions.reads),
    parts: [...query.parts, conditions],
    needleSets: query.needleSets,
    approximations: union(query.approximations, conditions.approximations),
  };
}

/** Paths of both; undefined where one of them needs whole documents. */
export function bothReads(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  return one && other && union(one, other);
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
