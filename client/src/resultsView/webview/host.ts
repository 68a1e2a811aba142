// The page's line to VS Code: typed messages, and what the page keeps over being hidden or reloaded.
import type { Sorting } from '../alertTable';
import type { ResultsState, ViewMessage } from '../messages';
import type { TimeRange } from '../timeline';

/** How the user has arranged the page; belongs to one result. */
export interface Arrangement {
  readonly filter: string;
  readonly sorting: Sorting | undefined;
  /** Ids of columns; undefined: as the table thinks best. */
  readonly hidden: readonly string[] | undefined;
  /** Index into the alerts of the result. */
  readonly selected: number | undefined;
  readonly tab: 'event' | 'json';
  readonly zoom: TimeRange | undefined;
  /** ISO 8601: time for the next run, picked in the timeline. */
  readonly pinned: string | undefined;
}

export const untouched: Arrangement = {
  filter: '',
  sorting: undefined,
  hidden: undefined,
  selected: undefined,
  tab: 'event',
  zoom: undefined,
  pinned: undefined,
};

export interface Kept {
  readonly state: ResultsState;
  readonly arrangement: Arrangement;
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const api = acquireVsCodeApi();

/** Larger results are not kept over a reload of the window (VS Code writes them to disk each time); the request is. */
const keptSize = 1_000_000;

export function post(message: ViewMessage): void {
  api.postMessage(message);
}

export function keep(kept: Kept): void {
  api.setState(
    isKeepable(kept.state) ? kept : { state: placeholder(kept.state), arrangement: untouched },
  );
}

function isKeepable(state: ResultsState): boolean {
  return state.kind !== 'running' && JSON.stringify(state).length <= keptSize;
}

function placeholder(state: ResultsState): ResultsState {
  if (state.kind === 'empty') return state;
  return { kind: 'error', request: state.request, message: 'Run again to see the results.' };
}

/** What was kept; the empty page if nothing was. */
export function recall(): Kept {
  const kept = api.getState() as Kept | undefined;
  return kept ?? { state: { kind: 'empty' }, arrangement: untouched };
}
