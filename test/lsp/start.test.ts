// The start of the server: `initialize` is answered first; what came behind it waits for the features and its turn.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CancellationTokenSource, ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import type { DocumentSymbol, Hover, InitializeResult } from 'vscode-languageserver/node';
import { pullingClient, serverModule, spawnServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const uri = 'file:///rules/first.toml';
const rule = `[rule]
name = "A"
type = "query"
query = "process.name : a"
`;
const about = { textDocument: { uri } };
const initialize = { processId: process.pid, rootUri: null, capabilities: pullingClient };

describe('a client that does not wait', () => {
  let client: LspClient;
  beforeEach(() => {
    client = spawnServer();
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  it('is answered in order, as one that waits', async () => {
    const order: string[] = [];
    const ask = async <R>(method: string, params: unknown): Promise<R> => {
      const answer = await client.request<R>(method, params);
      order.push(method);
      return answer;
    };
    const initialized = ask<InitializeResult>('initialize', initialize);
    void client.connection.sendNotification('initialized', {});
    void client.open(uri, rule.replace('query = "', 'query = "not '));
    const edit = { range: { start: { line: 3, character: 9 }, end: { line: 3, character: 13 } } };
    void client.change(uri, { ...edit, text: '' });
    const hover = ask<Hover>('textDocument/hover', {
      ...about,
      position: { line: 3, character: 12 },
    });
    const problems = ask<{ items: unknown[] }>('textDocument/diagnostic', about);
    const symbols = ask<DocumentSymbol[]>('textDocument/documentSymbol', about);
    const folding = ask<unknown[]>('textDocument/foldingRange', about);

    assert.equal((await initialized).serverInfo?.name, 'rulewright');
    const word = { start: { line: 3, character: 9 }, end: { line: 3, character: 21 } };
    assert.deepEqual((await hover).range, word);
    assert.ok((await problems).items.length > 0);
    assert.deepEqual(
      (await symbols).map(({ name }) => name),
      ['rule'],
    );
    assert.ok(Array.isArray(await folding));
    assert.deepEqual(
      order.map((method) => method.replace('textDocument/', '')),
      ['initialize', 'hover', 'diagnostic', 'documentSymbol', 'foldingRange'],
    );
  });

  it('may give up before the features are there', async () => {
    const cancelling = new CancellationTokenSource();
    const initialized = client.request('initialize', initialize);
    void client.open(uri, rule);
    const given = client.request('textDocument/diagnostic', about, cancelling.token);
    const kept = client.request<unknown[]>('textDocument/foldingRange', about);
    cancelling.cancel();
    await initialized;
    await assert.rejects(given, withCode(LSPErrorCodes.RequestCancelled));
    assert.ok(Array.isArray(await kept));
  });

  it('is told so before initialize', async () => {
    const hover = client.at('textDocument/hover', uri, { line: 0, character: 0 });
    await assert.rejects(hover, withCode(ErrorCodes.ServerNotInitialized));
    await client.request('initialize', initialize);
    await client.open(uri, rule);
    assert.ok((await client.pull(uri)).length > 0);
    await assert.rejects(client.request('no/such', {}), withCode(ErrorCodes.MethodNotFound));
  });
});

it('initialize is answered before the features are read', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-'));
  try {
    for (const name of ['server.cjs', 'languageServer.cjs'])
      copyFileSync(path.join(path.dirname(serverModule), name), path.join(folder, name));
    const client = spawnServer(path.join(folder, 'server.cjs'), 'ignore');
    const result = await client.request<InitializeResult>('initialize', initialize);
    assert.equal(result.serverInfo?.name, 'rulewright');
    assert.equal(await client.ended, 1, 'the features are missing here');
    client.connection.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function withCode(code: number): (error: unknown) => boolean {
  return (error) => error instanceof ResponseError && error.code === code;
}
