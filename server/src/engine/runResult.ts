// What a run of a rule over samples comes to. The command line prints it as JSON, the results view shows it.
import type { JsonValue } from '../events/event';
import type { Span } from '../text/span';

/** How to set the clock: one execution at each given time (epoch milliseconds), or a replay by the rule's interval. */
export type Clock = { readonly mode: 'single'; readonly now: number } | { readonly mode: 'replay' };

/** A run ends with alerts, without alerts, or with `failure`: then it would fail in Kibana and `alerts` is empty. */
export interface RunResult {
  readonly rule: RunRule;
  readonly mode: 'single' | 'replay';
  /** Number of executions simulated. */
  readonly executions: number;
  /** Windows of the execution (single) or from the first to the last execution (replay), ISO 8601 UTC. */
  readonly windows: RunWindows;
  readonly events: EventCounts;
  readonly alerts: readonly Alert[];
  readonly warnings: readonly RunWarning[];
  readonly failure?: RunFailure;
  /** How far the events got; absent where the rule was not evaluated. */
  readonly explanation?: RunExplanation;
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
}

export interface Alert {
  /** When the execution ran that made it, ISO 8601 UTC. */
  readonly executedAt: string;
  /** The event's time by the rule's timestamp field, ISO 8601 UTC. */
  readonly timestamp: string;
  readonly source: AlertSource;
  /** new_terms: the values, in the rule's field order, typed as indexed. */
  readonly newTerms?: readonly JsonValue[];
  /** One sentence: why this event alerts. */
  readonly reason: string;
  /** Values of the fields that the query and the rule name, for display. */
  readonly fields: Readonly<Record<string, readonly JsonValue[]>>;
}

export interface AlertSource {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
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
