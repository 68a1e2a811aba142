// The domain: one detection rule as the engine, the checks and the editor see it. Values keep their place in the file.
import type { Span } from '../text/span';

export const ruleTypes = [
  'query',
  'saved_query',
  'new_terms',
  'threshold',
  'threat_match',
  'eql',
  'esql',
  'machine_learning',
] as const;
export type RuleType = (typeof ruleTypes)[number];

export const queryLanguages = ['kuery', 'lucene', 'eql', 'esql'] as const;
export type QueryLanguage = (typeof queryLanguages)[number];

/** All types but machine_learning search with a query. */
export const queryBasedTypes: readonly RuleType[] = ruleTypes.filter(
  (type) => type !== 'machine_learning',
);

/** The query languages a rule type can use. */
export function languagesOf(type: RuleType): readonly QueryLanguage[] {
  if (type === 'eql' || type === 'esql') return [type];
  return type === 'machine_learning' ? [] : ['kuery', 'lucene'];
}

/** A value of the rule file and the span of that value. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/**
 * One detection rule. Absent or wrongly typed keys are `undefined` (a problem says so); defaults are the engine's
 * business (`engine/defaults.ts`), so that nothing here claims what the author did not write.
 */
export interface Rule {
  readonly id: Located<string> | undefined;
  readonly name: Located<string> | undefined;
  readonly type: Located<RuleType> | undefined;
  readonly language: Located<QueryLanguage> | undefined;
  readonly query: Located<string> | undefined;
  readonly index: Located<readonly Located<string>[]> | undefined;
  readonly dataViewId: Located<string> | undefined;
  readonly from: Located<string> | undefined;
  readonly to: Located<string> | undefined;
  readonly interval: Located<string> | undefined;
  readonly maxSignals: Located<number> | undefined;
  readonly timestampOverride: Located<string> | undefined;
  readonly timestampOverrideFallbackDisabled: Located<boolean> | undefined;
  readonly severity: Located<string> | undefined;
  readonly riskScore: Located<number> | undefined;
  readonly tags: readonly Located<string>[];
  readonly newTerms: NewTerms | undefined;
  readonly threshold: Threshold | undefined;
  readonly indicatorMatch: IndicatorMatch | undefined;
  readonly alertSuppression: AlertSuppression | undefined;
  readonly threat: readonly ThreatMapping[];
}

/** `[rule.new_terms]`, in either spelling of the file format. */
export interface NewTerms {
  readonly fields: Located<readonly Located<string>[]> | undefined;
  readonly historyWindowStart: Located<string> | undefined;
  /** Of the table that holds them. */
  readonly path: 'rule.new_terms' | 'rule';
  readonly span: Span;
}

/** `[rule.threshold]`. */
export interface Threshold {
  /** Group fields; empty names are left out. */
  readonly fields: readonly Located<string>[];
  readonly value: Located<number> | undefined;
  readonly cardinality: readonly Cardinality[];
  readonly span: Span;
}

export interface Cardinality {
  readonly field: Located<string> | undefined;
  readonly value: Located<number> | undefined;
  readonly span: Span;
}

/** `[[rule.threat_mapping]]` and what belongs to it: which indicator fields an event must equal. */
export interface IndicatorMatch {
  /** One group that holds is enough. */
  readonly groups: readonly IndicatorGroup[];
  readonly indicatorPath: Located<string> | undefined;
  /** `threat_index`: patterns of the indices that hold indicators. */
  readonly index: readonly Located<string>[];
  readonly span: Span;
}

/** All entries must hold with the same indicator. */
export interface IndicatorGroup {
  readonly entries: readonly IndicatorEntry[];
  readonly span: Span;
}

export interface IndicatorEntry {
  /** Of the event. */
  readonly field: Located<string> | undefined;
  /** Name of the indicator's field. */
  readonly value: Located<string> | undefined;
  readonly negate: boolean;
  readonly span: Span;
}

/** `[rule.alert_suppression]`. */
export interface AlertSuppression {
  readonly groupBy: readonly Located<string>[];
  readonly missingFieldsStrategy: Located<string> | undefined;
  readonly duration: SuppressionDuration | undefined;
  readonly span: Span;
}

export interface SuppressionDuration {
  readonly value: Located<number> | undefined;
  readonly unit: Located<string> | undefined;
  readonly span: Span;
}

export interface ThreatMapping {
  readonly framework: Located<string> | undefined;
  readonly tactic: AttackReference | undefined;
  readonly techniques: readonly TechniqueReference[];
  readonly span: Span;
}

/** `{id, name, reference}` of a tactic, technique or sub-technique. */
export interface AttackReference {
  readonly id: Located<string> | undefined;
  readonly name: Located<string> | undefined;
  readonly reference: Located<string> | undefined;
  readonly span: Span;
}

export interface TechniqueReference extends AttackReference {
  readonly subtechniques: readonly AttackReference[];
}
