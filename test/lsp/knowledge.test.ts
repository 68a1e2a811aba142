// Knowledge over stdio: inlay hints, links, documentation pages, ATT&CK conversion, new rules, coverage, snippets.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type {
  ApplyWorkspaceEditParams,
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentLink,
  Hover,
  InlayHint,
} from 'vscode-languageserver';
import {
  convertThreatRequest,
  coverageRequest,
  docsAtRequest,
  docsRequest,
  newRuleChoicesRequest,
  newRuleRequest,
} from '../../server/src/protocol';
import type {
  ConvertThreatResult,
  CoverageMatrix,
  DocsResult,
  NewRuleChoices,
  NewRuleResult,
} from '../../server/src/protocol';
import { builtInAttack } from '../../server/src/catalog/attackCatalog';
import { threatBlock } from '../../server/src/services/threatBlock';
import { positionOf, startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const rule = `[rule]
type = "query"
from = "now-9m"
references = ["https://example.com/a", "no address"]
query = '''
event.code : "4702" and user.id : "S-1-5-18" and process.name : x
'''

${threatBlock({ tactic: 'TA0005', techniques: ['T1562.001'] }, builtInAttack.current)}
`;
const uri = 'file:///rules/a.toml';
const lines = rule.split('\n').length;
const all = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };

let client: LspClient;
const applied: ApplyWorkspaceEditParams[] = [];

before(async () => {
  ({ client } = await startServer({
    textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
  }));
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
    applied.push(params);
    return { applied: true };
  });
  await client.open(uri, rule);
});

after(async () => {
  assert.deepEqual(client.log, []);
  assert.equal(await client.stop(), 0);
});

