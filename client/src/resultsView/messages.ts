// What the client and the results view's page say to each other.
import type { ReadEventResult, RunResult, RunView, Span } from '../../../server/src/protocol';

/** What was asked for: enough to run it again. */
export interface RunRequest {
  readonly ruleUri: string;
  /** For the heading until the result names the rule. */
  readonly ruleName: string;
  /** URIs. */
  readonly samples: readonly string[];
  /** ISO 8601; absent: replay. */
  readonly now?: string;
  /** Events of indices that the rule does not search take part as well. */
  readonly allIndices?: boolean;
}

export type ResultsState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'running'; readonly request: RunRequest; readonly progress: string }
  | { readonly kind: 'error'; readonly request: RunRequest; readonly message: string }
  | DoneState;

export interface DoneState {
  readonly kind: 'done';
  readonly request: RunRequest;
  readonly result: RunResult;
  readonly view: RunView;
}

/** From the page to the client. */
export type ViewMessage =
  /** The page is up. `state` is what it kept over a reload of the window. */
  | { readonly kind: 'ready'; readonly state: ResultsState }
  | { readonly kind: 'run'; readonly request: RunRequest }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'pickSample'; readonly ruleUri: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'openRule'; readonly ruleUri: string; readonly span?: Span }
  | ({ readonly kind: 'openEvent' } & EventPlace)
  | ({ readonly kind: 'readEvent' } & EventPlace);

/** From the client to the page. */
export type HostMessage = { readonly kind: 'state'; readonly state: ResultsState } | EventMessage;

/** Where an event starts, as an alert's source tells it. */
export interface EventPlace {
  readonly file: string;
  readonly line: number;
  readonly offset?: number;
}

/** The place alone, out of an alert's source or a message. */
export function placeOf({ file, line, offset }: EventPlace): EventPlace {
  return offset === undefined ? { file, line } : { file, line, offset };
}

/** Answer to `readEvent`. */
export interface EventMessage extends EventPlace {
  readonly kind: 'event';
  readonly event?: ReadEventResult;
  /** Why there is none. */
  readonly error?: string;
}
