// Where field types come from, through the command line: options, the checkout of a rule, what the run says.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { rulewright, temporaryFolder } from '../support/commandLine';
import { ndjson } from '../support/samples';

const rule = (query: string): string => `[rule]
name = "A rule"
type = "query"
language = "kuery"
index = ["logs-aws.cloudtrail-*"]
query = '''${query}'''
`;
const at = '2026-01-10T11:58:00Z';
const folder = temporaryFolder({
  'detection_rules/etc/ecs_schemas/9.9.0/ecs_flat.json.gz': gzipSync(
    JSON.stringify({ 'source.address': { type: 'ip' } }),
  ),
  'detection_rules/etc/integration-schemas.json.gz': gzipSync(
    JSON.stringify({ aws: { '1.0.0': { cloudtrail: { 'aws.mine': 'ip' } } } }),
  ),
  'rules/aws/rule.toml': rule('aws.mine: "10.0.0.0/8"'),
  'rules/aws/pattern.toml': rule('aws.mine: 10*'),
  'rules/aws/sample.toml': rule('custom.n: 5 and custom.none: x or event.code: 1'),
  'mapping.json': JSON.stringify({
    properties: { aws: { properties: { mine: { type: 'keyword' } } } },
  }),
  'types.json': JSON.stringify({ 'aws.mine': 'keyword' }),
  'events.ndjson': ndjson([
    { '@timestamp': at, aws: { mine: '10.1.2.3' }, custom: { n: 5 }, event: { code: '1' } },
    { '@timestamp': at, aws: { mine: '11.1.2.3' }, custom: { n: 'x' } },
  ]),
});
const alone = temporaryFolder({ 'rule.toml': rule('aws.mine: "10.0.0.0/8"') });

interface Result {
  readonly alerts: readonly { readonly source: { readonly line: number } }[];
  readonly failure?: { readonly code: string };
  readonly types: readonly {
    readonly field: string;
    readonly type: string;
    readonly source: string;
    readonly origin?: string;
  }[];
  readonly fidelity?: { readonly level: string; readonly notes: readonly string[] };
}

function run(file: string, ...options: readonly string[]): Result {
  const args = ['run', file, '--events', 'events.ndjson', '--now', '2026-01-10T12:00:00Z'];
  const { stdout } = rulewright([...args, '--format', 'json', ...options], { cwd: folder });
  return JSON.parse(stdout) as Result;
}
const lines = ({ alerts }: Result): readonly number[] => alerts.map(({ source }) => source.line);

describe('field types on the command line', () => {
  it('the schemas of the checkout that the rule lies in', () => {
    const result = run('rules/aws/rule.toml');
    assert.deepEqual(lines(result), [1]);
    assert.deepEqual(result.types, [
      {
        field: 'aws.mine',
        type: 'ip',
        source: 'schema',
        origin: 'integration-schemas aws 1.0.0 cloudtrail',
      },
    ]);
    assert.deepEqual(result.fidelity, { level: 'exact', notes: [] });
  });
  it('decide whether the rule fails, and the run says who decided', () => {
    const result = run('rules/aws/pattern.toml');
    assert.equal(result.failure?.code, 'wildcard-type');
    assert.equal(result.types[0]?.source, 'schema');
    assert.equal(result.fidelity?.level, 'exact');
  });
  it('--mapping is stronger, --field-types stronger still', () => {
    const mapped = run('rules/aws/pattern.toml', '--mapping', 'mapping.json');
    assert.deepEqual(lines(mapped), [1]);
    assert.deepEqual(mapped.types[0], {
      field: 'aws.mine',
      type: 'keyword',
      source: 'mapping',
      origin: 'mapping.json',
    });
    const options = ['--mapping', 'mapping.json', '--field-types', 'types.json'];
    assert.equal(run('rules/aws/pattern.toml', ...options).types[0]?.source, 'explicit');
  });
  it('--schemas names a checkout', () => {
    const { types } = run(`${alone}/rule.toml`, '--schemas', folder);
    assert.equal(types[0]?.source, 'schema');
    const unknown = run(`${alone}/rule.toml`);
    assert.deepEqual(unknown.types[0], { field: 'aws.mine', type: 'keyword', source: 'sample' });
    assert.equal(unknown.fidelity?.level, 'approximated');
  });
  it('the sample tells what no layer knows, and decides nothing', () => {
    const result = run('rules/aws/sample.toml');
    assert.deepEqual(lines(result), [1]);
    assert.deepEqual(result.types, [
      { field: 'custom.n', type: 'keyword or long', source: 'sample' },
      { field: 'custom.none', type: 'unknown', source: 'none' },
      { field: 'event.code', type: 'keyword', source: 'catalog' },
    ]);
    assert.match(result.fidelity?.notes.join('\n') ?? '', /No type is known for custom\.n/);
  });
  it('text says it in two lines', () => {
    const { stdout } = rulewright(
      ['run', 'rules/aws/sample.toml', '--events', 'events.ndjson', '--mapping', 'mapping.json'],
      { cwd: folder },
    );
    assert.match(
      stdout,
      /\ntypes: 1 field from the catalogue, custom\.n keyword or long \(by its values\), custom\.none unknown\nfidelity: approximated\n {2}No type is known/,
    );
  });
  it('match and translate take the same options', () => {
    const match = (...options: readonly string[]): string =>
      rulewright(['match', 'aws.mine: 10*', '--events', 'events.ndjson', ...options], {
        cwd: folder,
      }).stdout;
    assert.equal(match('--mapping', 'mapping.json'), 'true\nfalse\n');
    assert.match(match('--schemas', folder), /^true\nfalse/);
    const translate = (...options: readonly string[]): string =>
      rulewright(['translate', 'source.address: 10.0.0.1', ...options], { cwd: folder }).stdout;
    assert.match(translate(), /"term"/);
    assert.match(translate('--schemas', folder), /"match"/);
  });
  it('what is no mapping is refused', () => {
    const { status, stderr } = rulewright(
      ['run', 'rules/aws/rule.toml', '--events', 'events.ndjson', '--mapping', 'types.json'],
      { cwd: folder },
    );
    assert.equal(status, 2);
    assert.match(stderr, /types\.json holds no mapping/);
  });
});
