// Completion in the query of the editor.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { modelRule, open, positionOf, replace, revert } from './editor';

/** What completion offers after `typed` stands in place of the query's last clause. */
async function labels(typed: string): Promise<readonly string[]> {
  const editor = await open(modelRule);
  await replace(editor, 'not user.name: *$', typed);
  const position = positionOf(editor.document, `${typed}<|>\n'''`);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    position,
  );
  // Kind "Text" are VS Code's own words of the document.
  const ours = list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
  return ours.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
}

describe('completion', () => {
  afterEach(revert);

  it('offers the fields of event data', async () => {
    const offered = await labels('not winlog.event_data.Tas');
    assert.ok(offered.includes('winlog.event_data.TaskName'), offered.slice(0, 20).join(', '));
  });

  it('offers ECS fields', async () => {
    const offered = await labels('process.na');
    assert.ok(offered.includes('process.name'), offered.slice(0, 20).join(', '));
  });

  it('offers the words of KQL after a clause', async () => {
    const offered = await labels('process.name: "x" a');
    assert.ok(offered.includes('and'), offered.slice(0, 20).join(', '));
  });
});
