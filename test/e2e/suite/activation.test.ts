// Starting: the extension wakes up for a rule, its commands are there, and both halves are quick.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { modelRule, open } from './editor';

const activationLimit = 300;
const serverLimit = 500;

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('rulewright.rulewright');
  assert.ok(found, 'the extension is not there');
  return found;
}

/** Milliseconds from the start of a server process to its answer to `initialize`. */
function serverStart(): Promise<number> {
  const module = path.join(extension().extensionPath, 'server/out/server.cjs');
  const begin = performance.now();
  const child = fork(module, ['--node-ipc'], { stdio: 'ignore' });
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.on('message', (message: { readonly id?: number }) => {
      if (message.id !== 1) return;
      child.kill();
      resolve(performance.now() - begin);
    });
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  });
}

/** Milliseconds of loading and activating, as VS Code itself measured them ("Developer: Startup Performance"). */
async function activationTime(): Promise<number> {
  await vscode.commands.executeCommand('perfview.show');
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document);
  const row = await new Promise<string>((resolve) => {
    const look = (): boolean => {
      const found = /^\|\s*rulewright\.rulewright\s*\|.*$/m.exec(document.getText());
      if (found) resolve(found[0]);
      return found !== null;
    };
    if (look()) return;
    const watch = vscode.workspace.onDidChangeTextDocument(() => {
      if (look()) watch.dispose();
    });
  });
  // extension | eager | load code | call activate | finish activate | event | by
  const [, , , load, call, finish] = row.split('|').map((cell) => Number(cell.trim()));
  console.log(`      activation: ${load} ms loading, ${call} ms activating, ${finish} ms waiting`);
  return (load ?? NaN) + (call ?? NaN);
}

describe('activation', () => {
  before(async () => {
    await open(modelRule);
    await extension().activate();
  });

  it('registers every command of the manifest', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension().packageJSON as Manifest;
    assert.ok(contributes.commands.some(({ command }) => command === 'rulewright.runRule'));
    for (const { command } of contributes.commands) assert.ok(registered.has(command), command);
  });

  it(`activates in less than ${activationLimit} ms`, async () => {
    const time = await activationTime();
    assert.ok(time < activationLimit);
  });

  it(`has a server that answers in less than ${serverLimit} ms`, async () => {
    // The best of some starts: other work of this machine is not the server's.
    let time = Infinity;
    for (let start = 0; start < 8 && time >= serverLimit; start++) {
      time = Math.min(time, await serverStart());
    }
    console.log(`      server ready: ${time.toFixed(0)} ms`);
    assert.ok(time < serverLimit);
  });
});
