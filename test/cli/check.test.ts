// `rulewright check`: formats, fixes and configuration.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { rulewright, temporaryFolder } from '../support/commandLine';

const good = readFileSync('samples/rules/windows/persistence_scheduled_task_update.toml', 'utf8');
/** The rule with another query; rules of one folder each have a mark in name and id. */
const withQuery = (query: string, mark = '0000'): string =>
  good
    .replace(/^query = '''[^]*?'''/m, `query = '''\n${query}\n'''`)
    .replace(/^name = "/m, `name = "${mark} `)
    .replace(/^rule_id = "\w{4}/m, `rule_id = "${mark}`);

const cwd = temporaryFolder({
  'rules/good.toml': withQuery('process.name: a', 'aaaa'),
  'rules/bad.toml': withQuery('process.name: "cmd*" and source.ip: 10.*', 'bbbb'),
  'rules/hint.toml': withQuery('process.name: *a', 'cccc'),
  'fix/twice.toml': withQuery('process.name: (a or b or a) AND process.name: *'),
  'types/rule.toml': withQuery('process.nmae: a'),
  'types/own.json': '{"process.nmae":"keyword"}',
  'types/file.toml': 'fieldTypes = "own.json"\n',
  'types/table.toml': '[fieldTypes]\n"process.nmae" = { type = "keyword" }\n',
  'off.toml': '[checks.severity]\nquoted-wildcard = "off"\nwildcard-type = "hint"\n',
  'raise.toml': '[checks.severity]\nleading-wildcard = "error"\n',
  'broken/syntax.toml': 'a = \n',
  'broken/key.toml': 'simples = []\n',
  'broken/type.toml': '[fieldTypes]\n"a.b" = "keyword"\n"a.c" = "keywrd"\n',
  'broken/level.toml': '[checks.severity]\nquoted-wildcard = "loud"\n',
  'broken/code.toml': '[checks.severity]\nquoted-wildcards = "off"\n',
  'here/rulewright.toml': '[checks.severity]\nmissing-key = "off"\nquoted-wildcard = "off"\n',
  'here/rule.toml': withQuery('process.name: "a*"'),
});
const check = (...args: readonly string[]) => rulewright(['check', ...args], { cwd });

describe('formats', () => {
  it('sarif: a result per problem, each with its rule', () => {
    const { status, stdout } = check('rules', '--format', 'sarif');
    assert.equal(status, 1);
    const log = JSON.parse(stdout) as {
      readonly version: string;
      readonly runs: readonly {
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly level: string;
          readonly fixes?: unknown;
          readonly locations: readonly {
            readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
          }[];
        }[];
      }[];
    };
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    const results = run?.results ?? [];
    assert.deepEqual(
      results.map(({ ruleId, level, locations }) => [
        ruleId,
        level,
        locations[0]?.physicalLocation.artifactLocation.uri,
      ]),
      [
        ['quoted-wildcard', 'warning', 'rules/bad.toml'],
        ['wildcard-type', 'error', 'rules/bad.toml'],
      ],
    );
    for (const { ruleId, ruleIndex, fixes } of results) {
      assert.equal(run?.tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.ok(fixes);
    }
  });

  it('github: a command per problem', () => {
    const { stdout } = check('rules', '--format', 'github', '--severity', 'hint');
    assert.match(
      stdout,
      /^::error file=rules\/bad\.toml,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=wildcard-type::This/m,
    );
    assert.match(stdout, /^::notice file=rules\/hint\.toml,.*title=leading-wildcard::/m);
    const commands = stdout.split('\n').filter((line) => line.startsWith('::'));
    assert.ok(stdout.endsWith(`\n3 rules checked, ${commands.length} problems\n`));
  });

  it('junit: a case per rule, failed where something serious was found', () => {
    const { stdout } = check('rules', '--format', 'junit', '--severity', 'hint');
    assert.match(stdout, /<testsuite name="rulewright check" tests="3" failures="1">/);
    assert.match(
      stdout,
      /<testcase name="rules\/good\.toml" [^>]*>\s*<system-out>.*: hint short-history/,
    );
    assert.match(
      stdout,
      /<testcase name="rules\/bad\.toml" [^>]*>\s*<failure type="quoted-wildcard" message="In quotes/,
    );
    assert.match(stdout, /<testcase name="rules\/hint\.toml" [^>]*>\s*<system-out>/);
  });
});

describe('paths', () => {
  it('are reported without `./`, each file once', () => {
    const { stdout } = check('./rules/bad.toml', 'rules', path.join(cwd, 'rules'));
    assert.match(stdout, /^rules\/bad\.toml:/);
    assert.match(stdout, /^3 rules checked/m);
  });

  it('of files that are no rules are named', () => {
    const { status, stdout, stderr } = check('off.toml', 'types/own.json');
    assert.equal(status, 0);
    assert.equal(stdout, '0 rules checked, no problems\n');
    assert.equal(
      stderr,
      'off.toml: not a detection rule, left alone\ntypes/own.json: not a TOML file, left alone\n',
    );
  });

  for (const file of ['absent', 'off.toml/below', ''])
    it(`that lead nowhere end with 2: "${file}"`, () => {
      const { status, stdout, stderr } = check('rules', file);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^rulewright: .* (does not exist|names no file)\n$/);
    });
});

