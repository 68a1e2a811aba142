// What a run of a rule over samples comes to. The command line prints it as JSON, the results view shows it.
import type { JsonObject, JsonValue } from '../events/event';
import type { Span } from '../text/span';

/** How to set the clock: executions at given times (epoch milliseconds), or a replay by the rule's interval. */
export type Clock = SingleClock | { readonly mode: 'replay' };

export interface SingleClock {
  readonly mode: 'single';
  readonly now: number;
  /** Executions after the one at `now`, in this order; what Kibana keeps between executions is kept between them. */
  readonly later?: readonly number[];
}

/** The times of all executions in their order. */
export function timesOf({ now, later = [] }: SingleClock): readonly number[] {
  return [now, ...later];
}

/** A run ends with alerts, without alerts, or with `failure`: then it would fail in Kibana and `alerts` is empty. */
export interface RunResult {
  readonly rule: RunRule;
  readonly mode: 'single' | 'replay';
  /** Number of executions simulated; with mode `single` the number of times that were given. */
  readonly executions: number;
  /** Window of the execution, or from the first execution's start to the last one's end, ISO 8601 UTC. */
  readonly windows: RunWindows;
  readonly events: EventCounts;
  readonly alerts: readonly Alert[];
  readonly warnings: readonly RunWarning[];
  readonly failure?: RunFailure;
  /** How far the events got; absent where the rule was not evaluated. */
  readonly explanation?: RunExplanation;
  /** Of the fields that the query and the rule name (at most 50): who says what type they have. */
  readonly types?: readonly TypeOfField[];
  /** Absent where the rule is not evaluated here. */
  readonly fidelity?: Fidelity;
}

export interface TypeOfField {
  readonly field: string;
  /** Elasticsearch type; of a field that only the sample knows the types of its values; `unknown`. */
  readonly type: string;
  /** `explicit`: setting or --field-types. `mapping`, `schema`: a file (`origin`). `none`: no event carries the field. */
  readonly source: 'explicit' | 'mapping' | 'schema' | 'catalog' | 'sample' | 'none';
  readonly origin?: string;
}

/** Whether the result is what Kibana would give. */
export interface Fidelity {
  readonly level: 'exact' | 'approximated';
  /** What is approximated, a sentence each; empty if nothing is. */
  readonly notes: readonly string[];
}

/** Counts along the way from an event to an alert: what there is to say when there are no alerts. */
export interface RunExplanation {
  /** Events read whose time lies in the rule window of an execution. */
  readonly inWindow: number;
  /** Of these, events that satisfy the query. */
  readonly matchedInWindow: number;
  /** Events whose time lies between the windows of a replay: no execution sees them. */
  readonly inGaps: number;
  /** Events without a usable time: in no window. */
  readonly withoutTime: number;
  /** new_terms only. */
  readonly terms?: TermCounts;
  /** threshold only. */
  readonly groups?: GroupCounts;
  /** threat_match only. */
  readonly indicators?: IndicatorCounts;
  /** Only where no event satisfies the query, and lacks of fields explain it. */
  readonly absentFields?: AbsentFields;
  /** The exception items that were applied; absent where there are none. */
  readonly exceptions?: readonly ExceptionCount[];
}

/** Fields that the query names and that no event has a value in. */
export interface AbsentFields {
  readonly fields: readonly string[];
  /** The query names no other fields. */
  readonly isAll: boolean;
  /** Events that were looked into; with `isPart` there are more. */
  readonly events: number;
  readonly isPart: boolean;
  /** With `isAll`: some fields that the first event has. */
  readonly instead?: readonly string[];
}

export interface ExceptionCount {
  /** Of the item. */
  readonly name: string;
  readonly listId?: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Events that satisfy the query and that the item matches; an event may meet several items. */
  readonly excluded: number;
}

/** Of the terms (combinations of values) in the rule windows. */
export interface TermCounts {
  readonly distinct: number;
  /** Never new: seen before in the history window, or first seen exactly at the start of the rule window. */
  readonly known: number;
  /** Matched events in a rule window that lack a value in one of the fields and so contribute no term. */
  readonly eventsWithoutTerm: number;
  /** Up to five known terms. */
  readonly examples: readonly KnownTerm[];
}

/** Of the groups that executions looked at. */
export interface GroupCounts {
  readonly distinct: number;
  /** The group that came to the highest count in one execution. */
  readonly largest?: Omit<ThresholdResult, 'from'>;
  /** Matched events in a window that lack a value in one of the fields and so belong to no group. */
  readonly eventsWithoutGroup: number;
}

