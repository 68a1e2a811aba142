// A STIX bundle of ATT&CK in the workspace, over stdio: in force for all that speaks of ATT&CK, watched, told of when broken.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CompletionList, Diagnostic, Hover, SymbolInformation } from 'vscode-languageserver';
import { bundleCatalog } from '../../server/src/catalog/attackCatalog';
import {
  convertThreatRequest,
  coverageRequest,
  docsRequest,
  newRuleChoicesRequest,
} from '../../server/src/protocol';
import type {
  ConvertThreatResult,
  CoverageMatrix,
  DocsResult,
  NewRuleChoices,
} from '../../server/src/protocol';
import { threatBlock } from '../../server/src/services/threatBlock';
import { readBundle } from '../../server/src/workspace/attack/readBundle';
import { temporaryFolder } from '../support/commandLine';
import { positionOf, pullingClient, startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';
import { memoryFiles } from '../support/memoryFiles';
import { stixBundle } from '../support/stixBundle';

const bundleNaming = (name: string): string =>
  stixBundle({
    techniques: [
      { id: 'T1053', name, tactics: ['persistence'] },
      {
        id: 'T1060',
        name: 'Old',
        status: 'revoked',
        replacedBy: 'T1053',
        tactics: ['persistence'],
      },
    ],
  });
const bundle = bundleNaming('Timed Work');
const { current } = bundleCatalog(readBundle('b.json', memoryFiles({ 'b.json': bundle })));
const rule = (technique: string): string =>
  `[metadata]\n[rule]\nname = "x"\ntype = "query"\n${threatBlock({ tactic: 'TA0003', techniques: [technique] }, current)}\n`;
const text = rule('T1053');

describe('a bundle of the workspace', () => {
  const folder = temporaryFolder({
    'etc/enterprise-attack.json': bundle,
    'rules/one.toml': text,
    'rules/closed.toml': rule('T1060'),
  });
  const file = path.join(folder, 'etc/enterprise-attack.json');
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const uri = uriOf('rules/one.toml');
  let client: LspClient;
  const shown: string[] = [];

  before(async () => {
    ({ client } = await startServer(pullingClient, { checkWorkspace: 'workspace' }, [folder]));
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      shown.push(message);
    });
    await client.open(uri, text);
  });
  after(async () => {
    assert.deepEqual(client.log, []);
    assert.equal(await client.stop(), 0);
  });

  const codes = (items: readonly Diagnostic[]): readonly string[] =>
    items.map(({ code }) => String(code)).filter((code) => code.startsWith('attack-'));
  const hover = async (): Promise<string> => {
    const found = await client.at<Hover | null>(
      'textDocument/hover',
      uri,
      positionOf(text, 'T1053', 2),
    );
    const contents = found?.contents;
    return typeof contents === 'object' && 'value' in contents ? contents.value : '';
  };
  const changeOnDisk = (type: 2 | 3): Promise<void> =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(file).href, type }],
    });

  it('is waited for by the checks, and told in hover', async () => {
    assert.deepEqual(codes(await client.pull(uri)), []);
    assert.match(
      await hover(),
      /^\*\*T1053\*\* · Timed Work[^]*ATT&CK v18\.1, `enterprise-attack\.json`$/,
    );
  });

  it('counts for files that are not open', async () => {
    const report = await client.request<{
      readonly items: readonly { readonly uri: string; readonly items?: readonly Diagnostic[] }[];
    }>('workspace/diagnostic', { previousResultIds: [] });
    const closed = report.items.find((item) => item.uri === uriOf('rules/closed.toml'));
    assert.deepEqual(codes(closed?.items ?? []), ['attack-status']);
  });

  it('is completed, in the wizard, in the coverage, in symbols and on pages', async () => {
    const typed = `${text}\n\nTimed`;
    const other = uriOf('rules/typed.toml');
    await client.open(other, typed);
    const list = await client.at<CompletionList>(
      'textDocument/completion',
      other,
      positionOf(typed, '\nTimed', 6),
    );
    assert.ok(list.items.some(({ label }) => label === 'T1053 Timed Work'));
    const { techniques } = await client.request<NewRuleChoices>(newRuleChoicesRequest, {});
    assert.deepEqual(
      techniques.map(({ value, description }) => [value, description]),
      [['T1053', 'Timed Work']],
    );
    const matrix = await client.request<CoverageMatrix>(coverageRequest, { files: [uri] });
    assert.equal(matrix.version, '18.1 (enterprise-attack.json)');
    assert.equal(matrix.tactics.at(-1)?.techniques[0]?.name, 'Timed Work');
    const symbols = await client.request<SymbolInformation[]>('workspace/symbol', {
      query: 'timed work',
    });
    assert.ok(symbols.some(({ name }) => name === 'T1053 Timed Work'));
    const page = await client.request<DocsResult | null>(docsRequest, {
      uri: 'rulewright-docs:/attack/T1053.md',
    });
    assert.match(page?.markdown ?? '', /^# Timed Work\n/);
    await client.close(other);
  });

  it('is what a conversion to v19 starts from', async () => {
    client.connection.onRequest('workspace/applyEdit', () => ({ applied: true }));
    const { kind, notes } = await client.request<ConvertThreatResult>(convertThreatRequest, {
      uri,
    });
    assert.deepEqual([kind, notes], ['changed', []]);
  });

  it('is read again when it changes', async () => {
    writeFileSync(file, bundleNaming('Renamed'));
    await changeOnDisk(2);
    assert.deepEqual(codes(await client.pull(uri)), ['attack-name']);
    assert.match(await hover(), /· Renamed ·/);
  });

  it('is told of once when it breaks: the built-in tables are in force', async () => {
    writeFileSync(file, bundle.slice(0, 300));
    await changeOnDisk(2);
    assert.deepEqual(codes(await client.pull(uri)), ['attack-name']);
    assert.match(await hover(), /Scheduled Task\/Job[^]*ATT&CK v18\.1, built in$/);
    await client.pull(uri);
    assert.equal(shown.length, 1);
    assert.match(
      shown[0] ?? '',
      /enterprise-attack\.json, line \d+, column \d+: expected the objects of a STIX bundle/,
    );
  });

  it('is forgotten when it goes', async () => {
    rmSync(file);
    await changeOnDisk(3);
    assert.match(await hover(), /built in$/);
    assert.deepEqual(codes(await client.pull(uri)), ['attack-name']);
    assert.equal(shown.length, 1);
  });
});
