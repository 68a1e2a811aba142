// Knowledge on the command line as a process: explain-field and attack, one by one, in batches, and over rule files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { jsonLinesOf, rulewright, temporaryFolder } from '../support/commandLine';

type Json = Readonly<Record<string, unknown>>;

function answer(...args: readonly string[]): Json {
  return JSON.parse(rulewright([...args, '--format', 'json']).stdout) as Json;
}

/** The values of `want`'s keys in an answer. */
function pick(from: Json, want: Json): Json {
  return Object.fromEntries(Object.keys(want).map((key) => [key, from[key]]));
}

describe('rulewright explain-field', () => {
  const rows: readonly (readonly [string, Json])[] = [
    ['process.name', { name: 'process.name', type: 'keyword', source: 'ecs', ignoreAbove: 1024 }],
    ['process.name.text', { type: 'match_only_text', parent: 'process.name' }],
    ['process.args', { isArray: true }],
    ['winlog.event_data.TaskName', { type: 'keyword', source: 'windows' }],
    ['source.ip', { type: 'ip' }],
    ['registry.path', { dataSets: ['endpoint.alerts', 'endpoint.events.registry'] }],
  ];
  for (const [field, want] of rows)
    it(field, () => {
      const found = answer('explain-field', field);
      assert.equal(found['field'], field);
      assert.notEqual(found['description'], '');
      assert.deepEqual(pick(found, want), want);
    });

  it('lists values, multi-fields, events and pitfalls where there are some', () => {
    const category = answer('explain-field', 'event.category')['allowedValues'] as readonly Json[];
    assert.ok(category.some(({ name }) => name === 'iam'));
    const { multiFields } = answer('explain-field', 'process.executable');
    assert.ok(
      (multiFields as readonly Json[]).some(({ name }) => name === 'process.executable.text'),
    );
    const task = answer('explain-field', 'winlog.event_data.TaskContentNew');
    assert.deepEqual((task['events'] as readonly Json[])[0], {
      code: '4702',
      title: 'Scheduled task changed',
      channel: 'Security',
    });
  });

  it('an unknown field with near ones, exit code 1', () => {
    const { status, stdout } = rulewright(['explain-field', 'process.nmae', '--format', 'json']);
    assert.equal(status, 1);
    const { field, unknown, nearest } = JSON.parse(stdout) as Json;
    assert.deepEqual([field, unknown], ['process.nmae', true]);
    const names = nearest as readonly string[];
    assert.equal(names[0], 'process.name');
    assert.ok(names.length > 1 && new Set(names).size === names.length);
    assert.match(rulewright(['explain-field', 'process.nmae']).stdout, /^process\.nmae is not in/);
  });

  it('--rule takes the schemas of its checkout, and names the file', () => {
    const etc = 'detection_rules/etc';
    const folder = temporaryFolder({
      [`${etc}/non-ecs-schema.json`]: JSON.stringify({
        'logs-own.*': { own: { field: 'long' }, 'process.name': 'wildcard' },
        'logs-other.*': { 'other.field': 'long' },
      }),
      'rules/one.toml': '[metadata]\n[rule]\nname = "x"\nindex = ["logs-own.*"]\n',
    });
    const of = (field: string): Json =>
      answer('explain-field', field, '--rule', path.join(folder, 'rules/one.toml'));
    const schema = { source: 'schema', origin: 'non-ecs-schema' };
    assert.deepEqual(pick(of('own.field'), { type: 'long', ...schema }), {
      type: 'long',
      ...schema,
    });
    const amended = { type: 'wildcard', ...schema };
    assert.deepEqual(pick(of('process.name'), amended), amended);
    assert.notEqual(of('process.name')['description'], '');
    assert.equal(of('other.field')['unknown'], true);
  });

  it('--rule puts the events first that the rule asks for', () => {
    const rule = path.resolve('samples/rules/windows/persistence_scheduled_task_update.toml');
    const field = 'winlog.event_data.SubjectUserSid';
    const first = (...more: readonly string[]): unknown =>
      (answer('explain-field', field, ...more)['events'] as readonly Json[])[0]?.['code'];
    assert.equal(first('--rule', rule), '4702');
    assert.notEqual(first(), '4702');
  });

  it('a batch in order, broken lines included', () => {
    const input = '{"field":"process.pid"}\n{"field":"no.such.field"}\n[]\n{"field":1}\n';
    const { status, stdout } = rulewright(['explain-field', '--batch'], { input });
    const answers = jsonLinesOf(stdout) as readonly Json[];
    assert.equal(status, 0);
    assert.deepEqual(
      answers.map(({ field, type, unknown, error }) => [field, type, unknown, error]),
      [
        ['process.pid', 'long', undefined, undefined],
        ['no.such.field', undefined, true, undefined],
        [undefined, undefined, undefined, 'line 3 is not a JSON object'],
        [undefined, undefined, undefined, '"field" is not a text'],
      ],
    );
  });

  it('prints text without Markdown, in short lines', () => {
    const { stdout } = rulewright(['explain-field', 'process.name']);
    assert.match(stdout, /^process\.name {2}keyword {2}\(Elastic Common Schema\)\n/);
    assert.match(stdout, /^How it matches:\n {2}- Exact: the whole value/m);
    assert.doesNotMatch(stdout, /[`]/);
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.length > 110),
      [],
    );
  });

  it('wrong usage is exit code 2', () => {
    for (const args of [[], ['a', 'b'], ['a', '--batch'], ['a', '--format', 'xml']])
      assert.equal(rulewright(['explain-field', ...args]).status, 2, args.join(' '));
  });
});

describe('rulewright attack', () => {
  const persistence = { id: 'TA0003', name: 'Persistence' };
  const rows: readonly (readonly [string, Json])[] = [
    ['ta0003', { id: 'TA0003', kind: 'tactic', tactics: [persistence], status: 'active' }],
    ['t1053.005', { id: 'T1053.005', name: 'Scheduled Task', parent: 'T1053', status: 'active' }],
    ['T1547.011', { status: 'revoked', replacedBy: 'T1647' }],
    ['T1562.001', { status: 'active', v19: { status: 'revoked', replacedBy: 'T1685' } }],
    ['TA0005', { name: 'Defense Evasion', v19: { name: 'Stealth' } }],
    [
      'T1685.005',
      { version: '19', tactics: [{ id: 'TA0112', name: 'Defense Impairment' }], parent: 'T1685' },
    ],
    ['AML.T0051.000', { framework: 'MITRE ATLAS', name: 'Direct', parent: 'AML.T0051' }],
  ];
  for (const [id, want] of rows)
    it(id, () => {
      const found = answer('attack', id);
      assert.deepEqual(pick(found, want), want);
      assert.ok((found['tactics'] as readonly unknown[]).length > 0);
    });

  it('answers as v19 does', () => {
    const found = answer('attack', 'T1562.001', '--attack-version', '19');
    assert.deepEqual(pick(found, { status: '', replacedBy: '', version: '' }), {
      status: 'revoked',
      replacedBy: 'T1685',
      version: '19',
    });
  });

  it('an unknown id with near ones, exit code 1', () => {
    const { status, stdout } = rulewright(['attack', 'T1053.05', '--format', 'json']);
    assert.equal(status, 1);
    const { id, unknown, nearest } = JSON.parse(stdout) as Json;
    assert.deepEqual([id, unknown], ['T1053.05', true]);
    assert.ok((nearest as readonly string[]).includes('T1053.005'));
    assert.deepEqual(answer('attack', 'scheduled task')['nearest'], ['T1053.005', 'T1053']);
  });

  it('a batch in order', () => {
    const input = '{"id":"T1059"}\n{"id":"T9999"}\n{}\n';
    const { stdout } = rulewright(['attack', '--batch'], { input });
    assert.deepEqual(
      (jsonLinesOf(stdout) as readonly Json[]).map(({ id, unknown, error }) => [
        id,
        unknown,
        error,
      ]),
      [
        ['T1059', undefined, undefined],
        ['T9999', true, undefined],
        [undefined, undefined, '"id" is not a text'],
      ],
    );
  });

  it('prints text', () => {
    const { stdout } = rulewright(['attack', 'T1547.011']);
    assert.match(stdout, /^T1547\.011 {2}.*\(sub-technique, MITRE ATT&CK 18\.1\)\n/);
    assert.match(stdout, /^No longer current \(revoked\): use T1647\.$/m);
  });
});

describe('rulewright attack over rules', () => {
  const rule = readFileSync('samples/rules/windows/persistence_scheduled_task_update.toml', 'utf8');
  const cwd = temporaryFolder({
    'rules/a.toml': rule,
    'rules/b.toml': rule.replace('Scheduled Task Update', 'Second'),
    'rules/c.toml': rule.slice(0, rule.indexOf('[[rule.threat]]')),
    'rules/tool.toml': '[tool]\n',
  });
  const run = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = rulewright(['attack', ...args], { cwd });
    assert.equal(status, 0, stderr);
    return stdout;
  };

  it('--layer writes a Navigator layer', () => {
    assert.equal(run('--layer', 'layer.json', 'rules'), '3 rules written to layer.json\n');
    const layer = JSON.parse(readFileSync(path.join(cwd, 'layer.json'), 'utf8')) as {
      readonly versions: Json;
      readonly domain: string;
      readonly techniques: readonly Json[];
    };
    assert.deepEqual([layer.versions['layer'], layer.domain], ['4.5', 'enterprise-attack']);
    assert.deepEqual(
      layer.techniques.map(({ techniqueID, tactic, score }) => [techniqueID, tactic, score]),
      [
        ['T1053', 'persistence', 2],
        ['T1053.005', 'persistence', 2],
      ],
    );
    assert.deepEqual(JSON.parse(run('--layer', '-', 'rules')), layer);
  });

  it('--coverage counts as text, Markdown and JSON', () => {
    assert.match(run('--coverage', 'rules'), /^TA0003 {2}Persistence: 2 rules\n {2}T1053 /m);
    assert.match(run('--coverage', 'rules'), /^3 rules, 1 without a mapping/m);
    assert.match(
      run('--coverage', 'rules', '--format', 'markdown'),
      /^\| T1053\.005 \| .* \| 2 \|$/m,
    );
    const coverage = JSON.parse(run('--coverage', 'rules', '--format', 'json')) as Json;
    assert.equal(coverage['rules'], 3);
    assert.equal((coverage['unmapped'] as readonly unknown[]).length, 1);
  });
});
