// A rule type as the run drives it: it takes the matched events one by one and then tells its alerts.
import type { JsonObject, JsonValue } from '../events/event';
import type { Executions } from './executions';
import type { Match } from './match';
import type { RuleTime } from './ruleTime';
import type {
  Enrichment,
  GroupTerm,
  RunExplanation,
  RunFailure,
  RunWarning,
  ThresholdResult,
} from './runResult';

export interface RuleEvaluator {
  /** Fields whose values belong to every alert beside those of the query. */
  readonly fields: readonly string[];
  /** Paths of all document values that `add` looks at; undefined where it looks at whole documents. */
  readonly reads: readonly string[] | undefined;
  /** Start of the history that an execution looks back to; undefined for types without one. */
  readonly historyFrom: RuleTime | undefined;
  /**
   * Takes an event that satisfies the query and has a usable time; the document is not kept. Events with one `key` have
   * the same values at `reads`; 0: not known.
   */
  add(match: Match, event: { readonly source: JsonObject }, key: number): void;
  /** Runs all executions in order, with the state that Kibana keeps between them. */
  run(executions: Executions): RuleOutcome;
}

export interface RuleOutcome {
  /** By execution, then by time of the event. */
  readonly alerts: readonly RawAlert[];
  readonly warnings: readonly RunWarning[];
  readonly failures: readonly RunFailure[];
  readonly explanation: Partial<RunExplanation>;
}

/** An alert before its document is read again for display. */
export interface RawAlert {
  /** Epoch milliseconds. */
  readonly executedAt: number;
  readonly match: Match;
  readonly newTerms?: readonly JsonValue[];
  readonly threshold?: ThresholdResult;
  readonly enrichments?: readonly Enrichment[];
  /** It goes on counting until the run ends. */
  readonly suppression?: RawSuppression;
  readonly reason: string;
}

/** Times in epoch milliseconds. */
export interface RawSuppression {
  readonly terms: readonly GroupTerm[];
  readonly docsCount: number;
  readonly start: number;
  readonly end: number;
}

/** Kibana warns at each execution that has more to alert on; here one sentence stands for all of them. */
export function maxSignalsWarnings(
  truncated: readonly number[],
  maxSignals: number,
  kept: string,
): readonly RunWarning[] {
  const first = truncated[0];
  if (first === undefined) return [];
  const more = truncated.length - 1;
  const others = more === 0 ? '' : ` and ${more} more`;
  const message = `max_signals (${maxSignals}) was reached by the execution at ${new Date(first).toISOString()}${others}: ${kept}`;
  return [{ code: 'max-signals', message }];
}
