// Fields that a checkout declares, over stdio: hover and completion name the file, watch it, and a fix adds to it.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { CodeAction, CompletionList, Hover } from 'vscode-languageserver';
import { temporaryFolder } from '../support/commandLine';
import { positionOf, startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const schemaName = 'detection_rules/etc/non-ecs-schema.json';
const other = '11111111-2222-4333-8444-555555555555';
const text = `[metadata]
[rule]
rule_id = "7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b2d3e"
name = "One"
type = "query"
language = "kuery"
index = ["logs-endpoint.events.*"]
note = "See ${other}."
query = '''
own.field : x and process.own_name : y
'''
`;

describe('fields of a checkout', () => {
  const folder = temporaryFolder({
    [schemaName]: '{\n  "logs-endpoint.events.*": {\n    "own.field": "ip"\n  }\n}\n',
    'rules/one.toml': text,
    'rules/two.toml': `[metadata]\n[rule]\nrule_id = "${other}"\nname = "Two"\ntype = "eql"\n`,
  });
  const schema = path.join(folder, schemaName);
  const uri = pathToFileURL(path.join(folder, 'rules/one.toml')).href;
  let client: LspClient;

  before(async () => {
    ({ client } = await startServer(undefined, undefined, [folder]));
    await client.open(uri, text);
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
  });

  const hover = async (piece: string): Promise<string> => {
    const found = await client.at<Hover | null>(
      'textDocument/hover',
      uri,
      positionOf(text, piece, 2),
    );
    const contents = found?.contents;
    return typeof contents === 'object' && 'value' in contents ? contents.value : '';
  };

  it('are told with their file, and in completion', async () => {
    assert.match(await hover('own.field'), /· ip · workspace schema `non-ecs-schema`/);
    const list = await client.at<CompletionList>(
      'textDocument/completion',
      uri,
      positionOf(text, 'own.field', 5),
    );
    assert.equal(list.items.find(({ label }) => label === 'own.field')?.detail, 'ip');
  });

  it('have a fix that adds one', async () => {
    const start = positionOf(text, 'process.own_name');
    const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    const title = 'Declare `process.own_name` as keyword in non-ecs-schema.json';
    const fix = actions.find((action) => action.title === title);
    assert.deepEqual(fix?.edit?.changes?.[pathToFileURL(schema).href], [
      {
        range: { start: { line: 2, character: 21 }, end: { line: 2, character: 21 } },
        newText: ',\n    "process.own_name": "keyword"',
      },
    ]);
  });

  it('are read again when the file changes', async () => {
    writeFileSync(schema, '{"logs-endpoint.events.*":{"own.field":"version"}}');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(schema).href, type: 2 }],
    });
    assert.match(await hover('own.field'), /· version · workspace schema/);
  });

  it('and rules are named behind their ids', async () => {
    let found = '';
    for (let tries = 0; tries < 100 && found === ''; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      found = await hover(other);
    }
    assert.match(found, /^\*\*Two\*\* · rule · `eql`\n\n.*rules\/two\.toml/);
  });
});

describe('a field that no file declares', () => {
  it('is declared in the settings of a client that can do so', async () => {
    const { client } = await startServer(undefined, undefined, [], {
      declareCommand: 'my.declare',
    });
    const uri = 'untitled:one.toml';
    await client.open(uri, text);
    const start = positionOf(text, 'process.own_name');
    const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    const fix = actions.find(({ command }) => command?.command === 'my.declare');
    assert.equal(fix?.title, 'Declare `process.own_name` as keyword in the settings');
    assert.deepEqual(fix.command?.arguments, [uri, 'process.own_name']);
    assert.equal(await client.stop(), 0);
  });
});

describe('fields of an integration', () => {
  const rule = `[metadata]
integration = ["aws"]
[rule]
name = "One"
type = "query"
language = "kuery"
index = ["logs-aws.cloudtrail-*"]
query = '''
aws.mine : x
'''
`;
  const folder = temporaryFolder({
    'detection_rules/etc/integration-schemas.json.gz': gzipSync(
      JSON.stringify({ aws: { '2.1.0': { cloudtrail: { 'aws.mine': 'ip' } } } }),
    ),
    'rules/one.toml': rule,
  });
  const cacheFolder = path.join(folder, 'cache');
  const uri = pathToFileURL(path.join(folder, 'rules/one.toml')).href;

  /** Hovers of one session, the first at once and one after whatever was made elsewhere is there. */
  const session = async (options: object): Promise<readonly string[]> => {
    const diagnostics = { refreshSupport: true };
    const { client } = await startServer(
      { textDocument: { diagnostic: {} }, workspace: { diagnostics } },
      undefined,
      [],
      options,
    );
    const refreshed = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      });
    });
    await client.open(uri, rule);
    const hover = async (): Promise<string> => {
      const place = positionOf(rule, 'aws.mine', 2);
      const found = await client.at<Hover | null>('textDocument/hover', uri, place);
      const contents = found?.contents;
      return typeof contents === 'object' && 'value' in contents ? contents.value : '';
    };
    const first = await hover();
    if (!first.includes('schema')) await refreshed;
    const hovers = [first, await hover()];
    const list = await client.at<CompletionList>(
      'textDocument/completion',
      uri,
      positionOf(rule, 'aws.mine', 5),
    );
    assert.equal(list.items.find(({ label }) => label === 'aws.mine')?.detail, 'ip');
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
    return hovers;
  };
  const told = /· ip · workspace schema `integration-schemas aws 2\.1\.0 cloudtrail`/;

  it('are read in a thread, and from the cache at the next start', async () => {
    const [first = '', second = ''] = await session({ cacheFolder });
    assert.match(first, /Not in the catalogue/);
    assert.match(second, told);
    assert.equal(readdirSync(cacheFolder).length, 1);
    const [next = ''] = await session({ cacheFolder });
    assert.match(next, told);
  });

  it('are known without a folder for the cache too', async () => {
    const [first = '', second = ''] = await session({});
    assert.match(first, /Not in the catalogue/);
    assert.match(second, told);
  });
});
