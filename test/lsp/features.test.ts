// The bundled language server over stdio: one case per request, on a rule, on a broken rule and on other TOML.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InitializeResult,
} from 'vscode-languageserver';
import { positionOf, startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const rule = `[metadata]
creation_date = "2026/01/02"
updated_date = "2026/01/02"

[rule]
rule_id = "5f1c2d3e-0000-4000-8000-000000000001"
name = "A rule"
author = ["me"]
description = "x"
type = "query"
index = ["logs-*"]
tags = ["Tactic: Persistence"]
timestamp_override = "event.ingested"
severity = "low"
risk_score = 21
language = "kuery"
query = '''
event.code : "4702" and process.name : x
'''

[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0003"
name = "Persistence"
reference = "https://attack.mitre.org/tactics/TA0003/"
`;

const uri = 'file:///rules/a.toml';
const broken = 'file:///rules/broken.toml';
const other = 'file:///pyproject.toml';
const otherText = '[project]\nname = "x"\n[tool.x]\nquery = "event.code : 1"\n';

let client: LspClient;
let result: InitializeResult;
let startup: number;

before(async () => {
  ({ client, result, startup } = await startServer());
  await client.open(uri, rule);
  await client.open(broken, rule.replace('"A rule"', '"A rule').replace('x\n', 'x and (\n'));
  await client.open(other, otherText);
});

after(async () => {
  assert.deepEqual(client.log, []);
  assert.equal(await client.stop(), 0);
});

const markdown = (hover: Hover | null): string => JSON.stringify(hover?.contents ?? null);

describe('language server', () => {
  it('says what it can do', (t) => {
    t.diagnostic(`spawn to answered initialize: ${startup.toFixed(0)} ms`);
    const { capabilities } = result;
    assert.equal(result.serverInfo?.name, 'rulewright');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.ok(capabilities.diagnosticProvider && capabilities.hoverProvider);
    assert.equal(capabilities.completionProvider?.resolveProvider, true);
    assert.ok(capabilities.documentSymbolProvider && capabilities.foldingRangeProvider);
    assert.ok(capabilities.codeLensProvider);
    assert.notEqual(capabilities.positionEncoding, 'utf-8');
  });

  it('answers textDocument/hover', async () => {
    const hover = (file: string, piece: string): Promise<Hover | null> =>
      client.at('textDocument/hover', file, positionOf(rule, piece, 1));
    assert.match(markdown(await hover(uri, 'process.name')), /How it matches/);
    assert.match(markdown(await hover(uri, '4702')), /Event `4702`/);
    assert.match(markdown(await hover(uri, 'TA0003')), /Persistence/);
    assert.match(markdown(await hover(uri, 'severity')), /Severity of the alerts/);
    assert.match(markdown(await hover(broken, 'process.name')), /How it matches/);
    assert.equal(await client.at('textDocument/hover', other, { line: 3, character: 12 }), null);
  });

  it('answers textDocument/completion and completionItem/resolve', async () => {
    const position = positionOf(rule, 'process.name', 9);
    const list = await client.at<CompletionList>('textDocument/completion', uri, position);
    const item = list.items.find(({ label }) => label === 'process.name');
    assert.ok(item && item.documentation === undefined);
    const resolved = await client.request<CompletionItem>('completionItem/resolve', item);
    assert.match(JSON.stringify(resolved.documentation), /How it matches/);
    const inOther = { line: 3, character: 9 };
    assert.equal(await client.at('textDocument/completion', other, inOther), null);
  });

  it('answers textDocument/documentSymbol', async () => {
    const symbols = await client.about<DocumentSymbol[]>('textDocument/documentSymbol', uri);
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ['metadata', ''],
        ['rule', 'A rule'],
      ],
    );
    assert.equal(await client.about('textDocument/documentSymbol', other), null);
  });

  it('answers textDocument/foldingRange', async () => {
    const folds = await client.about<FoldingRange[]>('textDocument/foldingRange', uri);
    const { line } = positionOf(rule, "query = '''");
    assert.ok(folds.some(({ startLine, endLine }) => startLine === line && endLine === line + 1));
    assert.equal(await client.about('textDocument/foldingRange', other), null);
  });

  it('answers textDocument/codeLens', async () => {
    const [lens] = await client.about<CodeLens[]>('textDocument/codeLens', uri);
    assert.deepEqual(lens?.command?.arguments, [uri]);
    assert.equal(await client.about('textDocument/codeLens', other), null);
  });

  it('answers textDocument/diagnostic', async () => {
    assert.deepEqual(await client.pull(uri), []);
    const found = await client.pull(broken);
    assert.deepEqual(
      found.map(({ source }) => source),
      found.map(() => 'rulewright'),
    );
    const lines = found.map(({ range }) => range.start.line);
    assert.ok(lines.includes(positionOf(rule, '"A rule"').line));
    assert.ok(found.some(({ code }) => code === 'kql-syntax'));
    assert.deepEqual(await client.pull(other), []);
  });

  it('serves any language id if the file ends in .toml, and TOML without the ending', async () => {
    const text = '[rule]\ntype = "quary"\nrule_id = "x"\n';
    await client.open('file:///a.TOML', text, 'plaintext');
    assert.notDeepEqual(await client.pull('file:///a.TOML'), []);
    await client.open('untitled:1', text, 'elastic-detection-rule');
    assert.notDeepEqual(await client.pull('untitled:1'), []);
    await client.open('file:///a.md', text, 'markdown');
    assert.deepEqual(await client.pull('file:///a.md'), []);
  });

  it('answers about documents it does not know', async () => {
    assert.deepEqual(await client.pull('file:///nowhere.toml'), []);
    const position = { line: 0, character: 0 };
    assert.equal(await client.at('textDocument/hover', 'file:///nowhere.toml', position), null);
  });
});
