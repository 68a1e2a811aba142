// Code actions and levels of checks over stdio, with settings that the client answers for and changes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const uri = 'file:///rules/a.toml';
const text = `[metadata]
[rule]
type = "query"
query = '''
process.name: "a*" AND (b: c)
'''
`;
const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 40 } };

describe('code actions', () => {
  let client: LspClient;
  const severity: Record<string, string> = { 'quoted-wildcard': 'error' };

  before(async () => {
    ({ client } = await startServer(undefined, { checks: { severity } }));
    await client.open(uri, text);
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
  });

  const actions = (only?: readonly string[]): Promise<readonly CodeAction[]> =>
    client.request<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  const levels = async (): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries(
      (await client.pull(uri)).map(({ code, severity: level }) => [code, level] as const),
    ) as Readonly<Record<string, unknown>>;

  it('carry edits of the file', async () => {
    const fix = (await actions()).find(({ title }) => title === 'Change to `and`');
    assert.deepEqual(fix?.edit?.changes?.[uri], [
      {
        range: { start: { line: 4, character: 19 }, end: { line: 4, character: 22 } },
        newText: 'and',
      },
    ]);
    assert.equal(fix.isPreferred, true);
  });

  it('fix all when asked for source.fixAll', async () => {
    const found = await actions(['source.fixAll']);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['source.fixAll.rulewright'],
    );
  });

  it('are none for other files', async () => {
    await client.open('file:///other.toml', '[tool]\n');
    const params = {
      textDocument: { uri: 'file:///other.toml' },
      range,
      context: { diagnostics: [] },
    };
    assert.equal(await client.request('textDocument/codeAction', params), null);
  });

  it('levels follow the settings, also when they change', async () => {
    const before = await levels();
    assert.equal(before['quoted-wildcard'], 1);
    assert.equal(before['kql-dialect'], 3);
    severity['quoted-wildcard'] = 'off';
    severity['kql-dialect'] = 'warning';
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: null,
    });
    const changed = await levels();
    assert.equal(changed['quoted-wildcard'], undefined);
    assert.equal(changed['kql-dialect'], 2);
  });
});

describe('a client that is pushed diagnostics', () => {
  it('is pushed them anew when settings change', async () => {
    const { client } = await startServer({});
    await client.open(uri, text);
    const codes = (diagnostics: readonly { readonly code?: unknown }[]): readonly unknown[] =>
      diagnostics.map(({ code }) => code);
    const first = await client.nextPush((params) => params.uri === uri);
    assert.ok(codes(first.diagnostics).includes('quoted-wildcard'));
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { rulewright: { checks: { severity: { 'quoted-wildcard': 'off' } } } },
    });
    const second = await client.nextPush((params) => params.uri === uri);
    assert.ok(!codes(second.diagnostics).includes('quoted-wildcard'));
    assert.equal(await client.stop(), 0);
  });
});
