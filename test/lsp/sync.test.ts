// The language server keeps up with edits: incremental sync, pulled and pushed diagnostics, cancellation, any input.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { DocumentDiagnosticReport, Hover, Position } from 'vscode-languageserver';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const text =
  "[metadata]\r\n[rule]\r\ntype = \"query\"\r\nquery = '''\r\n\u{1f600}:1 and a : b\r\n'''\r\n";

/** Codes about what the text lacks as a rule. */
const absences: readonly unknown[] = ['missing-key', 'missing-index', 'timestamp-override'];

const codes = (items: readonly { readonly code?: unknown }[]): readonly unknown[] =>
  items.map(({ code }) => code).filter((code) => !absences.includes(code));

describe('a client that pulls', () => {
  let client: LspClient;
  before(async () => {
    ({ client } = await startServer());
  });
  after(async () => {
    assert.equal(client.hasPushed, false);
    assert.deepEqual(client.log, []);
    await client.stop();
  });

  it('sees its incremental edits in CRLF text, counted in UTF-16', async () => {
    const uri = 'file:///edit.toml';
    await client.open(uri, text);
    assert.deepEqual(codes(await client.pull(uri)), []);
    // "a : b" becomes "a : (b", behind a character of two units.
    const at: Position = { line: 4, character: 13 };
    await client.change(uri, { range: { start: at, end: at }, text: '(' });
    const [problem, ...others] = await client.pull(uri);
    assert.equal(problem?.code, 'missing-key'); // of [metadata], in file order
    assert.deepEqual(codes(others), ['kql-syntax']);
    await client.change(uri, { range: { start: at, end: { line: 4, character: 14 } }, text: '' });
    assert.deepEqual(codes(await client.pull(uri)), []);
    const hover = await client.at<Hover>('textDocument/hover', uri, { line: 4, character: 9 });
    assert.deepEqual(hover.range, {
      start: { line: 4, character: 9 },
      end: { line: 4, character: 10 },
    });
  });

  it('sees several changes of one notification in order', async () => {
    const uri = 'file:///several.toml';
    await client.open(uri, text);
    const start = { line: 2, character: 8 };
    await client.change(
      uri,
      { range: { start, end: { line: 2, character: 13 } }, text: 'quary' },
      { range: { start, end: { line: 2, character: 9 } }, text: 'Q' },
    );
    const [problem] = (await client.pull(uri)).filter(({ code }) => code === 'invalid-value');
    assert.deepEqual(problem?.range, {
      start: { line: 2, character: 7 },
      end: { line: 2, character: 14 },
    });
  });

  it('is told that nothing changed, for this text only', async () => {
    const uri = 'file:///same.toml';
    const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    await client.open(uri, text);
    const first = await pull();
    assert.equal(first.kind, 'full');
    assert.deepEqual(await pull(first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await client.close(uri);
    await client.open(uri, text.replace('query', 'quary'));
    assert.equal((await pull(first.resultId)).kind, 'full');
  });

  it('can cancel a request', async () => {
    const uri = 'file:///cancel.toml';
    await client.open(uri, text);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri }, position: { line: 4, character: 9 } };
    const answer = client.request('textDocument/hover', params, source.token);
    source.cancel();
    // The server may have answered already; what it must not do is fail or hang.
    await answer.then(
      (hover) => {
        assert.ok(hover);
      },
      (error: unknown) => {
        assert.match(String(error), /cancel/i);
      },
    );
  });

  it('gets answers after any edit, at any place', async () => {
    const uri = 'file:///garbage.toml';
    await client.open(uri, text);
    const random = randomNumbers(20261124);
    const pieces = [
      '"',
      "'''",
      '"""',
      '[',
      ']',
      '{',
      '}',
      '\\',
      '\r\n',
      '\u{1f600}',
      '\ud800',
      '=',
      '#',
      ':',
      '(',
      'not ',
      '.',
      '',
    ];
    const methods = [
      'textDocument/hover',
      'textDocument/completion',
      'textDocument/documentSymbol',
      'textDocument/foldingRange',
      'textDocument/codeLens',
      'textDocument/diagnostic',
    ];
    const place = (): Position => ({ line: random(12), character: random(40) });
    for (let round = 0; round < 300; round++) {
      const [start, end] = [place(), place()].sort(
        (a, b) => a.line - b.line || a.character - b.character,
      );
      if (!start || !end) continue;
      const close = { line: start.line, character: start.character + random(4) };
      const piece = pieces[random(pieces.length)] ?? '';
      await client.change(uri, {
        range: { start, end: random(5) === 0 ? end : close },
        text: piece,
      });
      if (round % 40 === 39) await client.change(uri, { text });
      const odd = [
        { line: -1, character: -1 },
        { line: 1e9, character: 1e9 },
      ][random(12)];
      for (const method of methods)
        await client.request(method, { textDocument: { uri }, position: odd ?? place() });
    }
  });
});

/** Whole numbers below a limit, the same for the same seed. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

describe('a client that does not pull', () => {
  let client: LspClient;
  before(async () => {
    ({ client } = await startServer({}));
  });
  after(() => client.stop());

  it('is pushed diagnostics with the version they are for, and none after close', async () => {
    const uri = 'file:///push.toml';
    await client.open(uri, text.replace('query', 'quary'));
    const first = await client.nextPush((params) => params.uri === uri);
    assert.deepEqual(codes(first.diagnostics), ['invalid-value']);
    await client.change(uri, { text });
    const second = await client.nextPush((params) => params.uri === uri);
    assert.equal(second.version, (first.version ?? 0) + 1);
    assert.deepEqual(codes(second.diagnostics), []);
    await client.close(uri);
    const last = await client.nextPush((params) => params.uri === uri);
    assert.deepEqual(last.diagnostics, []);
  });

  it('is pushed nothing about other TOML', async () => {
    const uri = 'file:///pyproject.toml';
    await client.open(uri, '[project]\nname = 5\nname = 5\n');
    const pushed = await client.nextPush((params) => params.uri === uri);
    assert.deepEqual(pushed.diagnostics, []);
  });
});
