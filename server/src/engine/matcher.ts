// The seam between compiling a query and evaluating a rule: what a compiled query is, and where field types come from.
import type { FieldMapping } from '../catalog/fieldType';
import type { JsonObject } from '../events/event';
import type { RunFailure } from './runResult';

/** Answers which type a field has. Layers (explicit types, workspace schema, catalogue) are merged behind it. */
export interface FieldTypes {
  /** The mapping of a field, multi-fields by their full name; undefined if no layer knows it. */
  find(name: string): FieldMapping | undefined;
  /** Known field names that match a name pattern with `*`, for field wildcards. */
  resolve(pattern: readonly string[]): readonly string[];
  /**
   * What a field that no layer knows is: `'dynamic'` as an Elastic data stream would map it (text as keyword with
   * ignore_above 1024, numbers and booleans typed), `'unmapped'` so that it never matches.
   */
  readonly unknown: 'dynamic' | 'unmapped';
}

/** A query that would fail in Kibana has failures; otherwise `matches` decides for every document. */
export type CompiledQuery =
  | { readonly kind: 'matcher'; readonly matcher: Matcher }
  | { readonly kind: 'failure'; readonly failures: readonly RunFailure[] };

export interface Matcher {
  /** Elasticsearch would return this document for the query. Never throws. */
  matches(source: JsonObject): boolean;
  /** Concrete names of the fields the query looks at, in order of first use. */
  readonly fields: readonly string[];
  /** Behaviour the query touches that is approximated here, in one sentence each (goes to the run's warnings). */
  readonly approximations: readonly string[];
}
