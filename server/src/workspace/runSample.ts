// "Run this rule text on these files": the one function behind the command line, the worker and the tests.
import { absentFields } from '../engine/absentFields';
import { evaluateRule } from '../engine/evaluateRule';
import { explainNoAlerts } from '../engine/explain';
import { fidelityOf } from '../engine/fidelity';
import type { FieldTypes } from '../engine/matcher';
import type { Clock, RunResult } from '../engine/runResult';
import { typeReport } from '../engine/typeReport';
import type { Sample } from '../events/event';
import { formatOf } from '../events/readEvents';
import type { RunView } from '../protocol';
import { noRuleText } from '../rule/notRule';
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { loadExceptions } from './exceptionFiles';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';
import type { KeptSamples } from './keptSamples';
import { withThreads } from './scanThreads';
import type { ThreadedSample } from './scanThreads';
import { loadTypes } from './typeSources';
import type { TypeSources } from './typeSources';

export interface SampleRun extends TypeSources {
  /** Text or bytes of the rule file. */
  readonly rule: string | Uint8Array;
  /** Paths of the samples, in the order in which their events arrived. */
  readonly samples: readonly string[];
  /** Paths of samples of indicators, for rules of type threat_match. */
  readonly indicators?: readonly string[];
  readonly clock: Clock;
  /** Files of exception items, and folders in which those of the rule are looked for. */
  readonly exceptions?: readonly string[];
  /** Folder of value lists; without it they are looked for beside the items. */
  readonly valueLists?: string;
  /** Events of indices that the rule does not search take part as well. */
  readonly allIndices?: boolean;
  /** To scan a sample with; without it as many as pay. */
  readonly threads?: number;
}

/** A run, or in one sentence why it could not start: no rule, an unreadable sample, bad field types. */
export type SampleRunResult =
  | {
      readonly kind: 'result';
      readonly result: RunResult;
      /** All but the wall time, which only the caller can know. */
      readonly view: Omit<RunView, 'elapsed'>;
    }
  | { readonly kind: 'error'; readonly message: string };

/**
 * Runs the rule; `onBlock` hears how many bytes of a sample were just worked through; `kept` spares it reading a sample
 * again that has not changed. Never throws for what is wrong with its input.
 */
export function runSample(
  run: SampleRun,
  files: FileSystem,
  onBlock?: (bytes: number) => void,
  kept?: KeptSamples,
): SampleRunResult {
  const document = parseRule(run.rule);
  if (!document.isRule) return problem(noRuleText(run.rulePath ?? 'the file', document.toml));
  const threaded: ThreadedSample[] = [];
  try {
    for (const path of run.samples) {
      const sample = openSample(path, files, onBlock);
      threaded.push(withThreads(kept?.remember(sample) ?? sample, run.threads, onBlock));
    }
    const samples = threaded.map(({ sample }) => sample);
    const { types, warnings } = loadTypes(run, document, files);
    const { clock, allIndices = false, exceptions: paths = [], valueLists } = run;
    const exceptions = loadExceptions({ paths, valueLists }, document, files);
    const indicators = run.indicators?.map((path) => openSample(path, files, onBlock));
    const evaluated = evaluateRule({
      document,
      samples,
      ...(indicators ? { indicators } : {}),
      clock,
      types,
      exceptions,
      allIndices,
    });
    const { matchTimes, columns, fields } = evaluated;
    const explained = withAbsentFields(evaluated.result, document, { types, samples });
    const result = withOrigins(explained, {
      types: typeReport(fields, types, samples),
      warnings: warnings(),
    });
    const view = { matchTimes, columns, explanation: explainNoAlerts(result) };
    return { kind: 'result', result, view };
  } catch (error) {
    if (error instanceof FileError) return problem(error.message);
    throw error;
  } finally {
    for (const one of threaded) one.end();
  }
}

/** Adds which fields of the query no event has, where none matches. */
function withAbsentFields(
  result: RunResult,
  { query }: RuleDocument,
  { types, samples }: { readonly types: FieldTypes; readonly samples: readonly Sample[] },
): RunResult {
  const { explanation, events } = result;
  const { read, matched, excluded = 0, leftOut = 0 } = events;
  if (!explanation || !query || matched + excluded > 0 || leftOut === read) return result;
  const absent = absentFields(query, types, samples);
  return absent ? { ...result, explanation: { ...explanation, absentFields: absent } } : result;
}

/** Adds where the types come from, and how far the result can be trusted. */
function withOrigins(
  result: RunResult,
  { types, warnings }: Required<Pick<RunResult, 'types' | 'warnings'>>,
): RunResult {
  const all = [...result.warnings, ...warnings];
  const fidelity = fidelityOf(all, result.failure);
  return { ...result, warnings: all, types, ...(fidelity === undefined ? {} : { fidelity }) };
}

/** Opened once: a pipe can be read only once. */
function openSample(path: string, files: FileSystem, onBlock?: (bytes: number) => void): Sample {
  const sample = files.openSample(path, onBlock);
  const format = formatOf(sample);
  if (format.kind === 'unreadable') throw new FileError(`${path}: ${format.message}`);
  return sample;
}

function problem(message: string): SampleRunResult {
  return { kind: 'error', message };
}
