// Formatting over stdio: a case per request.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TextEdit } from 'vscode-languageserver';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const uri = 'file:///rules/format.toml';
const other = 'file:///pyproject.toml';
const text = `[metadata]
[rule]
type = "query"
query = '''
a:( b or c )
'''
`;
const options = { tabSize: 4, insertSpaces: true };

describe('formatting', () => {
  let client: LspClient;
  before(async () => {
    ({ client } = await startServer());
    await client.open(uri, text);
    await client.open(other, '[project]\nquery = "a:b   and c:d"\n');
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
  });

  const ask = (method: string, params: object, file = uri): Promise<TextEdit[] | null> =>
    client.request(method, { textDocument: { uri: file }, options, ...params });

  it('answers textDocument/formatting', async () => {
    const [edit, ...more] = (await ask('textDocument/formatting', {})) ?? [];
    assert.deepEqual(more, []);
    assert.equal(edit?.newText.includes(' )'), false);
    assert.equal(await ask('textDocument/formatting', {}, other), null);
  });

  it('answers textDocument/rangeFormatting', async () => {
    const range = (line: number): object => ({
      range: { start: { line, character: 0 }, end: { line, character: 1 } },
    });
    assert.equal((await ask('textDocument/rangeFormatting', range(4)))?.length, 1);
    assert.deepEqual(await ask('textDocument/rangeFormatting', range(2)), []);
  });

  it('answers textDocument/onTypeFormatting', async () => {
    const position = { line: 4, character: 12 };
    const edits = await ask('textDocument/onTypeFormatting', { position, ch: ')' });
    assert.deepEqual(
      edits?.map(({ newText }) => newText),
      ["'''\na:(b or c)\n'''"],
    );
  });
});
