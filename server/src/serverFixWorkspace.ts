// The request to fix all rules on disk: works out the safe fixes in the thread, and hands them to the editor to preview.
import { pathToFileURL } from 'node:url';
import { WorkDoneProgress } from 'vscode-languageserver/node';
import type { CancellationToken, ResponseError, WorkspaceEdit } from 'vscode-languageserver/node';
import type { CheckMessage } from './checkWorker';
import { fixWorkspaceRequest } from './protocol';
import type { FixWorkspaceParams, FixWorkspaceResult } from './protocol';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { runCheckTask } from './serverCheckWorker';
import { pathOfFile } from './serverWorkspace';
import type { WorkspaceFiles } from './serverWorkspace';
import { planFixes } from './services/fixPlan';
import type { FixPlan } from './services/fixPlan';
import { fixesEdit, sumOfCounts } from './services/fixWorkspace';

export function registerFixWorkspace(context: ServerContext, files: WorkspaceFiles): void {
  context.connection.onRequest(
    fixWorkspaceRequest,
    (params: FixWorkspaceParams, token: CancellationToken) =>
      context.guardAsync<FixWorkspaceResult | ResponseError>('fix workspace', failed(''), () =>
        fixWorkspace({ context, files, token }, params),
      ),
  );
}

interface Parts {
  readonly context: ServerContext;
  readonly files: WorkspaceFiles;
  readonly token: CancellationToken;
}

function failed(message: string): FixWorkspaceResult {
  return { kind: 'failed', files: 0, counts: [], message };
}

async function fixWorkspace(
  parts: Parts,
  { workDoneToken }: FixWorkspaceParams,
): Promise<FixWorkspaceResult | ResponseError> {
  const { context, token } = parts;
  const edits = context.capabilities.workspace?.workspaceEdit;
  if (!edits?.changeAnnotationSupport || edits.documentChanges !== true)
    return failed(
      'The editor cannot preview changes of several files: fix them with `rulewright check --fix`.',
    );
  const plans = await plansOnDisk(parts, workDoneToken);
  if (!plans || token.isCancellationRequested) return cancelled();
  await planOpen(parts, plans);
  const counts = sumOfCounts([...plans.values()]);
  if (plans.size === 0) return { kind: 'unchanged', files: 0, counts };
  const edit = toEdit(context, plans);
  const { applied } = await context.connection.workspace.applyEdit({
    label: 'Fix all problems in the workspace',
    edit,
  });
  return { kind: applied ? 'applied' : 'rejected', files: plans.size, counts };
}

/** Plans by path; undefined if the client gave up. */
async function plansOnDisk(
  { context, files, token }: Parts,
  workDoneToken: string | number | undefined,
): Promise<Map<string, FixPlan> | undefined> {
  const plans = new Map<string, FixPlan>();
  const folders = await files.checkedFolders();
  if (folders.length === 0) return plans;
  const report = startProgress(context, workDoneToken);
  let total = 0;
  const take = (message: CheckMessage): void => {
    if (message.kind === 'found') total = message.files.length;
    if (message.kind !== 'batch') return;
    for (const { path, plan } of message.files) if (plan) plans.set(path, plan);
    report.advance(message.done, total);
  };
  const { list, rules } = files.known();
  try {
    const task = {
      kind: 'fix',
      folders,
      known: new Map<string, string>(),
      rules: list,
      read: rules.folders,
      bundles: context.attack.kept(),
    } as const;
    return (await runCheckTask(task, token, take)) ? plans : undefined;
  } finally {
    report.end();
  }
}

/** Open rules as they are in the editor. */
async function planOpen({ context, files }: Parts, plans: Map<string, FixPlan>): Promise<void> {
  for (const uri of context.texts.keys()) {
    const path = pathOfFile(uri);
    if (path === undefined) continue;
    plans.delete(path);
    const checkContext = await context.checkContextFor(uri);
    const document = context.findRule(uri)?.document;
    const plan = document && files.holds(path) ? planFixes(document, checkContext) : undefined;
    if (plan) plans.set(path, plan);
  }
}

function toEdit(context: ServerContext, plans: ReadonlyMap<string, FixPlan>): WorkspaceEdit {
  const versions = new Map(
    context.texts.all().map(({ uri, version }) => [pathOfFile(uri), { uri, version }]),
  );
  const documents = [...plans].map(([path, plan]) => ({
    textDocument: versions.get(path) ?? { uri: pathToFileURL(path).href, version: null },
    plan,
  }));
  return fixesEdit(documents);
}

interface Progress {
  readonly advance: (done: number, total: number) => void;
  readonly end: () => void;
}

function startProgress(
  { connection }: ServerContext,
  token: string | number | undefined,
): Progress {
  if (token === undefined) return { advance: () => undefined, end: () => undefined };
  const title = 'Working out fixes';
  void connection.sendProgress(WorkDoneProgress.type, token, {
    kind: 'begin',
    title,
    cancellable: true,
    percentage: 0,
  });
  return {
    advance: (done, total) => {
      void connection.sendProgress(WorkDoneProgress.type, token, {
        kind: 'report',
        message: `${done} of ${total} files`,
        percentage: Math.floor((100 * done) / Math.max(1, total)),
      });
    },
    end: () => {
      void connection.sendProgress(WorkDoneProgress.type, token, { kind: 'end' });
    },
  };
}