describe('language server, knowledge', () => {
  it('answers textDocument/inlayHint', async () => {
    const params = { textDocument: { uri }, range: all };
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', params);
    const labels = hints.map(({ label }) => label);
    assert.ok(labels.includes('Local System') && labels.includes('Scheduled task changed'));
    assert.ok(labels.some((label) => /^\d{4}-\d\d-\d\dT/.test(JSON.stringify(label).slice(1))));
    assert.ok(labels.includes('lookback 4m'));
  });

  it('shows real times in hovers', async () => {
    const position = positionOf(rule, 'now-9m', 1);
    const hover = await client.at<Hover>('textDocument/hover', uri, position);
    assert.match(JSON.stringify(hover.contents), /If it runs now/);
  });

  it('answers textDocument/documentLink; our pages only to a client that shows them', async () => {
    const links = await client.about<DocumentLink[]>('textDocument/documentLink', uri);
    const targets = links.map(({ target }) => target ?? '');
    assert.ok(targets.includes('https://example.com/a'));
    assert.ok(targets.includes('https://attack.mitre.org/techniques/T1562/001/'));
    assert.ok(targets.every((target) => target.startsWith('https://')));
  });

  it('answers documentation pages', async () => {
    const at = (piece: string): Promise<string | null> =>
      client.request(docsAtRequest, { uri, position: positionOf(rule, piece, 1) });
    const pages: readonly (readonly [string, string, RegExp])[] = [
      ['process.name', 'rulewright-docs:/field/process.name.md', /^# process\.name\n[^]*## How/],
      ['4702', 'rulewright-docs:/event/4702.md', /^# Event 4702\n[^]*Audit subcategory/],
      ['T1562.001', 'rulewright-docs:/attack/T1562.001.md', /In v19: revoked, use `T1685`/],
    ];
    for (const [piece, page, text] of pages) {
      const address = await at(piece);
      assert.equal(address, `${page}?${encodeURIComponent(uri)}`);
      const answer = await client.request<DocsResult>(docsRequest, { uri: address });
      assert.match(answer.markdown, text);
    }
    assert.equal(await at('references'), null);
    for (const page of ['rulewright-docs:/field/no.such.md', 'rulewright-docs:/x/y.md', 'x', '%'])
      assert.equal(await client.request(docsRequest, { uri: page }), null);
  });

  it('offers the conversion to v19 as a refactoring', async () => {
    const range = { start: positionOf(rule, 'T1562.001'), end: positionOf(rule, 'T1562.001') };
    const context = { diagnostics: [], only: ['refactor'] };
    const params = { textDocument: { uri }, range, context };
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', params);
    assert.equal(action?.title, 'Convert threat mapping to ATT&CK v19');
    assert.match(JSON.stringify(action.edit), /T1685/);
    const above = { ...params, range: { start: all.start, end: all.start } };
    assert.deepEqual(await client.request('textDocument/codeAction', above), []);
  });

  it('converts on request and lets the client apply the edit', async () => {
    const answer = await client.request<ConvertThreatResult>(convertThreatRequest, { uri });
    assert.deepEqual(answer, { kind: 'changed', notes: [] });
    assert.match(JSON.stringify(applied), /Defense Impairment/);
    const other = await client.request<ConvertThreatResult>(convertThreatRequest, {
      uri: 'file:///x',
    });
    assert.equal(other.kind, 'failed');
  });

  it('writes a new rule that pulls no diagnostics', async () => {
    const choices = await client.request<NewRuleChoices>(newRuleChoicesRequest, {});
    assert.equal(choices.types.length, 8);
    assert.ok(choices.sources.length > 40 && choices.techniques.length > 691);
    for (const { value } of choices.types) {
      const { fileName, text, cursor } = await client.request<NewRuleResult>(newRuleRequest, {
        type: value,
        name: 'A New Rule',
        author: 'me',
        index: 'logs-system.security*',
        technique: 'T1053.005',
        tactic: 'TA0003',
      });
      assert.equal(fileName, 'persistence_a_new_rule.toml');
      const after = text.slice(cursor);
      const hasQuery = !['machine_learning', 'saved_query'].includes(value);
      assert.ok(hasQuery ? after.startsWith("\n'''\n") : cursor === 0, after);
      const made = `file:///rules/${value}/${fileName}`;
      await client.open(made, text);
      assert.deepEqual(await client.pull(made), [], text);
    }
    const params = { type: 'x', name: 'n', author: 'a' };
    assert.equal(await client.request(newRuleRequest, params), null);
  });

  it('answers the coverage of files, those that are no rules passed over', async () => {
    const sample = path.resolve('samples/rules/windows/persistence_scheduled_task_update.toml');
    const files = [pathToFileURL(sample).href, 'file:///none.toml', 'untitled:x'];
    const matrix = await client.request<CoverageMatrix>(coverageRequest, { files, version: '19' });
    assert.equal(matrix.tactics.length, 15);
    assert.deepEqual(
      matrix.rules.map(({ mapped }) => mapped),
      [['TA0003', 'TA0003 T1053', 'TA0003 T1053.005']],
    );
  });

  it('completes with snippets for an editor that knows them', async () => {
    const text = '[metadata]\n[rule]\ntype = "query"\nseve\n';
    const file = 'file:///rules/snippet.toml';
    await client.open(file, text);
    const position = positionOf(text, 'seve', 4);
    const list = await client.at<CompletionList>('textDocument/completion', file, position);
    const item = list.items.find(({ label }) => label === 'severity');
    assert.match(JSON.stringify(item), /severity = \\"\$0\\"/);
  });
});

describe('an empty file over stdio', () => {
  const offered = async (
    file: string,
    text = '',
    languageId = 'toml',
  ): Promise<readonly string[]> => {
    await client.open(file, text, languageId);
    const list = await client.at<CompletionItem[] | null>('textDocument/completion', file, {
      line: 0,
      character: text.length,
    });
    await client.close(file);
    return (list ?? []).map(({ label }) => label);
  };

  it('is offered whole rules where rules are kept', async () => {
    assert.ok((await offered('file:///my/rules/new.toml', '')).includes('rule new_terms'));
    assert.ok((await offered('file:///my/rules/new.toml', 'ru')).includes('rule query'));
    assert.deepEqual(await offered('file:///my/new.toml', ''), []);
    assert.ok((await offered('untitled:x', '', 'elastic-detection-rule')).length > 0);
  });

  it('is offered them beside rules in any folder, but for files of other tools', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-'));
    const at = (name: string): string => pathToFileURL(path.join(folder, name)).href;
    writeFileSync(path.join(folder, 'mine.toml'), rule);
    const first = await startServer({}, undefined, [folder]);
    const before = client;
    client = first.client;
    try {
      assert.ok((await offered(at('second.toml'))).includes('rule query'));
      assert.ok((await offered(at('deeper/second.toml'))).includes('rule query'));
      for (const name of ['Cargo.toml', 'pyproject.toml', '.rustfmt.toml', '.cargo/any.toml'])
        assert.deepEqual(await offered(at(name)), []);
      const params = { type: 'query', name: 'A', author: 'me' };
      for (const [name, text, fillsShown] of [
        ['second.toml', 'ru', true],
        ['mine.toml', rule, false],
        ['Cargo.toml', '', false],
      ] as const) {
        await client.open(at(name), text);
        const result = await client.request<NewRuleResult>(newRuleRequest, {
          ...params,
          shown: at(name),
        });
        assert.equal(result.fillsShown, fillsShown);
      }
    } finally {
      await first.client.stop();
      client = before;
      rmSync(folder, { recursive: true });
    }
  });
});
