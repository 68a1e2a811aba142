// What samples/scheduled-tasks.expected.json says must come out of runs on the samples.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Alert, RunResult } from '../../server/src/engine/runResult';

export interface ExpectedAlert {
  readonly timestamp: string;
  /** 1-based line of the sample. */
  readonly line: number;
  readonly id: string;
  readonly newTerms: readonly string[];
}

export interface ExpectedRun extends Pick<RunResult, 'mode' | 'events'> {
  /** File name in the samples folder. */
  readonly sample: string;
  readonly now?: string;
  readonly windows?: RunResult['windows'];
  readonly skippedLines?: readonly number[];
  readonly alerts: readonly ExpectedAlert[];
}

export interface SampleExpectations {
  /** Path in the samples folder. */
  readonly rule: string;
  readonly runs: readonly ExpectedRun[];
}

/** Reads the expectations of a samples folder. */
export function sampleExpectations(folder: string): SampleExpectations {
  const text = readFileSync(path.join(folder, 'scheduled-tasks.expected.json'), 'utf8');
  return JSON.parse(text) as SampleExpectations;
}

/** Expected alerts as sorted lines of text, comparable with `foundAlerts`. */
export function expectedAlerts(alerts: readonly ExpectedAlert[]): readonly string[] {
  return alerts
    .map(({ timestamp, line, id, newTerms }) => JSON.stringify([timestamp, line, id, newTerms]))
    .sort();
}

/** Alerts of a run, of each what the expectations say something about. */
export function foundAlerts(alerts: readonly Alert[]): readonly string[] {
  return alerts
    .map(({ timestamp, source, newTerms }) =>
      JSON.stringify([timestamp, source.line, source.id, newTerms]),
    )
    .sort();
}
