// The language server over node IPC, as VS Code starts it, and its end when the client is gone.
import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import type { InitializeResult } from 'vscode-languageserver';
import { serverModule } from '../support/lspClient';

describe('over node IPC', () => {
  it('answers and ends', async () => {
    const child = fork(serverModule, ['--node-ipc'], { silent: true });
    const connection = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    connection.listen();
    const params = { processId: process.pid, rootUri: null, capabilities: {} };
    const result = await connection.sendRequest<InitializeResult>('initialize', params);
    assert.equal(result.serverInfo?.name, 'rulewright');
    await connection.sendRequest('shutdown');
    const ended = once(child, 'exit');
    await connection.sendNotification('exit');
    assert.deepEqual(await ended, [0, null]);
    connection.dispose();
  });
});

describe('over stdio', () => {
  it('ends when its input ends', async () => {
    const child = spawn(process.execPath, [serverModule], { stdio: ['pipe', 'pipe', 'ignore'] });
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  });
});
