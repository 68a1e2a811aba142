// The other subcommands as a process: check, parse, match, and the command line itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { jsonLinesOf, rulewright, temporaryFolder } from '../support/commandLine';
import { ndjson } from '../support/samples';

const sampleRule = path.resolve('samples/rules/windows/persistence_scheduled_task_update.toml');

describe('rulewright', () => {
  it('prints its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(rulewright(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  });
  it('prints help, also for each command', () => {
    const help = rulewright(['--help']);
    assert.equal(help.status, 0);
    for (const command of ['run', 'check', 'parse', 'match', 'translate']) {
      assert.match(help.stdout, new RegExp(`^ {2}${command} `, 'm'));
      const { status, stdout } = rulewright([command, '--help']);
      assert.equal(status, 0);
      assert.ok(stdout.startsWith(`rulewright ${command} `));
      assert.match(stdout, /Exit code: 0/);
      assert.deepEqual(rulewright(['help', command]).stdout, stdout);
    }
  });
  it('without a command shows the help and exits with 2', () => {
    assert.equal(rulewright([]).status, 2);
  });
  it('a command that does not exist', () => {
    const { status, stderr } = rulewright(['chekc', 'x']);
    assert.equal(status, 2);
    assert.match(stderr, /^rulewright: there is no command chekc; did you mean check\?/);
    assert.deepEqual(rulewright(['help', 'chekc']).status, 2);
    assert.deepEqual(rulewright(['help', '--help']), rulewright(['--help']));
  });
});

describe('rulewright check', () => {
  const good = readFileSync(sampleRule, 'utf8');
  /** Under an id and a name of its own. */
  const marked = (mark: string): string =>
    good
      .replace(/^rule_id = "\w{4}/m, `rule_id = "${mark}`)
      .replace('name = "Un', 'name = "Very Un')
      .replace('not user.name', `host.name: ${mark} and not user.name`);
  const cwd = temporaryFolder({
    'rules/b/good.toml': good,
    'rules/a/query.toml': marked('aaaa').replace('event.code: "4702"', 'event.code: ("4702"'),
    'rules/a/😀.toml': marked('bbbb').replace('name = "Very Unusual', 'name = "😀" x'),
    'latin1.toml': Buffer.from(good.replace('name = "Unusual', 'name = "\u00e9Unusual'), 'latin1'),
    'almost.toml': '[rules]\nquery = "a: b"\n',
    'rules/other.toml': '[tool]\nname = "x"\nbroken =\n',
    'rules/note.md': 'no rule',
    'rules/.hidden/rule.toml': 'broken [rule]',
  });
  const check = (...args: readonly string[]) => rulewright(['check', ...args], { cwd });

  it('a good rule', () => {
    const { status, stdout } = check('rules/b/good.toml');
    assert.equal(status, 0, stdout);
    assert.equal(stdout, '1 rule checked, no problems\n');
  });
  it('a file that is not UTF-8', () => {
    const { status, stdout } = check('latin1.toml');
    assert.equal(status, 1);
    assert.match(stdout, /^latin1\.toml:\d+:9: error toml-encoding: Expected UTF-8/);
  });
  it('a folder: only rules, in order, with places counted from 1', () => {
    const { status, stdout } = check('rules', '--format', 'json');
    assert.equal(status, 1);
    const { files, problems } = JSON.parse(stdout) as {
      files: number;
      problems: {
        file: string;
        line: number;
        column: number;
        code: string;
        severity: string;
      }[];
    };
    assert.equal(files, 3);
    const [first] = problems;
    assert.deepEqual(Object.keys(first ?? {}), [
      'file',
      'line',
      'column',
      'endLine',
      'endColumn',
      'code',
      'severity',
      'message',
    ]);
    assert.deepEqual(
      [...new Set(problems.map(({ file }) => file))],
      ['rules/a/query.toml', 'rules/a/😀.toml'],
    );
    const lines = good.split('\n');
    const syntax = problems.find(({ code }) => code === 'kql-syntax');
    assert.equal(syntax?.line, lines.findIndex((line) => line.startsWith('query =')) + 3);
    const name = problems.find(({ file, code }) => file.includes('😀') && code !== 'file-name');
    assert.equal(name?.line, lines.findIndex((line) => line.startsWith('name =')) + 1);
    assert.equal(name.column, 'name = "😀" '.length + 1, 'UTF-16 units');
  });
  it('text output has a line per problem and a summary', () => {
    const { status, stdout } = check('rules/a');
    assert.equal(status, 1);
    assert.match(stdout, /^rules\/a\/query\.toml:\d+:\d+: error kql-syntax: /m);
    assert.match(stdout, /\n2 rules checked, \d+ problems?\n$/);
  });
  it('says what a file lacks that is almost a rule', () => {
    const { status, stderr } = check('almost.toml');
    assert.equal(status, 0);
    assert.match(
      stderr,
      /^almost\.toml: not a .*, left alone\. Its table `\[rules\]` must be named/,
    );
  });
  it('a TOML file that is no rule is left alone', () => {
    const { status, stdout, stderr } = check('rules/other.toml', 'rules/b');
    assert.equal(status, 0);
    assert.equal(stdout, '1 rule checked, no problems\n');
    assert.equal(stderr, 'rules/other.toml: not a detection rule, left alone\n');
  });
  it('the same file twice is checked once', () => {
    assert.match(check('rules/b', 'rules/b/good.toml').stdout, /^1 rule checked/);
  });

  const usage: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /check needs a PATH/],
    [['missing'], /missing does not exist/],
    [['rules', '--format', 'xml'], /--format is one of/],
  ];
  for (const [args, message] of usage)
    it(`exit code 2: check ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = check(...args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
});

describe('rulewright parse', () => {
  const parse = (...args: readonly string[]) => {
    const { status, stdout } = rulewright(['parse', ...args]);
    return [status, ...jsonLinesOf(stdout)];
  };
  it('prints the tree', () => {
    const ast = {
      and: [
        { is: { field: { literal: 'a' }, value: { phrase: 'b' } } },
        { not: { is: { field: { literal: 'c' }, value: { wildcard: '*$' } } } },
      ],
    };
    assert.deepEqual(parse('a:"b" and not c:*$'), [0, { ok: true, ast }]);
  });
  it('prints the error with its offset', () => {
    const message = 'Expected AND, OR, end of input but ":" found.';
    assert.deepEqual(parse('foo:ba:r'), [1, { ok: false, error: { offset: 6, message } }]);
  });
  it('a query that begins with a dash stands behind --', () => {
    const value = { literal: '-a' };
    assert.deepEqual(parse('--', '-a'), [0, { ok: true, ast: { is: { field: null, value } } }]);
  });
  it('parses Lucene', () => {
    const query = 'a:(b OR "c d"~2) AND -e.f:[1 TO 5} g~1 h?\\* x:/y/ _exists_:z';
    const ast = {
      bool: [
        {
          must: {
            bool: [
              { should: { text: { field: 'a', value: 'b' } } },
              { should: { phrase: { field: 'a', value: 'c d', slop: '2' } } },
            ],
          },
        },
        { mustNot: { range: { field: 'e.f', gte: '1', lt: '5' } } },
        { should: { text: { field: null, value: 'g', fuzzy: '1' } } },
        { should: { wildcard: { field: null, value: 'h?\\*' } } },
        { should: { regex: { field: 'x', value: 'y' } } },
        { should: { exists: 'z' } },
      ],
    };
    assert.deepEqual(parse('--language', 'lucene', query), [0, { ok: true, ast }]);
    assert.deepEqual(parse('--language', 'lucene', ''), [0, { ok: true, ast: { all: true } }]);
    const [status, answer] = parse('--language', 'lucene', 'a:b AND');
    assert.equal(status, 1);
    assert.equal((answer as { error: { offset: number } }).error.offset, 7);
  });
  it('parses TOML', () => {
    const value = { a: { type: 'integer', value: '1' }, b: [{ type: 'string', value: 'x' }] };
    assert.deepEqual(parse('--language', 'toml', 'a = 0x1\nb = ["x"]'), [0, { ok: true, value }]);
    const [status, answer] = parse('--language', 'toml', 'a = 1\na = 2');
    assert.equal(status, 1);
    assert.equal((answer as { error: { offset: number } }).error.offset, 6);
  });
  it('parses TOML from stdin, where it may be no text', () => {
    const answerTo = (input: string | Uint8Array): unknown =>
      jsonLinesOf(rulewright(['parse', '--language', 'toml', '-'], { input }).stdout)[0];
    const value = { a: { type: 'string', value: 'é' } };
    assert.deepEqual(answerTo('a = "é"'), { ok: true, value });
    const { error } = answerTo(Buffer.from('a = "é"', 'latin1')) as { error: { offset: number } };
    assert.equal(error.offset, 5);
  });
  it('a line of a batch that is not UTF-8', () => {
    const input = Buffer.from('{"query":"é"}\n{"query":"e"}\n', 'latin1');
    const answers = jsonLinesOf(rulewright(['parse', '--batch'], { input }).stdout);
    assert.deepEqual(
      (answers as { ok: boolean }[]).map(({ ok }) => ok),
      [false, true],
    );
  });
  it('a batch, in order, broken lines included', () => {
    const input = [
      '{"query":"a:1"}',
      '{"query":"a:"}',
      'broken',
      '',
      '{"query":"\\u2028a","language":"kuery"}',
      '{"query":"a = 1","language":"toml"}',
      '{"query":"a","language":"klingon"}',
      '{"no":"query"}',
      '[1]',
      '{"query":"z"}',
    ].join('\n');
    const { status, stdout } = rulewright(['parse', '--batch'], { input });
    assert.equal(status, 0);
    const answers = jsonLinesOf(stdout) as { ok: boolean; error?: { message: string } }[];
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [true, false, false, true, true, false, false, false, true],
    );
    assert.match(answers[2]?.error?.message ?? '', /line 3 is not JSON/);
    assert.match(answers[5]?.error?.message ?? '', /klingon/);
  });
  it('a large batch keeps up with a slow reader', () => {
    const input = Array.from({ length: 20_000 }, (_, n) => `{"query":"a:${n}"}\n`).join('');
    const answers = jsonLinesOf(rulewright(['parse', '--batch'], { input }).stdout);
    assert.equal(answers.length, 20_000);
    assert.deepEqual(answers[19_999], {
      ok: true,
      ast: { is: { field: { literal: 'a' }, value: { literal: '19999' } } },
    });
  });
  const usage: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /parse needs a QUERY/],
    [['a', 'b'], /one QUERY/],
    [['--language', 'sql', 'a'], /--language is one of kuery, lucene, toml/],
    [['--batch', 'a'], /from stdin/],
  ];
  for (const [args, message] of usage)
    it(`exit code 2: parse ${args.join(' ')}`, () => {
      const { status, stderr } = rulewright(['parse', ...args]);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
});

describe('rulewright match', () => {
  const cwd = temporaryFolder({
    'events.ndjson': `${ndjson([{ a: { b: 'x' } }, { _id: '1', _source: { 'a.b': 'y' } }])}broken\n${ndjson([{ 'a.b': ['x'] }])}`,
    'types.json': '{"a.b":"ip"}',
    'table.csv': 'a,b,c\n',
  });
  const match = (...args: readonly string[]) => {
    const { status, stdout } = rulewright(['match', ...args], { cwd });
    return [status, ...jsonLinesOf(stdout)];
  };
  it('answers a line per document', () => {
    const answers = match('a.b: x', '--events', 'events.ndjson');
    assert.deepEqual([...answers.slice(0, 3), answers[4]], [1, true, false, true]);
    assert.match((answers[3] as { error: string }).error, /^events\.ndjson:3: not JSON/);
  });
  it('a type error is the answer for every document', () => {
    const [status, ...answers] = match(
      'a.b: x*',
      '--events',
      'events.ndjson',
      '--field-types',
      'types.json',
    );
    assert.equal(status, 1);
    assert.equal(answers.length, 4);
    assert.match((answers[0] as { error: string }).error, /would fail in Kibana/);
  });
  it('answers Lucene queries', () => {
    const [status, ...answers] = match(
      'a.b:/x+/',
      '--language',
      'lucene',
      '--events',
      'events.ndjson',
    );
    assert.equal(status, 1, 'a line is broken');
    assert.deepEqual([answers[0], answers[1], answers[3]], [true, false, true]);
  });
  it('warns of text without a field', () => {
    const warnings = (query: string): string =>
      rulewright(['match', query, '--events', 'events.ndjson'], { cwd }).stderr;
    assert.equal(
      warnings('a.b: y and a.b = x'),
      'warning free-text: a.b = x has no field, so it is searched in all default fields of the index. A field and its value are parted by a colon.\n',
    );
    assert.equal(warnings('a.b: (x or y)'), '');
  });
  it('dates are relative to --now', () => {
    const folder = temporaryFolder({ 'events.ndjson': '{"@timestamp":"2026-01-01T11:30:00Z"}' });
    const at = (now: string) =>
      rulewright(['match', '@timestamp >= "now-1h"', '--events', 'events.ndjson', '--now', now], {
        cwd: folder,
      }).stdout;
    assert.equal(at('2026-01-01T12:00:00Z'), 'true\n');
    assert.equal(at('2026-01-01T12:30:00.001Z'), 'false\n');
  });
  it('a batch, in order, broken lines included', () => {
    const input = [
      { query: 'a:x', document: { a: 'x' } },
      { query: 'a:x', document: { a: 'y' } },
      { query: 'a:x*', fieldTypes: { a: 'ip' }, document: { a: '::1' } },
      { query: 'a:10.0.0.0/8', fieldTypes: { a: 'ip' }, document: { a: '10.1.2.3' } },
      { query: 'a:', document: {} },
      { query: 'a:x', fieldTypes: { a: 'number' }, document: {} },
      { query: 'a:x' },
      { query: 'a:x', language: 'eql', document: {} },
      { query: 'a:x AND NOT b:y', language: 'lucene', document: { a: 'x' } },
      { query: 'a:x*', language: 'lucene', fieldTypes: { a: 'ip' }, document: { a: '::1' } },
      { query: 'a:(x', language: 'lucene', document: { a: 'x' } },
      { query: 'not a:x', document: {} },
    ].map((line) => JSON.stringify(line));
    // Numbers count as they are spelled; those of the mapping are plain.
    input.push('{"query":"a:1.0","fieldTypes":{"a":"keyword"},"document":{"a":1.0}}');
    input.push(
      '{"query":"a:1","fieldTypes":{"a":{"type":"keyword","ignore_above":1e2}},"document":{"a":1.0}}',
    );
    const { status, stdout } = rulewright(['match', '--batch'], {
      input: ['broken', ...input].join('\n'),
    });
    assert.equal(status, 0);
    const results = jsonLinesOf(stdout).map(
      (line) => (line as { result: boolean | { error: string } }).result,
    );
    assert.deepEqual(
      results.map((result) => (typeof result === 'boolean' ? result : 'error')),
      [
        ...['error', true, false, 'error', true, 'error', 'error', 'error', 'error'],
        ...[true, 'error', 'error', true, true, false],
      ],
    );
  });
  const usage: readonly (readonly [readonly string[], RegExp])[] = [
    [['--events', 'events.ndjson'], /match needs a QUERY/],
    [['a:x'], /match needs --events/],
    [['a:x', '--events', 'table.csv'], /table\.csv: expected events as NDJSON/],
    [['a:x', '--events', 'missing'], /missing does not exist/],
  ];
  for (const [args, message] of usage)
    it(`exit code 2: match ${args.join(' ')}`, () => {
      const { status, stderr } = rulewright(['match', ...args], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
});