export interface IndicatorCounts {
  readonly read: number;
  /** Of these, those that satisfy `threat_query` in the last execution and have the mapped fields of a group. */
  readonly usable: number;
  /** Matched events in a window that lack the mapped fields of every group. */
  readonly eventsWithoutField: number;
  /** Those of indices that `threat_index` does not cover; they take no part. Absent where there are none. */
  readonly leftOut?: number;
}

export interface KnownTerm {
  readonly values: readonly JsonValue[];
  /** The oldest event with the term that counted against it. */
  readonly firstSeen: { readonly timestamp: string; readonly file: string; readonly line: number };
}

export interface RunRule {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
}

export interface RunWindows {
  readonly from: string;
  readonly to: string;
  /** new_terms only. */
  readonly historyFrom?: string;
}

export interface EventCounts {
  /** Documents read. */
  readonly read: number;
  /** Documents that satisfy the query, in whatever window. */
  readonly matched: number;
  /** Broken lines. */
  readonly skipped: number;
  /**
   * Only where fewer lines were parsed than read: the others hold no text that a match must hold, so they cannot match.
   * Broken lines are reported, and events in windows counted, among the parsed ones alone.
   */
  readonly parsed?: number;
  /** Documents that satisfy the query but meet an exception; they are not among `matched`. Absent without exceptions. */
  readonly excluded?: number;
  /** Documents of indices that the rule does not search; they take no part. Absent where there are none. */
  readonly leftOut?: number;
}

export interface Alert {
  /** When the execution ran that made it, ISO 8601 UTC. */
  readonly executedAt: string;
  /** The event's time by the rule's timestamp field, ISO 8601 UTC. */
  readonly timestamp: string;
  readonly source: AlertSource;
  /** new_terms: the values, in the rule's field order, typed as indexed. */
  readonly newTerms?: readonly JsonValue[];
  /** threshold only; the alert's event is then the latest of the group, and its time is `timestamp`. */
  readonly threshold?: ThresholdResult;
  /** threat_match only: what matched, one element for each pair of an indicator and a mapped field. */
  readonly enrichments?: readonly Enrichment[];
  /** Only where alerts are suppressed: the state after the last execution. */
  readonly suppression?: Suppression;
  /** One sentence: why this event alerts. */
  readonly reason: string;
  /** By `severity_mapping`, else the rule's; absent where the rule has none. */
  readonly severity?: string;
  /** By `risk_score_mapping`, else the rule's; absent where the rule has none. */
  readonly riskScore?: number;
  /** By `rule_name_override`; absent where the rule's own name stands. */
  readonly ruleName?: string;
  /** The rule makes building blocks: Kibana hides the alert and keeps it for other rules. */
  readonly buildingBlock?: true;
  /** Values of the fields that the query and the rule name, for display. */
  readonly fields: Readonly<Record<string, readonly JsonValue[]>>;
}

/** A group field and the value of the group; several values where a list counts as a whole; null for none. */
export interface GroupTerm {
  readonly field: string;
  readonly value: JsonValue;
}

export interface ThresholdResult {
  readonly terms: readonly GroupTerm[];
  /** Events in the group. */
  readonly count: number;
  /** Different values, counted exactly (Elasticsearch's count is approximate above 3,000). */
  readonly cardinality?: { readonly field: string; readonly value: number };
  /** Time of the earliest event, ISO 8601 UTC. */
  readonly from: string;
}

export interface Enrichment {
  readonly matched: {
    /** The value of the event that equals the indicator's. */
    readonly atomic: JsonValue;
    /** Field of the event. */
    readonly field: string;
    /** `_id` and `_index` of the indicator, where its file carries them. */
    readonly id?: string;
    readonly index?: string;
    readonly type: 'indicator_match_rule';
  };
  /** Where the indicator stands. */
  readonly source: AlertSource;
  /** What the indicator holds below `threat_indicator_path`. */
  readonly indicator: JsonObject;
}

export interface Suppression {
  readonly terms: readonly GroupTerm[];
  /** Events (threshold: alerts) that were folded into this alert, itself not counted. */
  readonly docsCount: number;
  /** Times of the first and last of them, ISO 8601 UTC. */
  readonly start: string;
  readonly end: string;
}

export interface AlertSource {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Byte of the (unpacked) file at which the event starts: it tells the events of one line apart. */
  readonly offset?: number;
  /** The event's `_id`, where the sample carries one. */
  readonly id?: string;
}

export interface RunWarning {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

/** Why the rule would fail in Kibana, or cannot be evaluated here; `span` is in the rule file. */
export interface RunFailure {
  readonly code: string;
  readonly message: string;
  readonly span?: Span;
}
