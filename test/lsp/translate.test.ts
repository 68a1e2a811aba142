// The request behind "Copy Query as Elasticsearch DSL", and field types that the setting takes from a file.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runRuleRequest, translateRequest } from '../../server/src/protocol';
import type { RunRuleResult, TranslateResult } from '../../server/src/protocol';
import { temporaryFolder } from '../support/commandLine';
import { startServer } from '../support/lspClient';

const rule = (query: string): string => `[rule]
name = "A rule"
type = "query"
query = '${query}'
`;
const folder = temporaryFolder({
  'rules/rule.toml': rule('event.code: 1*'),
  'mapping.json': JSON.stringify({
    properties: { event: { properties: { code: { type: 'ip' } } } },
  }),
  'events.ndjson': '{"@timestamp":"2026-01-10T11:58:00Z","event":{"code":"1"}}\n',
});
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).toString();
const uri = uriOf('rules/rule.toml');

describe(translateRequest, () => {
  it('gives the search of an open rule, its unsaved text included', async () => {
    const { client } = await startServer();
    const translate = (): Promise<TranslateResult> => client.request(translateRequest, { uri });
    assert.equal((await translate()).kind, 'error');
    await client.open(uri, rule('event.code: x'));
    const answer = await translate();
    assert.ok(answer.kind === 'dsl', JSON.stringify(answer));
    const { query } = JSON.parse(answer.dsl) as {
      readonly query: { readonly bool: { readonly filter: readonly object[] } };
    };
    assert.deepEqual(query.bool.filter[0], {
      bool: { should: [{ term: { 'event.code': { value: 'x' } } }], minimum_should_match: 1 },
    });
    assert.deepEqual(Object.keys(query.bool.filter[1] ?? {}), ['range']);
    assert.deepEqual(answer.notes, []);
    await client.change(uri, { text: rule('event.code: (') });
    const broken = await translate();
    assert.ok(broken.kind === 'error');
    assert.match(broken.message, /^Expected /);
    assert.deepEqual(client.log, []);
    await client.stop();
  });
});

describe('rulewright.fieldTypes', () => {
  it('may name a file, looked for from the rule upwards', async () => {
    const { client } = await startServer(undefined, { fieldTypes: 'mapping.json' });
    const samples = [uriOf('events.ndjson')];
    const answer = await client.request<RunRuleResult>(runRuleRequest, { uri, samples });
    assert.ok(answer.kind === 'result', JSON.stringify(answer));
    assert.equal(answer.result.failure?.code, 'wildcard-type');
    assert.deepEqual(answer.result.types, [
      { field: 'event.code', type: 'ip', source: 'mapping', origin: 'mapping.json' },
    ]);
    await client.open(uri, rule('event.code: 1'));
    const translated = await client.request<TranslateResult>(translateRequest, { uri });
    assert.ok(translated.kind === 'dsl');
    assert.match(translated.dsl, /"match"/);
    await client.stop();
  });
  it('that is not there is named', async () => {
    const { client } = await startServer(undefined, { fieldTypes: 'absent.json' });
    const samples = [uriOf('events.ndjson')];
    const answer = await client.request<RunRuleResult>(runRuleRequest, { uri, samples });
    assert.ok(answer.kind === 'error');
    assert.match(answer.message, /absent\.json does not exist/);
    await client.stop();
  });
});
