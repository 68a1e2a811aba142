// Tasks: the command line of the extension, with its problems in the list of problems.
import * as vscode from 'vscode';

const type = 'rulewright';

/** A task as `tasks.json` writes it. */
interface TaskDefinition extends vscode.TaskDefinition {
  readonly command: 'check' | 'format';
  /** Files and folders, from the workspace folder; the folder itself where there are none. */
  readonly paths?: readonly string[];
  /** Further options of the command. */
  readonly options?: readonly string[];
}

interface OfferedTask {
  readonly name: string;
  readonly definition: TaskDefinition;
}

const offered: readonly OfferedTask[] = [
  { name: 'check all rules', definition: { type, command: 'check' } },
  {
    name: 'check this rule', // VS Code fills the file in
    definition: { type, command: 'check', paths: ['${file}'], options: ['--severity', 'hint'] },
  },
  {
    name: 'check the layout of all rules',
    definition: { type, command: 'format', options: ['--check'] },
  },
];

/** Offers the tasks in each workspace folder and completes those of `tasks.json`. */
export function registerTasks(context: vscode.ExtensionContext): vscode.Disposable {
  const cli = context.asAbsolutePath('server/out/cli.cjs');
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .flatMap((folder) =>
          offered.map(({ name, definition }) => makeTask(folder, { name, definition, cli })),
        ),
    resolveTask: ({ scope, name, definition }) =>
      isFolder(scope)
        ? makeTask(scope, { name, definition: definition as TaskDefinition, cli })
        : undefined,
  });
}

function isFolder(scope: vscode.Task['scope']): scope is vscode.WorkspaceFolder {
  return typeof scope === 'object';
}

function makeTask(
  folder: vscode.WorkspaceFolder,
  { name, definition, cli }: OfferedTask & { readonly cli: string },
): vscode.Task {
  const { command, paths = ['.'], options = [] } = definition;
  // The node inside VS Code runs it: nobody needs one of their own.
  const execution = new vscode.ProcessExecution(
    process.execPath,
    [cli, command, ...options, ...paths],
    { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } },
  );
  const task = new vscode.Task(definition, folder, name, type, execution, '$rulewright');
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return task;
}
