// Requests about samples: run a rule (in a worker thread), find samples, read one event.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CancellationToken, ResponseError } from 'vscode-languageserver/node';
import {
  findSamplesRequest,
  readEventRequest,
  recallSamplesNotification,
  runRuleRequest,
} from './protocol';
import type {
  FindSamplesParams,
  ReadEventParams,
  ReadEventResult,
  RecallSamplesParams,
  RunRuleParams,
  RunRuleResult,
  SampleInfo,
} from './protocol';
import { runInWorker } from './serverRun';
import { askWorker } from './serverWorker';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { findExceptionPaths } from './workspace/exceptionFiles';
import { FileError, ifReadable } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { describeSample, samplesNear } from './workspace/samples';

export function registerSampleRequests(context: ServerContext): void {
  const { connection } = context;
  connection.onRequest(runRuleRequest, (params: RunRuleParams, token: CancellationToken) =>
    answer(context, runRuleRequest, failedRun, () => runRule(context, params, token)),
  );
  connection.onRequest(findSamplesRequest, (params: FindSamplesParams, token: CancellationToken) =>
    answer(context, findSamplesRequest, [], () => findSamples(params, token)),
  );
  connection.onRequest(readEventRequest, (params: ReadEventParams, token: CancellationToken) =>
    answer(context, readEventRequest, null, () => findEvent(params, token)),
  );
  connection.onNotification(recallSamplesNotification, (params: RecallSamplesParams) => {
    context.guard('recall samples', undefined, () => {
      recallSamples(context, params);
    });
  });
}

const failedRun: RunRuleResult = {
  kind: 'error',
  message: 'The run failed; the output channel says more.',
};

/** The choice of an earlier session; a sample that is gone is none. */
function recallSamples({ chosenSample }: ServerContext, { samples }: RecallSamplesParams): void {
  const paths = ifReadable(() => samples.map(toPath));
  if (paths) chosenSample.recall(paths);
}

/** The envelope of these requests: a failure is logged and answered with `fallback`. */
async function answer<R>(
  context: ServerContext,
  name: string,
  fallback: R,
  run: () => Promise<R | ResponseError>,
): Promise<R | ResponseError> {
  try {
    return await run();
  } catch (error) {
    context.logFailure(name, error);
    return fallback;
  }
}

async function runRule(
  context: ServerContext,
  params: RunRuleParams,
  token: CancellationToken,
): Promise<RunRuleResult | ResponseError> {
  const now = params.now === undefined ? undefined : Date.parse(params.now);
  if (Number.isNaN(now)) return problem(`"${params.now ?? ''}" is no ISO 8601 time`);
  if (now === undefined) context.chosenClocks.delete(params.uri);
  else context.chosenClocks.set(params.uri, now);
  try {
    const rule = context.texts.get(params.uri)?.getText() ?? readRuleFile(params.uri);
    const samples = params.samples.map(toPath);
    const settings = await context.settingsFor(params.uri);
    const clock =
      now === undefined ? ({ mode: 'replay' } as const) : ({ mode: 'single', now } as const);
    const run = {
      rule,
      samples,
      clock,
      fieldTypes: settings.fieldTypes,
      ...(isFile(params.uri) ? { rulePath: toPath(params.uri) } : {}),
      exceptions: exceptionPaths(params.uri, settings.exceptions),
      allIndices: params.allIndices === true,
    };
    const result = await runInWorker(run, {
      connection: context.connection,
      token,
      workDoneToken: params.workDoneToken,
    });
    // Only now: the run comes first.
    if ('kind' in result && result.kind === 'result') context.chosenSample.choose(samples);
    return result;
  } catch (error) {
    if (error instanceof FileError) return problem(error.message);
    throw error;
  }
}

/** A rule that is not on disk has no folders around it. */
function exceptionPaths(uri: string, names: readonly string[]): readonly string[] {
  return isFile(uri) ? findExceptionPaths(names, toPath(uri), nodeFileSystem) : [];
}

function problem(message: string): RunRuleResult {
  return { kind: 'error', message };
}

function readRuleFile(uri: string): Uint8Array {
  return nodeFileSystem.readBytes(toPath(uri));
}

/** The path of a `file:` URI, or a path as it is. Throws FileError for other URIs. */
function toPath(file: string): string {
  if (file.startsWith('file:')) return fileURLToPath(file);
  if (/^[a-z][a-z0-9+.-]+:/i.test(file)) throw new FileError(`${file} is not on disk`);
  return path.resolve(file);
}

/** Looks into one file after the other and lets other requests through in between. */
async function findSamples(
  params: FindSamplesParams,
  token: CancellationToken,
): Promise<readonly SampleInfo[] | ResponseError> {
  const near = isFile(params.uri) ? samplesNear(toPath(params.uri), nodeFileSystem) : [];
  const paths = new Set([...near, ...params.candidates.filter(isFile).map(toPath)]);
  const found: SampleInfo[] = [];
  for (const file of paths) {
    if (token.isCancellationRequested) return cancelled();
    const info = describeSample(file, nodeFileSystem);
    if (info) found.push({ uri: pathToFileURL(file).toString(), ...info });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

function isFile(uri: string): boolean {
  return uri.startsWith('file:');
}

/** In a worker thread: the sample may be large. */
async function findEvent(
  params: ReadEventParams,
  token: CancellationToken,
): Promise<ReadEventResult | null | ResponseError> {
  try {
    const place = { ...params, file: toPath(params.file) };
    const found = await askWorker({ kind: 'read', place }, token);
    if (!found) return cancelled();
    return found.kind === 'read' ? (found.event ?? null) : null;
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
}
