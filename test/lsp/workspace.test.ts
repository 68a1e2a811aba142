// The workspace over stdio: symbols, references, definitions, rename, problems of closed files, fixes of all rules.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  ApplyWorkspaceEditParams,
  DocumentHighlight,
  Location,
  SymbolInformation,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { coverageRequest, fixWorkspaceRequest } from '../../server/src/protocol';
import type { CoverageMatrix, FixWorkspaceResult } from '../../server/src/protocol';
import { builtInAttack } from '../../server/src/catalog/attackCatalog';
import { threatBlock } from '../../server/src/services/threatBlock';
import { positionOf, startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const ids = ['1f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e01', '2f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e02'];

function ruleText(at: number, more = ''): string {
  return `[rule]
name = "Watchful Owl ${at}"
rule_id = "${ids[at] ?? ''}"
type = "query"
tags = ["Tactic: Execution", "Tactic: Execution"]
query = '''
event.category : "process" and acme.tenant.id : "x" and process.name : ("a" or "b")
'''
${more}
${threatBlock({ tactic: 'TA0005', techniques: ['T1562.001'] }, builtInAttack.current)}
`;
}

const first = ruleText(0, `note = "See ${ids[1] ?? ''}."`);
const second = ruleText(1, '[rule.alert_suppression]\ngroup_by = ["acme.tenant.id"]');

let folder = '';
let client: LspClient;
const applied: ApplyWorkspaceEditParams[] = [];

function uriOf(file: string): string {
  return pathToFileURL(path.join(folder, file)).href;
}

function write(file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'rulewright-'));
  write('rules/first.toml', first);
  write('rules/second.toml', second);
  write('rules/other.toml', 'title = "no rule"\n');
  write(
    'detection_rules/etc/non-ecs-schema.json',
    JSON.stringify({ 'logs-*': { 'acme.tenant.id': 'keyword' } }, null, 1),
  );
  const annotations = { documentChanges: true, changeAnnotationSupport: {} };
  ({ client } = await startServer(
    { textDocument: { diagnostic: {} }, workspace: { workspaceEdit: annotations } },
    { checkWorkspace: 'workspace' },
    [folder],
  ));
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
    applied.push(params);
    return { applied: true };
  });
  await client.open(uriOf('rules/first.toml'), first);
});

after(async () => {
  assert.deepEqual(client.log, []);
  assert.equal(await client.stop(), 0);
  rmSync(folder, { recursive: true });
});

