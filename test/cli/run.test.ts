// `rulewright run` as a process: text and JSON, exit codes, what goes where.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import type { RunResult } from '../../server/src/engine/runResult';
import { cliModule, rulewright, temporaryFolder } from '../support/commandLine';
import { ruleText } from '../support/runRule';
import { ndjson } from '../support/samples';

const terms = {
  type: 'new_terms',
  rule_id: 'r-1',
  name: 'New thing',
  query: 'k:1',
  from: 'now-10m',
  new_terms_fields: ['f'],
  history_window_start: 'now-1d',
};
const events = [
  { _id: 'e1', '@timestamp': '2026-01-01T11:00:00Z', k: 1, f: 'old' },
  { _id: 'e2', '@timestamp': '2026-01-01T11:55:00Z', k: 1, f: ['old', 'new'] },
  { _id: 'e3', '@timestamp': '2026-01-01T11:56:00Z', k: 2, f: 'other' },
];
const cwd = temporaryFolder({
  'rule.toml': ruleText(terms),
  'crlf.toml': `\ufeff${ruleText(terms).replaceAll('\n', '\r\n')}`,
  'eql.toml': ruleText({ type: 'eql', language: 'eql', query: 'any where true' }),
  'wildcard.toml': ruleText({ query: 'source.ip: 10.*' }),
  'broken.toml': `${ruleText(terms)}tags = ["a"\nseverity "low"\n`,
  'other.toml': '[package]\nname = "x"\n',
  'events.ndjson': `${ndjson(events)}broken\n`,
  'events.json': JSON.stringify(events, null, 2),
  'empty.ndjson': '',
  // Several pieces of what is read at a time.
  'large.ndjson': `${ndjson(events)}broken\n{"k":1,"f":"${'x'.repeat(4000)}"}\n`.repeat(1000),
  'table.csv': 'a,b,c\n1,2,3\n',
  'types.json': '{"k":"long","f":{"type":"keyword","ignore_above":3}}',
  'bad-types.json': '{"k":"number"}',
  'bad.json': '{"k":',
});

const run = (...args: readonly string[]) => rulewright(['run', ...args], { cwd });
const json = (...args: readonly string[]): RunResult => {
  const { status, stdout, stderr } = run(...args, '--format', 'json');
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '', 'warnings are in the JSON');
  return JSON.parse(stdout) as RunResult;
};

describe('rulewright run --threads', () => {
  const at = (threads: string) => [
    ...['rule.toml', '--events', 'large.ndjson', '--now', '2026-01-01T12:00:00Z'],
    ...['--threads', threads],
  ];

  it('several give the result of one', () => {
    const alone = json(...at('1'));
    assert.equal(alone.events.skipped, 1000);
    assert.equal(alone.events.read, 4000);
    for (const threads of ['2', '3']) assert.deepEqual(json(...at(threads)), alone);
  });

  it('takes a number of threads and nothing else', () => {
    for (const threads of ['0', '-1', '1.5', '100', 'many']) {
      const { status, stderr } = run(...at(threads));
      assert.equal(status, 2);
      assert.match(stderr, /--threads/);
    }
  });
});

