// Files beside rules over stdio: problems, fixes, hover and completion, and silence about other TOML files.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CodeAction, CompletionList, Hover } from 'vscode-languageserver';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const uri = 'file:///rules/exceptions/a.toml';
const text = `[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/02"
list_name = "Tools"
rule_ids = []
rule_names = []

[[exceptions]]
[exceptions.container]
name = "Tools"
description = "Tools of the backup"
typ = "detection"
`;
const typ = { line: 11, character: 1 };

describe('a file of exceptions', () => {
  let client: LspClient;

  before(async () => {
    ({ client } = await startServer());
    await client.open(uri, text);
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
  });

  const ask = <R>(method: string, more: object): Promise<R> =>
    client.request<R>(method, { textDocument: { uri }, ...more });

  it('has its own problems', async () => {
    const codes = (await client.pull(uri)).map(({ code, range }) => [code, range.start.line]);
    assert.deepEqual(codes, [
      ['missing-key', 8],
      ['unknown-key', 11],
    ]);
  });

  it('is fixed', async () => {
    const actions = await ask<readonly CodeAction[]>('textDocument/codeAction', {
      range: { start: typ, end: typ },
      context: { diagnostics: [] },
    });
    const rename = actions.find(({ title }) => title === 'Rename to `type`');
    assert.equal(rename?.edit?.changes?.[uri]?.[0]?.newText, 'type');
  });

  it('is explained and completed', async () => {
    const hover = await ask<Hover>('textDocument/hover', {
      position: { line: 3, character: 2 },
    });
    assert.match(JSON.stringify(hover.contents), /Name of the list/);
    const list = await ask<CompletionList>('textDocument/completion', {
      position: { line: 12, character: 0 },
    });
    const labels = list.items.map(({ label }) => label);
    assert.ok(labels.includes('list_id') && !labels.includes('query'), labels.join(' '));
  });

  it('gets no lenses, which run rules', async () => {
    assert.equal(await ask('textDocument/codeLens', {}), null);
  });

  it('is told from the lists of other tools', async () => {
    const other = 'file:///other/actions.toml';
    await client.open(other, '[[actions]]\nrun = "make"\nbroken =\n');
    assert.deepEqual(await client.pull(other), []);
  });
});
