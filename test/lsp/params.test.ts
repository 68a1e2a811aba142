// Requests that lack parameters: answered as such, and the log stays empty.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import * as protocol from '../../server/src/protocol';
import { neededParams } from '../../server/src/serverParams';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

describe('a client that forgets parameters', () => {
  let client: LspClient;
  before(async () => {
    ({ client } = await startServer());
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    await client.stop();
  });

  const wrong: readonly unknown[] = [
    {},
    null,
    [],
    { textDocument: null },
    { textDocument: { uri: 7 }, uri: {}, position: {}, range: null },
  ];
  for (const [method, needs] of Object.entries(neededParams))
    for (const params of Object.keys(needs).length > 0 ? wrong : [null, []])
      it(`${method} ${JSON.stringify(params)}`, async () => {
        await assert.rejects(client.request(method, params), (error: unknown) => {
          assert.ok(error instanceof ResponseError);
          assert.equal(error.code, ErrorCodes.InvalidParams);
          assert.ok(error.message.startsWith(`${method} needs `), error.message);
          return true;
        });
      });

  it('and is told what is missing', async () => {
    const request = client.request('textDocument/hover', { textDocument: { uri: 'file:///a' } });
    await assert.rejects(request, /textDocument\/hover needs position.line: a number/);
  });

  it('of all requests with parameters', () => {
    const own = Object.entries(protocol).filter(([name]) => name.endsWith('Request'));
    assert.deepEqual(
      own
        .map(([, method]) => method)
        .filter((method) => method !== protocol.newRuleChoicesRequest && !(method in neededParams)),
      [],
    );
  });
});