describe('language server, workspace', () => {
  it('answers workspace/symbol by name, id and technique', async () => {
    const ask = (query: string): Promise<SymbolInformation[]> =>
      client.request('workspace/symbol', { query });
    assert.equal((await ask('watchful')).length, 2);
    assert.match((await ask(ids[1]?.slice(0, 12) ?? ''))[0]?.name ?? '', /Owl 1 \(2f0c/);
    const techniques = await ask('T1562.001');
    assert.deepEqual(techniques.map(({ location }) => location.uri).sort(), [
      uriOf('rules/first.toml'),
      uriOf('rules/second.toml'),
    ]);
    assert.deepEqual(await ask('zzzz'), []);
  });

  it('answers textDocument/references, open files as they are edited', async () => {
    const files = async (includeDeclaration: boolean): Promise<readonly string[]> => {
      const found = await client.request<Location[]>('textDocument/references', {
        textDocument: { uri: uriOf('rules/first.toml') },
        position: positionOf(first, 'acme.tenant', 2),
        context: { includeDeclaration },
      });
      return found.map(({ uri }) => path.basename(uri)).sort();
    };
    assert.deepEqual(await files(false), ['first.toml', 'second.toml', 'second.toml']);
    assert.deepEqual(await files(true), [
      'first.toml',
      'non-ecs-schema.json',
      'second.toml',
      'second.toml',
    ]);
  });

  it('answers textDocument/documentHighlight', async () => {
    const uri = uriOf('rules/first.toml');
    const position = positionOf(first, 'process.name', 2);
    const found = await client.at<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      uri,
      position,
    );
    assert.deepEqual(
      found.map(({ range }) => range.start),
      [positionOf(first, 'process.name')],
    );
  });

  it('answers textDocument/definition of a rule id and of a custom field', async () => {
    const at = (piece: string): Promise<Location[]> =>
      client.at('textDocument/definition', uriOf('rules/first.toml'), positionOf(first, piece, 2));
    const [rule] = await at(ids[1] ?? '');
    assert.equal(rule?.uri, uriOf('rules/second.toml'));
    assert.deepEqual(rule.range.start, positionOf(second, ids[1] ?? ''));
    const [field] = await at('acme.tenant');
    assert.equal(field?.uri, uriOf('detection_rules/etc/non-ecs-schema.json'));
    assert.equal(field.range.start.line, 2);
  });

  it('answers textDocument/prepareRename and rename of a custom field alone', async () => {
    const uri = uriOf('rules/first.toml');
    const position = positionOf(first, 'acme.tenant', 2);
    const prepared = await client.at<{ placeholder: string }>(
      'textDocument/prepareRename',
      uri,
      position,
    );
    assert.equal(prepared.placeholder, 'acme.tenant.id');
    const rename = (newName: string): Promise<WorkspaceEdit> =>
      client.request('textDocument/rename', { textDocument: { uri }, position, newName });
    const edit = await rename('acme.tenant.key');
    const sizes = Object.entries(edit.changes ?? {}).map(([file, edits]) => [
      path.basename(file),
      edits.length,
    ]);
    assert.deepEqual(sizes.sort(), [
      ['first.toml', 1],
      ['non-ecs-schema.json', 1],
      ['second.toml', 2],
    ]);
    await assert.rejects(rename('process.name'), /is a field already/);
    await assert.rejects(rename('a b'), /is no field name/);
    await assert.rejects(
      client.at('textDocument/prepareRename', uri, positionOf(first, 'process.name', 2)),
      /Elastic's own/,
    );
  });

  it('answers workspace/diagnostic with the problems of files that are not open', async () => {
    const ask = (previousResultIds: unknown): Promise<WorkspaceDiagnosticReport> =>
      client.request('workspace/diagnostic', { previousResultIds });
    const { items } = await ask([]);
    assert.deepEqual(
      items.map(({ uri }) => uri),
      [uriOf('rules/second.toml')],
    );
    const [report] = items;
    assert.ok(report?.kind === 'full' && report.items.length > 0);
    assert.ok(report.items.some(({ code }) => code === 'duplicate-tag'));
    const pulled = await client.pull(uriOf('rules/second.toml'));
    assert.deepEqual(pulled, report.items);
    // Nothing new: the answer waits for a change.
    const waiting = ask([{ uri: report.uri, value: report.resultId }]);
    write('rules/second.toml', second.replace('"Tactic: Execution", ', ''));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('rules/second.toml'), type: 2 }],
    });
    const [changed] = (await waiting).items;
    assert.ok(changed?.kind === 'full');
    assert.ok(!changed.items.some(({ code }) => code === 'duplicate-tag'));
    write('rules/second.toml', second);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('rules/second.toml'), type: 2 }],
    });
  });

  it('answers rulewright/coverage from the index', async () => {
    const files = ['first', 'second', 'other', 'absent'].map((name) => uriOf(`rules/${name}.toml`));
    const matrix = await client.request<CoverageMatrix>(coverageRequest, { files, version: '18' });
    assert.deepEqual(
      matrix.rules.map(({ name }) => name),
      ['Watchful Owl 0', 'Watchful Owl 1'],
    );
  });

  it('answers rulewright/fixWorkspace with an edit that asks for confirmation', async () => {
    const result = await client.request<FixWorkspaceResult>(fixWorkspaceRequest, {});
    assert.equal(result.kind, 'applied');
    assert.equal(result.files, 2);
    assert.ok(result.counts.some(([code, count]) => code === 'duplicate-tag' && count === 2));
    const { changeAnnotations = {}, documentChanges = [] } = applied[0]?.edit ?? {};
    assert.equal(documentChanges.length, 2);
    assert.ok(Object.values(changeAnnotations).every(({ needsConfirmation }) => needsConfirmation));
  });
});
