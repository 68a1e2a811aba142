// A rule repository over stdio: its folders of rules, what is said of other files, and of its configuration.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const id = (mark: string): string => `${mark.repeat(8)}-0000-4000-8000-${mark.repeat(12)}`;
const rule = (mark: string): string =>
  `[metadata]\n[rule]\nname = "Rule ${mark}"\nrule_id = "${id(mark)}"\ntype = "query"\nquery = "user.name: ${mark}"\n`;
const exceptions = `[metadata]\nlist_name = "L"\nrule_ids = ["${id('a')}", "${id('c')}"]\nrule_names = []\n[[exceptions]]\n`;

let root = '';
let client: LspClient;
const uriOf = (file: string): string => pathToFileURL(path.join(root, file)).href;

function write(file: string, text: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

before(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'rulewright-'));
  write('own/_config.yaml', 'rule_dirs:\n  - detections\n  - ../shared\n  - missing\n');
  write('own/detections/a.toml', rule('a'));
  write('own/drafts/a.toml', rule('a'));
  write('own/exceptions/e.toml', exceptions);
  write('shared/twin.toml', rule('a'));
  ({ client } = await startServer({ textDocument: { diagnostic: {} } }, undefined, [
    path.join(root, 'own'),
  ]));
});

after(async () => {
  assert.deepEqual(client.log, []);
  assert.equal(await client.stop(), 0);
  rmSync(root, { recursive: true });
});

describe('a rule repository', () => {
  it('is told what is missing in its configuration, and when nothing is', async () => {
    const uri = uriOf('own/_config.yaml');
    const { diagnostics } = await client.nextPush((params) => params.uri === uri);
    assert.deepEqual(
      diagnostics.map(({ code, message, range }) => [code, message, range.start]),
      [
        [
          'repository-config',
          'There is no folder `missing`: its rules are not known.',
          { line: 3, character: 4 },
        ],
      ],
    );
    write('own/_config.yaml', 'rule_dirs:\n  - detections\n  - ../shared\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri, type: 2 }],
    });
    const again = await client.nextPush((params) => params.uri === uri);
    assert.deepEqual(again.diagnostics, []);
  });

  const find = async (file: string, text: string, code: string): Promise<Diagnostic[]> => {
    await client.open(uriOf(file), text);
    return (await client.pull(uriOf(file))).filter((one) => one.code === code);
  };

  it('compares the rules of its folders, and tells where the other one is', async () => {
    const [found, ...more] = await find('own/detections/a.toml', rule('a'), 'duplicate-rule-id');
    assert.deepEqual(more, []);
    assert.deepEqual(
      found?.relatedInformation?.map(({ location }) => [location.uri, location.range.start]),
      [[uriOf('shared/twin.toml'), { line: 3, character: 10 }]],
    );
    assert.deepEqual(await find('own/drafts/a.toml', rule('a'), 'duplicate-rule-id'), []);
  });

  it('offers a new id for one of two rules that share theirs', async () => {
    const uri = uriOf('own/detections/a.toml');
    const at = { line: 3, character: 12 };
    const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const action = actions.find(({ title }) => title === 'Give this rule a new id');
    const [edit] = action?.edit?.changes?.[uri] ?? [];
    assert.match(
      edit?.newText ?? '',
      /^"[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}"$/,
    );
    assert.deepEqual(edit?.range.start, { line: 3, character: 10 });
  });

  it('knows which rules there are', async () => {
    const found = await find('own/exceptions/e.toml', exceptions, 'unknown-rule');
    assert.deepEqual(
      found.map(({ range }) => range.start),
      [{ line: 2, character: exceptions.split('\n')[2]?.indexOf(`"${id('c')}`) }],
    );
  });
});

describe('rulewright.toml', () => {
  it('has the problems that the command line would refuse it for', async () => {
    const uri = uriOf('own/rulewright.toml');
    await client.open(uri, '[checks.severity]\nsame-search = "loud"\nsame-serach = "off"\n');
    const found = await client.pull(uri);
    assert.deepEqual(
      found.map(({ code, range, message }) => [code, range.start, message]),
      [
        [
          'settings-file',
          { line: 1, character: 14 },
          '`checks.severity.same-search` must be one of "error", "warning", "information", "hint", "off".',
        ],
        [
          'settings-file',
          { line: 2, character: 0 },
          'There is no setting `checks.severity.same-serach`; did you mean `same-search`?',
        ],
      ],
    );
  });
});
