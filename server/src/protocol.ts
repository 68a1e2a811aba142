// Messages between client and server beyond LSP: name, parameters, result, one sentence each. Types only but for names.
import type { RunResult } from './engine/runResult';

// The client may import nothing else of the server.
export type { JsonValue } from './events/event';
export type {
  Alert,
  RunFailure,
  RunResult,
  RunWarning,
  RunWindows,
  TypeOfField,
} from './engine/runResult';
export type { Span } from './text/span';

/** Runs the rule of a document over samples. Progress through `workDoneToken`, cancel through LSP. */
export const runRuleRequest = 'rulewright/runRule';
export interface RunRuleParams {
  /** URI of the rule document (its open, unsaved text counts). */
  readonly uri: string;
  /** URIs of the samples, `file:` scheme. */
  readonly samples: readonly string[];
  /** ISO 8601; one execution then. Absent: replay. */
  readonly now?: string;
  /** Events of indices that the rule does not search take part as well. */
  readonly allIndices?: boolean;
  readonly workDoneToken?: string | number;
}
/** A run, or why it could not start (no rule, unreadable sample). */
export type RunRuleResult =
  | { readonly kind: 'result'; readonly result: RunResult; readonly view: RunView }
  | { readonly kind: 'error'; readonly message: string };

/** What the results view draws beside the result itself. */
export interface RunView {
  /** Times of matched events (epoch milliseconds), at most 5,000; more are thinned evenly. */
  readonly matchTimes: readonly number[];
  /** Columns of the alert table in order: fields the query and the rule name. */
  readonly columns: readonly string[];
  /** Why there are no alerts, in sentences; empty where there are some. */
  readonly explanation: readonly string[];
  /** Wall time of the run in milliseconds. */
  readonly elapsed: number;
}

/** The search that Kibana sends for one execution of an open rule, now. */
export const translateRequest = 'rulewright/translate';
export interface TranslateParams {
  readonly uri: string;
}
export type TranslateResult =
  /** The search as JSON text, and what it leaves out, a sentence each. */
  | { readonly kind: 'dsl'; readonly dsl: string; readonly notes: readonly string[] }
  | { readonly kind: 'error'; readonly message: string };

/** Samples that a rule could run on: beside the rule, in `samples/`, by the `rulewright.samples` globs. */
export const findSamplesRequest = 'rulewright/findSamples';
export interface FindSamplesParams {
  readonly uri: string;
  /** Workspace files that match the client's globs (URIs); the server looks into them. */
  readonly candidates: readonly string[];
}
export interface SampleInfo {
  readonly uri: string;
  readonly format: string;
  /** Documents, if the file was small enough to count. */
  readonly events?: number;
  /** First and last `@timestamp`, ISO 8601. */
  readonly first?: string;
  readonly last?: string;
  readonly bytes: number;
}

/** A notification, after the start: the samples that the user chose last in this workspace, in an earlier session. */
export const recallSamplesNotification = 'rulewright/recallSamples';
export interface RecallSamplesParams {
  /** URIs; files that are gone are passed over in silence. */
  readonly samples: readonly string[];
}

/** One document of a sample, for the event detail and for the jump to its line. */
export const readEventRequest = 'rulewright/readEvent';
export interface ReadEventParams {
  /** File path or URI as in `Alert.source.file`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As in `Alert.source.offset`; absent: the first event of the line. */
  readonly offset?: number;
}
export interface ReadEventResult {
  /** The document as pretty JSON text. */
  readonly json: string;
  /** Flattened fields: dotted name and values as text. */
  readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Text of a read-only documentation page; null where there is none. */
export const docsRequest = 'rulewright/docs';
export interface DocsParams {
  /** `rulewright-docs:/field/NAME.md` and the like, with the URI of the rule it is opened from as query. */
  readonly uri: string;
}
export interface DocsResult {
  readonly markdown: string;
}

/** Address of the documentation page about what stands at a place of a rule; null where there is none. */
export const docsAtRequest = 'rulewright/docsAt';
export interface DocsAtParams {
  readonly uri: string;
  /** LSP position. */
  readonly position: { readonly line: number; readonly character: number };
}

/** Converts the ATT&CK mapping of an open rule to v19; the server applies the edit. */
export const convertThreatRequest = 'rulewright/convertThreat';
export interface ConvertThreatParams {
  readonly uri: string;
}
export interface ConvertThreatResult {
  readonly kind: 'changed' | 'unchanged' | 'failed';
  /** What was left as it is, or why nothing could be done: sentences. */
  readonly notes: readonly string[];
}

/** What the wizard for a new rule offers. */
export const newRuleChoicesRequest = 'rulewright/newRuleChoices';
export interface NewRuleChoices {
  readonly types: readonly Choice[];
  /** Index patterns. */
  readonly sources: readonly Choice[];
  /** Techniques and sub-techniques, once per tactic. */
  readonly techniques: readonly (Choice & {
    readonly tactic: string;
    readonly tacticName: string;
  })[];
}
export interface Choice {
  readonly value: string;
  readonly description: string;
}

/** A new rule from the wizard's answers: its file name and its text. */
export const newRuleRequest = 'rulewright/newRule';
export interface NewRuleParams {
  readonly type: string;
  readonly name: string;
  readonly author: string;
  readonly index?: string;
  readonly technique?: string;
  readonly tactic?: string;
  /** URI of the document that the user looks at. */
  readonly shown?: string;
}
export interface NewRuleResult {
  readonly fileName: string;
  readonly text: string;
  /** That document has next to nothing in it and may become the rule. */
  readonly fillsShown: boolean;
  /** Offset in the text, in UTF-16 units, at which its author goes on: behind the query. */
  readonly cursor: number;
}

/** Applies the safe fixes of all rules on disk, for the editor to preview. Progress and cancel as of a run. */
export const fixWorkspaceRequest = 'rulewright/fixWorkspace';
export interface FixWorkspaceParams {
  readonly workDoneToken?: string | number;
}
export interface FixWorkspaceResult {
  /** `failed`: a sentence says why; `rejected`: the editor or its user did not take the changes. */
  readonly kind: 'applied' | 'rejected' | 'unchanged' | 'failed';
  readonly files: number;
  /** Problems by code, the most frequent first. */
  readonly counts: readonly (readonly [code: string, problems: number])[];
  readonly message?: string;
}

/** The ATT&CK matrix and the rules among files, with what they are mapped to. */
export const coverageRequest = 'rulewright/coverage';
export interface CoverageParams {
  /** URIs of TOML files, `file:` scheme; those that are no rules are passed over. */
  readonly files: readonly string[];
  /** Of ATT&CK; absent: the one that the workspace's bundle has, else 18.1. */
  readonly version?: '18' | '19';
}
export type {
  CoverageMatrix,
  MatrixRule,
  MatrixTactic,
  MatrixVersion,
} from './services/coverageMatrix';