describe('columns', () => {
  const file = '\ufeff[metadata]\n[rule]\ntype = "query"\n"😀" = 1\n';
  const folder = temporaryFolder({ 'r.toml': file, 'c.toml': '\ufeffx = 1' });

  it('do not count a byte order mark, and count UTF-16 units', () => {
    const { stdout } = rulewright(['check', 'r.toml'], { cwd: folder });
    assert.match(stdout, /^r\.toml:1:1: error missing-key/);
    const { stdout: json } = rulewright(['check', 'r.toml', '--format', 'json'], { cwd: folder });
    assert.match(json, /"line":4,"column":1,"endLine":4,"endColumn":5,"code":"unknown-key"/);
    const { stderr } = rulewright(['check', 'r.toml', '--config', 'c.toml'], { cwd: folder });
    assert.match(stderr, /c\.toml:1:1: /);
  });
});

describe('--fix', () => {
  it('writes the safe fixes of the chosen severity, and nothing else', () => {
    const file = path.join(cwd, 'fix/twice.toml');
    const first = check('fix', '--fix');
    assert.equal(first.stderr, '1 rule fixed\n');
    assert.equal(first.status, 0, first.stdout);
    assert.equal(readFileSync(file, 'utf8'), withQuery('process.name: (a or b)'));
    assert.equal(check('fix', '--fix').stderr, '0 rules fixed\n');
  });

  it('leaves alone what only guesses', () => {
    const before = readFileSync(path.join(cwd, 'rules/bad.toml'), 'utf8');
    assert.equal(check('rules/bad.toml', '--fix').status, 1);
    assert.equal(readFileSync(path.join(cwd, 'rules/bad.toml'), 'utf8'), before);
  });
});

describe('--config', () => {
  it('sets the levels of checks', () => {
    assert.equal(check('rules/bad.toml', '--config', 'off.toml').status, 0);
    assert.equal(check('rules/hint.toml').status, 0);
    assert.equal(check('rules/hint.toml', '--config', 'raise.toml').status, 1);
  });

  it('declares fields, here or in a file beside it', () => {
    assert.match(check('types/rule.toml').stdout, /unknown-field/);
    for (const config of ['types/table.toml', 'types/file.toml'])
      assert.equal(check('types/rule.toml', '--config', config).status, 0, config);
  });

  it('is rulewright.toml of the present folder by itself', () => {
    const here = { cwd: path.join(cwd, 'here') };
    assert.equal(rulewright(['check', 'rule.toml'], here).status, 0);
    assert.equal(check('here/rule.toml').status, 1);
  });

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['broken/missing.toml', /does not exist|no such file/],
    ['broken/syntax.toml', /syntax\.toml:1:\d+: /],
    ['broken/key.toml', /key\.toml:1:1: There is no setting `simples`; did you mean `samples`\?/],
    ['broken/type.toml', /type\.toml:3:9: `fieldTypes\.a\.c` must be .*; did you mean "keyword"\?/],
    [
      'broken/level.toml',
      /level\.toml:2:19: `checks\.severity\.quoted-wildcard` must be one of "error", /,
    ],
    [
      'broken/code.toml',
      /code\.toml:2:1: There is no setting `checks\.severity\.quoted-wildcards`; did you mean `quoted-wildcard`\?/,
    ],
  ];
  for (const [config, message] of mistakes)
    it(`refuses ${config}`, () => {
      const { status, stderr } = check('rules', '--config', config);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
});
