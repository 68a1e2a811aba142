// Reports about the workspace over stdio: what a client is told at first, in parts, of folders that come and go.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type {
  DocumentDiagnosticReport,
  Location,
  Registration,
  SymbolInformation,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { temporaryFolder } from '../support/commandLine';
import { positionOf, startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const rule = (name: string): string => `[rule]
name = "${name}"
rule_id = "7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b2d${String(name.length).padStart(2, '0')}"
type = "query"
query = "acme.id : (a or a) and \\"acme.id\\" : ${name.length}"
`;

const entry = (field: string): object => ({
  field,
  type: 'match',
  operator: 'included',
  value: field,
});
const exceptions = [
  { list_id: 'l', name: 'L', type: 'detection', description: 'D' },
  {
    item_id: 'i',
    list_id: 'l',
    name: 'I',
    type: 'simple',
    description: '"field":"acme.id"',
    entries: [entry('acme.id'), { field: 'acme', type: 'nested', entries: [entry('acme.id')] }],
  },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

describe('reports about a workspace', () => {
  const folder = temporaryFolder({
    'rules/one.toml': rule('One'),
    'rules/deep/three.toml': `\ufeff${rule('Three')}`,
    'exceptions/list.ndjson': exceptions,
    'detection_rules/etc/non-ecs-schema.json': '{"logs-*": {"acme.id": "keyword"}}',
  });
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const registered: Registration[] = [];
  let client: LspClient;

  before(async () => {
    ({ client } = await startServer(
      {
        textDocument: { diagnostic: {} },
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      { checkWorkspace: 'workspace' },
      [folder],
    ));
    client.connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: Registration[] }) => {
        registered.push(...registrations);
        return null;
      },
    );
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
  });

  const pull = (more: object = {}): Promise<WorkspaceDiagnosticReport> =>
    client.request('workspace/diagnostic', { previousResultIds: [], ...more });
  const tell = (...changes: readonly (readonly [string, number])[]): Promise<void> =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([file, type]) => ({ uri: uriOf(file), type })),
    });
  const names = async (): Promise<readonly string[]> => {
    const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: '' });
    return found.map(({ name }) => name).sort();
  };

  it('come in parts where they are asked for so, and not once more at the end', async () => {
    const parts: WorkspaceDiagnosticReport[] = [];
    const listening = client.connection.onNotification('$/progress', ({ value }) => {
      parts.push(value as WorkspaceDiagnosticReport);
    });
    const { items } = await pull({ partialResultToken: 'part' });
    listening.dispose();
    assert.deepEqual(items, []);
    const uris = parts.flatMap((part) => part.items.map(({ uri }) => uri));
    assert.deepEqual(uris.sort(), [uriOf('rules/deep/three.toml'), uriOf('rules/one.toml')]);
  });

  it('are made behind whatever else there is to do', { skip: process.platform !== 'linux' }, () => {
    const tasks = `/proc/${client.processId ?? ''}/task`;
    const priorities = readdirSync(tasks).map((task) => {
      // Behind the name, which may hold anything: state, and 16 numbers on the niceness.
      const [, numbers = ''] =
        /.*\) (.*)/s.exec(readFileSync(`${tasks}/${task}/stat`, 'utf8')) ?? [];
      return numbers.split(' ')[16];
    });
    assert.deepEqual([priorities[0], priorities.includes('10')], ['0', true]);
  });

  it('have the places that an editor knows, which shows no byte order mark', async () => {
    const { items } = await pull();
    const report = items.find(({ uri }) => uri === uriOf('rules/deep/three.toml'));
    assert.ok(report?.kind === 'full');
    const starts = report.items.map(({ range }) => range.start).filter(({ line }) => line === 0);
    assert.deepEqual(new Set(starts.map(({ character }) => character)), new Set([0]));
  });

  it('of a single file that is not open are not sent twice', async () => {
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.request('textDocument/diagnostic', {
        textDocument: { uri: uriOf('rules/one.toml') },
        previousResultId,
      });
    const { kind, resultId } = await ask();
    assert.equal(kind, 'full');
    assert.deepEqual(await ask(resultId), { kind: 'unchanged', resultId });
  });

  it('end when they are no longer wanted', async () => {
    const { items } = await pull();
    const previousResultIds = items.map(({ uri, resultId: value }) => ({ uri, value }));
    const source = new CancellationTokenSource();
    const params = { previousResultIds };
    const waiting = client.request('workspace/diagnostic', params, source.token);
    source.cancel();
    await assert.rejects(waiting, /cancel/);
  });

  it('follow a folder that is moved, of which an editor tells nothing else', async () => {
    const kinds = registered.flatMap(
      ({ registerOptions }) => (registerOptions as { watchers?: object[] }).watchers ?? [],
    );
    assert.deepEqual(kinds.at(-1), { globPattern: '**/*', kind: 5 });
    const first = await pull();
    const before = first.items.map(({ uri, resultId: value }) => ({ uri, value }));
    renameSync(path.join(folder, 'rules/deep'), path.join(folder, 'rules/moved'));
    const news = pull({ previousResultIds: before });
    await tell(['rules/deep', 3], ['rules/moved', 1]);
    const told = (await news).items.map((item) => [
      item.uri,
      item.kind === 'full' && item.items.length > 0,
    ]);
    assert.deepEqual(told, [
      [uriOf('rules/moved/three.toml'), true],
      [uriOf('rules/deep/three.toml'), false],
    ]);
  });

  it('do not begin anew for folders without rules', async () => {
    mkdirSync(path.join(folder, 'build'));
    mkdirSync(path.join(folder, '.cache'));
    writeFileSync(path.join(folder, '.cache/four.toml'), rule('Fourth'));
    await tell(['build', 1], ['.cache', 1], ['notes.txt', 3], ['gone', 3]);
    assert.deepEqual(await names(), ['One', 'Three']);
  });

  it('let a field be found and renamed in exceptions as Kibana exports them', async () => {
    const uri = uriOf('rules/one.toml');
    await client.open(uri, rule('One'));
    const position = positionOf(rule('One'), 'acme', 1);
    const at = { textDocument: { uri }, position };
    const references = await client.request<Location[]>('textDocument/references', {
      ...at,
      context: { includeDeclaration: true },
    });
    const list = uriOf('exceptions/list.ndjson');
    assert.equal(references.filter((place) => place.uri === list).length, 2);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      ...at,
      newName: 'acme.key',
    });
    const lines = exceptions.split('\n');
    const places = (edit.changes?.[list] ?? []).map(({ range: { start, end } }) =>
      lines[start.line]?.slice(start.character - 9, end.character + 1),
    );
    assert.deepEqual(places, ['"field":"acme.id"', '"field":"acme.id"']);
    await client.close(uri);
  });

  it('tell that all problems are gone with their folder', async () => {
    const first = await pull();
    const before = first.items.map(({ uri, resultId: value }) => ({ uri, value }));
    rmSync(path.join(folder, 'rules'), { recursive: true });
    const news = pull({ previousResultIds: before });
    await tell(['rules', 3]);
    assert.ok((await news).items.every((item) => item.kind === 'full' && item.items.length === 0));
    assert.deepEqual(await names(), []);
  });
});

describe('a client that asks for the first time', () => {
  for (const [name, settings, folders] of [
    ['in a workspace without problems', { checkWorkspace: 'workspace' }, [temporaryFolder({})]],
    ['where only open files are checked', {}, [temporaryFolder({ 'rules/one.toml': rule('One') })]],
    ['without a folder', { checkWorkspace: 'workspace' }, []],
  ] as const)
    it(`${name} gets an answer`, async () => {
      const { client } = await startServer(undefined, settings, folders);
      const report = await client.request('workspace/diagnostic', { previousResultIds: [] });
      assert.deepEqual(report, { items: [] });
      assert.equal(await client.stop(), 0);
    });
});