describe('rulewright run --format json', () => {
  it('one execution', () => {
    const result = json('rule.toml', '--events', 'events.ndjson', '--now', '2026-01-01T12:00:00Z');
    assert.deepEqual(Object.keys(result), [
      'rule',
      'mode',
      'executions',
      'windows',
      'events',
      'alerts',
      'warnings',
      'explanation',
      'types',
      'fidelity',
    ]);
    assert.deepEqual(result.rule, { id: 'r-1', name: 'New thing', type: 'new_terms' });
    assert.equal(result.mode, 'single');
    assert.equal(result.executions, 1);
    assert.deepEqual(result.windows, {
      from: '2026-01-01T11:50:00.000Z',
      to: '2026-01-01T12:00:00.000Z',
      historyFrom: '2025-12-31T12:00:00.000Z',
    });
    assert.deepEqual(result.events, { read: 3, matched: 2, skipped: 1 });
    const [alert, ...others] = result.alerts;
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(alert ?? {}), [
      'executedAt',
      'timestamp',
      'source',
      'newTerms',
      'reason',
      'fields',
    ]);
    assert.deepEqual(alert?.source, { file: 'events.ndjson', line: 2, id: 'e2' });
    assert.deepEqual(alert.newTerms, ['new']);
    assert.equal(alert.timestamp, '2026-01-01T11:55:00.000Z');
    const broken = result.warnings.find(({ code }) => code === 'skipped-line');
    assert.deepEqual([broken?.file, broken?.line], ['events.ndjson', 4]);
  });
  it('a replay over several samples', () => {
    const result = json('rule.toml', '--events', 'events.json', 'empty.ndjson');
    assert.equal(result.mode, 'replay');
    assert.equal(result.executions, 13);
    assert.deepEqual(
      result.alerts.map(({ source, newTerms }) => [source.line, newTerms?.[0]]),
      [
        [2, 'old'],
        [8, 'new'],
      ],
    );
  });
  it('a rule file with byte order mark and CRLF', () => {
    assert.equal(json('crlf.toml', '--events', 'events.json').alerts.length, 2);
  });
  it('explicit field types win', () => {
    const result = json(
      'rule.toml',
      '--events',
      'events.ndjson',
      '--field-types',
      'types.json',
      '--now',
      '2026-01-01T12:00:00Z',
    );
    assert.deepEqual(
      result.alerts.map(({ newTerms }) => newTerms?.[0]),
      ['new'],
    );
    assert.deepEqual(
      result.warnings.map(({ code }) => code),
      ['skipped-line'],
    );
  });
  it('a failure has its place', () => {
    const { status, stdout, stderr } = run(
      'wildcard.toml',
      '--events',
      'events.json',
      '--format',
      'json',
    );
    assert.equal(status, 1);
    const { failure, alerts } = JSON.parse(stdout) as RunResult;
    assert.equal(failure?.code, 'wildcard-type');
    const { start, end } = failure.span ?? { start: 0, end: 0 };
    assert.equal(ruleText({ query: 'source.ip: 10.*' }).slice(start, end), 'source.ip: 10.*');
    assert.deepEqual(alerts, []);
    assert.match(stderr, /^wildcard\.toml:5:10: error wildcard-type: /);
  });
});

