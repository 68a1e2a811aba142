// What an author does beyond one place of one file: layout, all fixes at once, symbols, rename, tasks.
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  brokenRule,
  fileUri,
  modelRule,
  open,
  positionOf,
  problems,
  replace,
  revert,
} from './editor';

const clause = 'not user.name: *$';

describe('Format Document', () => {
  afterEach(revert);

  it('lays the query out and takes blanks at line ends away', async () => {
    const editor = await open(modelRule);
    const before = editor.document.getText();
    await replace(editor, `and\n  ${clause}`, `and    ${clause}`);
    await replace(editor, 'severity = "low"', 'severity = "low"  ');
    await replace(editor, 'event.code: "4702" and', 'event.code: ( "4702" ) AND');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    const expected = before
      .replace('event.code: "4702" and', 'event.code: ("4702") and')
      .replace(`and\n  ${clause}`, `and ${clause}`);
    assert.equal(editor.document.getText(), expected);
  });

  it('leaves a broken query alone', async () => {
    const { document } = await open(brokenRule);
    const before = document.getText();
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });
});

describe('Fix All Problems in Workspace', () => {
  afterEach(revert);

  /** Runs the command; once its preview is there, does as a user would, again until the command has ended. */
  async function fixAll(...answers: readonly string[]): Promise<string> {
    const { document } = await openFixable();
    const command = vscode.commands
      .executeCommand('rulewright.fixAllInWorkspace')
      .then(() => 'ended');
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));
    while ((await Promise.race([command, pause()])) !== 'ended')
      for (const answer of answers) await vscode.commands.executeCommand(answer);
    return document.getText();
  }

  async function openFixable(): Promise<vscode.TextEditor> {
    const editor = await open(modelRule);
    await replace(editor, clause, 'not user.name: (a or a)');
    await problems(editor.document.uri, (found) => found.length > 0);
    return editor;
  }

  it('changes nothing when the preview is discarded', async () => {
    assert.match(await fixAll('refactorPreview.discard'), /not user\.name: \(a or a\)/);
  });

  it('changes what is ticked in the preview', async () => {
    const text = await fixAll(
      'refactorPreview.focus',
      'list.focusFirst',
      'refactorPreview.toggleCheckedState',
      'refactorPreview.apply',
    );
    assert.match(text, /not user\.name: \(?a\)?$/m);
  });
});

describe('workspace symbols', () => {
  const find = (query: string): Thenable<readonly vscode.SymbolInformation[]> =>
    vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', query);

  it('find rules by words of their names and by technique', async () => {
    const [rule] = await find('unusual scheduled');
    assert.equal(rule?.name, 'Unusual Scheduled Task Update');
    assert.equal(rule.location.uri.toString(), fileUri(modelRule).toString());
    const techniques = (await find('T1053.005')).map(({ location }) => location.uri.toString());
    assert.ok(techniques.includes(fileUri(modelRule).toString()));
  });
});

describe('rules of a folder that another program makes, moves and deletes', () => {
  const folder = (name: string): string => fileUri(`rules/${name}`).fsPath;

  /** Waits until the rule is found at these places. The test's time limit ends the wait. */
  async function placed(...wanted: readonly string[]): Promise<void> {
    for (;;) {
      const found = await vscode.commands.executeCommand<readonly vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'Wandering Heron',
      );
      const places = found.map(({ location }) => location.uri.toString());
      const uris = wanted.map((name) => fileUri(`rules/${name}/heron.toml`).toString());
      if (JSON.stringify(places) === JSON.stringify(uris)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  it('are found where they are', async () => {
    await open(modelRule);
    mkdirSync(folder('one'));
    writeFileSync(
      `${folder('one')}/heron.toml`,
      '[rule]\nname = "Wandering Heron"\ntype = "query"\n',
    );
    await placed('one');
    renameSync(folder('one'), folder('two'));
    await placed('two');
    rmSync(folder('two'), { recursive: true });
    await placed();
  });
});

describe('rename', () => {
  it('refuses fields of Elastic, and says why', async () => {
    const { document } = await open(modelRule);
    const position = positionOf(document, 'not user.na<|>me: *$');
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, position),
      /only a custom field can be renamed/,
    );
    await assert.rejects(
      async () =>
        vscode.commands.executeCommand(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          position,
          'user.other',
        ),
      /only a custom field can be renamed/,
    );
  });
});

describe('tasks', () => {
  it('check all rules, and end as the command line does', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'rulewright' });
    assert.deepEqual(tasks.map(({ name }) => name).sort(), [
      'check all rules',
      'check the layout of all rules',
      'check this rule',
    ]);
    const task = tasks.find(({ name }) => name === 'check all rules');
    assert.ok(task);
    const code = await new Promise<number | undefined>((resolve, reject) => {
      const watch = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        watch.dispose();
        resolve(exitCode);
      });
      vscode.tasks.executeTask(task).then(undefined, reject);
    });
    // One of the rules is broken.
    assert.equal(code, 1);
  });
});
