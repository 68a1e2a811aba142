// The shape of one row in the table of rule keys (see ruleKeys.ts).
import type { TomlTable } from '../toml/ast';
import type { RuleType } from './rule';

/** What a key may hold. `any` is free, and so is a table without rows below it. */
export type KeyType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'strings'
  | 'string-or-strings'
  | 'table'
  | 'tables'
  | 'table-lists'
  | 'list'
  | 'any';

/** One key of a rule file, as its table states it. */
export interface RuleKeyRow {
  /** Dotted, from the top of the file; a list of tables is one step: `rule.threat.technique.id`. `*` is any name. */
  readonly path: string;
  readonly type: KeyType;
  /** Markdown, one to three sentences. */
  readonly description: string;
  /**
   * Rule types that need the key, wherever the table that holds it is present. `all` includes rules whose type is not
   * known yet.
   */
  readonly requiredFor?: 'all' | readonly RuleType[] | undefined;
  /** True for a table that may do without a required key. */
  readonly optionalIn?: ((table: TomlTable, type: RuleType | undefined) => boolean) | undefined;
  /** Rule types that have the key; absent: all. */
  readonly onlyFor?: readonly RuleType[] | undefined;
  readonly values?: readonly KeyValue[] | undefined;
  /** The values that a rule type allows, where that depends on it. */
  readonly valuesFor?: ((type: RuleType) => readonly string[]) | undefined;
  /** Bounds of an integer, or of the number of items in a list. */
  readonly limits?: Limits | undefined;
  readonly pattern?: Pattern | undefined;
  /** First stack that knows the key. */
  readonly since?: string | undefined;
  /** TOML of a typical value. */
  readonly example?: string | undefined;
}

export interface RuleKey extends RuleKeyRow {
  /** The last part of the path. */
  readonly name: string;
  /** Tables with keys of their own. */
  readonly holdsTables: boolean;
  /** Not every value of the type is allowed. */
  readonly isBounded: boolean;
  /** Not every value of the type is allowed, or not in every rule or stack. */
  readonly isConditional: boolean;
}

export interface KeyValue {
  readonly name: string;
  readonly description: string;
}

export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

export interface Pattern {
  readonly regex: RegExp;
  /** Completes "must be ...". */
  readonly words: string;
}
