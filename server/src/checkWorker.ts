// Entry of the worker thread that reads and checks the files of a workspace; terminating the thread cancels its task.
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { Diagnostic } from 'vscode-languageserver';
import type { CheckContext } from './checks/check';
import type { RuleDocument } from './rule/ruleDocument';
import { fileCheckContext } from './fileChecks';
import { doDiagnostics } from './services/diagnostics';
import { planFixes } from './services/fixPlan';
import type { FixPlan } from './services/fixPlan';
import { RuleCollection } from './services/otherRules';
import type { KnownFolders, KnownRule } from './services/otherRules';
import { readSettings } from './settings';
import type { Settings } from './settings';
import { AttackBundles, holdBundle } from './workspace/attack/attackBundles';
import type { KeptBundle } from './workspace/attack/attackBundles';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { setUpIntegrations } from './workspace/schemas/integrations';
import { sharedCache } from './workspace/sharedCache';
import { scanFile, stampOf, tomlFilesBelow } from './workspace/ruleIndex';
import type { ScannedFile } from './workspace/ruleIndex';

/** A folder of the workspace with the settings that hold in it. */
export interface CheckedFolder {
  readonly path: string;
  readonly settings: Settings;
}

export interface CheckTask {
  /** `index`: only what the files name. */
  readonly kind: 'index' | 'check' | 'fix';
  readonly folders: readonly CheckedFolder[];
  /** Files within the folders; absent: all of them. */
  readonly files?: readonly string[];
  /** Stamps by path: a file that has not changed is passed over. */
  readonly known: ReadonlyMap<string, string>;
  /** Other folders whose files the index has too. */
  readonly outer?: readonly string[];
  /** All rules that are known; paths as they are shown. */
  readonly rules: readonly KnownRule[];
  /** The folders that these are all rules of. */
  readonly read?: KnownFolders;
  /** Bundles of ATT&CK that were read already. */
  readonly bundles?: readonly KeptBundle[];
}

/** A file that was read. */
export interface CheckedFile extends Pick<ScannedFile, 'path' | 'stamp'> {
  /** As JSON, which takes the thread that reads it less than half the time of an object; see `RuleSummary`. */
  readonly summary?: string;
  readonly diagnostics?: readonly Diagnostic[];
  readonly plan?: FixPlan;
}

export type CheckMessage =
  /** All files there are, read or not; before the first batch. */
  | { readonly kind: 'found'; readonly files: readonly string[] }
  | {
      readonly kind: 'batch';
      readonly files: readonly CheckedFile[];
      /** Files of the task that are gone or cannot be read. */
      readonly gone: readonly string[];
      /** Worked through so far. */
      readonly done: number;
    }
  | { readonly kind: 'end' };

/** Milliseconds: seldom enough to cost nothing, often enough for a progress bar. */
const batchTime = 100;

function post(message: CheckMessage): void {
  parentPort?.postMessage(message);
}

/** Behind whatever else the machine has to do. On other systems this would be about the whole process. */
function stepBack(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

function work(task: CheckTask): void {
  // Requests wait for the index, and the user for fixes.
  if (task.kind === 'check') stepBack();
  const folders = task.folders.map(({ path: folder, settings }) => ({
    path: folder,
    settings: readSettings(settings),
  }));
  const all = [...folders.map(({ path: folder }) => folder), ...(task.outer ?? [])];
  const found = task.files ?? [
    ...new Set(all.flatMap((folder) => tomlFilesBelow(folder, nodeFileSystem))),
  ];
  const rules = new RuleCollection(task.rules, task.read);
  task.bundles?.forEach(holdBundle);
  const bundles = new AttackBundles(nodeFileSystem, { cache });
  post({ kind: 'found', files: found });
  let files: CheckedFile[] = [];
  let gone: string[] = [];
  let posted = performance.now();
  found.forEach((file, at) => {
    const stamp = stampOf(file, nodeFileSystem);
    if (stamp === undefined) gone.push(file);
    else if (task.known.get(file) !== stamp)
      files.push(...checkFile(file, { kind: task.kind, folders, rules, bundles }));
    if (performance.now() - posted < batchTime) return;
    post({ kind: 'batch', files, gone, done: at + 1 });
    files = [];
    gone = [];
    posted = performance.now();
  });
  post({ kind: 'batch', files, gone, done: found.length });
  post({ kind: 'end' });
}

interface Job {
  readonly kind: CheckTask['kind'];
  readonly folders: readonly CheckedFolder[];
  readonly rules: RuleCollection;
  readonly bundles: AttackBundles;
}

function checkFile(file: string, { kind, folders, rules, bundles }: Job): readonly CheckedFile[] {
  const scanned = scanFile(file, nodeFileSystem);
  if (!scanned) return [];
  const { document, summary, path: at, stamp } = scanned;
  const rest = { path: at, stamp, ...(summary && { summary: JSON.stringify(summary) }) };
  const folder = innermost(file, folders);
  if (kind === 'index' || !document || !folder) return [rest];
  const attack = bundles.catalogIn(path.dirname(file));
  const context = fileCheckContext(folder.settings, { document, path: file, rules, attack });
  return [{ ...rest, ...verdict(document, { kind, file, context }) }];
}

function verdict(
  document: RuleDocument,
  {
    kind,
    file,
    context,
  }: {
    readonly kind: 'check' | 'fix';
    readonly file: string;
    readonly context: CheckContext;
  },
): Pick<CheckedFile, 'diagnostics' | 'plan'> {
  if (kind === 'check')
    return { diagnostics: doDiagnostics(document, pathToFileURL(file).href, context) };
  const plan = planFixes(document, context);
  return plan ? { plan } : {};
}

/** Folders of a workspace may lie in each other. */
function innermost(file: string, folders: readonly CheckedFolder[]): CheckedFolder | undefined {
  return folders
    .filter(({ path: folder }) => file.startsWith(folder + path.sep))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

const cache = sharedCache();
setUpIntegrations({ cache });
parentPort?.on('message', work);