describe('rulewright run', () => {
  it('tells counts, windows and a table of alerts; warnings go to stderr', () => {
    const { status, stdout, stderr } = run(
      'rule.toml',
      '--events',
      'events.ndjson',
      '--now',
      '2026-01-01T12:00:00Z',
    );
    assert.equal(status, 0);
    assert.match(stdout, /^New thing \(new_terms\) on events\.ndjson\n/);
    assert.match(stdout, /3 events · 2 match the query · 1 alert · 1 line skipped/);
    assert.match(
      stdout,
      /one execution: 2026-01-01T11:50:00\.000Z to 2026-01-01T12:00:00\.000Z, history from 2025-12-31T12:00:00\.000Z/,
    );
    assert.match(stdout, /2026-01-01T11:55:00\.000Z +new .*events\.ndjson:2/);
    assert.match(stderr, /^events\.ndjson:4: warning skipped-line: not JSON/m);
  });
  it('says why there are no alerts', () => {
    const { status, stdout } = run(
      'rule.toml',
      '--events',
      'events.ndjson',
      '--now',
      '2026-01-01T11:30:00Z',
    );
    assert.equal(status, 0);
    assert.match(stdout, /No alerts\.\n3 events read, 0 in the rule window/);
  });
  it('takes one execution over times with an offset', () => {
    const result = json(
      'rule.toml',
      '--events',
      'events.json',
      '--now',
      '2026-01-01T13:00:00+01:00',
    );
    assert.equal(result.windows.to, '2026-01-01T12:00:00.000Z');
  });
  it('a type that is not evaluated ends in 1 and says what still works', () => {
    const { status, stdout, stderr } = run('eql.toml', '--events', 'events.json');
    assert.equal(status, 1);
    assert.match(stdout, /\n\nRules of type eql are not evaluated here/);
    assert.match(stderr, /^eql\.toml:3:8: error not-evaluated: .*still|hovers/);
  });
  it('a rule that is no TOML ends in 1', () => {
    const { status, stderr } = run('broken.toml', '--events', 'events.json');
    assert.equal(status, 1);
    assert.match(stderr, /^broken\.toml:\d+:\d+: error /);
  });

  const usage: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /run needs a RULE/],
    [['rule.toml'], /run needs --events/],
    [['rule.toml', '--events'], /run needs --events/],
    [['rule.toml', 'x.toml', '--events', 'events.json'], /one RULE/],
    [['rule.toml', '--events', 'events.json', '--now', 'today'], /--now is an ISO 8601 time/],
    [
      ['rule.toml', '--events', 'events.json', '--now', '2026-01-01', '--now', 'today'],
      /--now is an ISO 8601 time/,
    ],
    [
      ['rule.toml', '--events', 'events.json', '--format', 'text', '--format', 'json'],
      /--format is given twice/,
    ],
    [['rule.toml', '--events', 'events.json', '--format', 'xml'], /--format is one of text, json/],
    [['rule.toml', '--events', 'events.json', '--colour'], /Unknown option '--colour'/],
    [['missing.toml', '--events', 'events.json'], /missing\.toml does not exist/],
    [['rule.toml', '--events', 'missing.json'], /missing\.json does not exist/],
    [['.', '--events', 'events.json'], /is a folder/],
    [['rule.toml', '--events', '.'], /is a folder/],
    [['rule.toml', '--events', 'table.csv'], /table\.csv: expected events as NDJSON.*CSV/],
    [['other.toml', '--events', 'events.json'], /holds no detection rule/],
    [
      ['rule.toml', '--events', 'events.json', '--field-types', 'bad-types.json'],
      /k: "number" is not a field type/,
    ],
    [
      ['rule.toml', '--events', 'events.json', '--field-types', 'bad.json'],
      /bad\.json is not JSON/,
    ],
    [
      ['rule.toml', '--events', 'events.json', '--field-types', 'missing.json'],
      /missing\.json does not exist/,
    ],
  ];
  for (const [args, message] of usage)
    it(`exit code 2: run ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = run(...args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(stderr, /^rulewright: [^\n]+\n$/, 'one line');
    });
});

describe('the process', () => {
  it('reads a sample from a pipe', () => {
    const command = `cat events.ndjson | node "${cliModule}" run rule.toml --events /dev/stdin --format json`;
    const { stdout } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
    assert.equal((JSON.parse(stdout) as RunResult).alerts.length, 2);
  });
  it('writes everything before it ends, and is quiet when the reader leaves', async () => {
    const many = temporaryFolder({
      'rule.toml': ruleText({ max_signals: 1000 }),
      'events.ndjson': ndjson(
        Array.from({ length: 1000 }, (_, n) => ({
          '@timestamp': '2026-01-01T11:55:00Z',
          n,
          x: 'y'.repeat(300),
        })),
      ),
    });
    const args = ['run', 'rule.toml', '--events', 'events.ndjson', '--format', 'json'];
    const whole = rulewright(args, { cwd: many });
    assert.equal((JSON.parse(whole.stdout) as RunResult).alerts.length, 1000);
    const child = spawn(process.execPath, [cliModule, ...args], { cwd: many });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.stdout.destroy();
    await new Promise((resolve) => child.on('close', resolve));
    assert.equal(stderr, '');
  });
  it('control characters of an event do not reach the terminal', () => {
    const folder = temporaryFolder({
      'rule.toml': ruleText({ query: 'f:*' }),
      'events.ndjson': ndjson([{ '@timestamp': '2026-01-01T11:55:00Z', f: '\u001b[2J\u202eevil' }]),
    });
    const { stdout } = rulewright(['run', 'rule.toml', '--events', 'events.ndjson'], {
      cwd: folder,
    });
    assert.ok(stdout.includes('\\u001b[2J\\u202eevil'));
    assert.ok(!stdout.includes('\u001b'));
  });
});
