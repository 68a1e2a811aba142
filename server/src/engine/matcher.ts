// The seam between compiling a query and evaluating a rule: what a compiled query is, and where field types come from.
import type { FieldMapping } from '../catalog/fieldType';
import type { JsonObject } from '../events/event';
import type { RunFailure } from './runResult';

/** Answers which type a field has. Layers (explicit types, workspace schema, catalogue) are merged behind it. */
export interface FieldTypes {
  /** The mapping of a field, multi-fields by their full name; undefined if no layer knows it. */
  find(name: string): KnownField | undefined;
  /** Known field names that match a name pattern with `*` (the texts between the asterisks), for field wildcards. */
  resolve(pattern: readonly string[]): readonly string[];
  /**
   * What a field that no layer knows is: `'dynamic'` as an Elastic data stream would map it (text as keyword with
   * ignore_above 1024, numbers and booleans typed), `'unmapped'` so that it never matches.
   */
  readonly unknown: 'dynamic' | 'unmapped';
  /** Path of the innermost enclosing field of type `nested`; the field itself does not count. */
  nestedPath(name: string): string | undefined;
}

/**
 * Who says what type a field has. `explicit`: the user. `mapping`: a mapping or template of the user's indices.
 * `catalog`, `schema`: what Elastic ships, built in or in the workspace; the user's own indices may differ.
 */
export type FieldSource = 'explicit' | 'mapping' | 'schema' | 'catalog';

/** The type is that of the user's own indices: where a query does not fit it, the rule fails. */
export function isOwnType({ source }: { readonly source: FieldSource }): boolean {
  return source === 'explicit' || source === 'mapping';
}

/** A field of the merged layers. */
export interface KnownField extends FieldMapping {
  readonly source: FieldSource;
  /** What file says so, where the source is one. */
  readonly origin?: string;
  /** Set on a multi-field such as `process.name.text`: the field whose values in the document it indexes. */
  readonly parent?: string;
  /** Set on a name below a flattened field (its `type` is then `flattened`): the key, such as `env` for `labels.env`. */
  readonly flattenedKey?: string;
}

/** A query that would fail in Kibana has failures; otherwise `matches` decides for every document. */
export type CompiledQuery =
  | { readonly kind: 'matcher'; readonly matcher: Matcher }
  | { readonly kind: 'failure'; readonly failures: readonly RunFailure[] };

/** A condition on documents. */
export interface MatcherPart {
  matches(source: JsonObject, now: number): boolean;
  /** Paths of all values `matches` looks at; undefined where it looks at whole documents. */
  readonly reads: readonly string[] | undefined;
}

export interface Matcher {
  /**
   * Elasticsearch would return this document for the query in an execution at `now` (epoch milliseconds). Never throws.
   */
  matches(source: JsonObject, now: number): boolean;
  /** The query holds date math on `now`: a verdict is good for one execution only. Otherwise `now` makes no difference. */
  readonly usesNow: boolean;
  /** Concrete names of the fields the query looks at, in order of first use. */
  readonly fields: readonly string[];
  /** Paths of all values `matches` looks at; undefined where it looks at whole documents. */
  readonly reads: readonly string[] | undefined;
  /** Conditions that hold together exactly where the document matches. */
  readonly parts: readonly MatcherPart[];
  /** Sets of texts: a document that matches spells at least one of each set somewhere in its JSON. Maybe none. */
  readonly needleSets: readonly (readonly string[])[];
  /** Behaviour the query touches that is approximated here, in one sentence each (goes to the run's warnings). */
  readonly approximations: readonly string[];
}
