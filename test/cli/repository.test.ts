// `rulewright check` and the configuration of a rule repository: where its rules are, and what is wrong with it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { rulewright, temporaryFolder } from '../support/commandLine';

const id = (mark: string): string => `${mark.repeat(8)}-0000-4000-8000-${mark.repeat(12)}`;
const rule = (mark: string, more = ''): string =>
  `[metadata]\n[rule]\ntype = "query"\nname = "Rule ${mark}"\nrule_id = "${id(mark)}"\nquery = "user.name: ${mark}"\n${more}`;
const exceptions = (mark: string): string =>
  `[metadata]\ncreation_date = "2026/01/01"\nupdated_date = "2026/01/01"\nlist_name = "L"\nrule_ids = ["${id(mark)}"]\nrule_names = []\n[[exceptions]]\n`;

const cwd = temporaryFolder({
  'own/_config.yaml':
    'rule_dirs: [detections, ../shared]\nbbr_rules_dirs: [blocks]\nfiles:\n  deprecated_rules: etc/gone.json\n',
  'own/etc/gone.json': `{"${id('e')}": {"rule_name": "Gone"}}`,
  'own/detections/a.toml': rule('a', 'building_block_type = "default"\n'),
  'own/drafts/a.toml': rule('a'),
  'own/blocks/b.toml': rule('b'),
  'own/exceptions/known.toml': exceptions('c'),
  'own/exceptions/gone.toml': exceptions('e'),
  'own/exceptions/unknown.toml': exceptions('d'),
  'shared/c.toml': rule('c', `note = "- Rule f - ${id('f')}"\n`),
  'shared/twin.toml': rule('c'),
  'plain/a.toml': rule('a'),
  'plain/b.toml': rule('b'),
  'plain/exceptions/unknown.toml': exceptions('d'),
  'broken/_config.yaml': 'rule_dirs: [rules\nfiles: {}\n',
  'broken/a.toml': rule('a'),
  'missing/_config.yaml':
    'rule_dirs: [rules]\nbypass_tags_validation: "yes"\ntesting:\n  config: tests.yaml\nfiles:\n  version_lock: lock.json\n  deprecated_rules: gone.json\n',
  'missing/tests.yaml': 'unit_tests: ]\n',
  'missing/gone.json': '[',
  'both/_config.yaml': 'testing:\n  config: tests.yaml\n',
  'both/tests.yaml':
    'unit_tests:\n  bypass: [a]\n  test_only: [b]\nrule_validation:\n  bypass: x\n',
  'both/a.toml': rule('a'),
  'missing/a.toml': rule('a'),
});

/** `file code` of the problems with one of the codes. */
function found(
  args: readonly string[],
  codes: readonly string[],
  at: string = cwd,
): readonly string[] {
  const command = ['check', ...args, '--severity', 'hint', '--format', 'json'];
  const { stdout } = rulewright(command, { cwd: at });
  const { problems } = JSON.parse(stdout) as {
    readonly problems: readonly { readonly file: string; readonly code: string }[];
  };
  return problems
    .filter(({ code }) => codes.includes(code))
    .map(({ file, code }) => `${path.relative(cwd, path.resolve(at, file))} ${code}`);
}

describe('rule_dirs', () => {
  it('are checked with their repository, wherever they lie', () => {
    assert.deepEqual(found(['own'], ['duplicate-rule-id']), [
      'shared/c.toml duplicate-rule-id',
      'shared/twin.toml duplicate-rule-id',
    ]);
  });

  it('decide which kind of rule lies where', () => {
    assert.deepEqual(found(['own'], ['rule-folder']), [
      'own/blocks/b.toml rule-folder',
      'own/detections/a.toml rule-folder',
    ]);
  });

  const unknown = ['unknown-rule', 'unknown-rule-mention'];

  it('are where a rule can be unknown, once all are read', () => {
    assert.deepEqual(found(['own'], unknown), [
      'own/exceptions/unknown.toml unknown-rule',
      'shared/c.toml unknown-rule-mention',
    ]);
    assert.deepEqual(found(['own/exceptions'], unknown), []);
    assert.deepEqual(found(['own/exceptions/unknown.toml', 'own/detections'], unknown), []);
  });

  it('are the present folder where no configuration names them', () => {
    assert.deepEqual(found(['.'], unknown, path.join(cwd, 'plain')), [
      'plain/exceptions/unknown.toml unknown-rule',
    ]);
    assert.deepEqual(found(['plain'], unknown), []);
  });
});

describe('a rule that another one has something in common with', () => {
  interface Place {
    readonly file: string;
    readonly line: number;
  }

  it('is named with its place in each format', () => {
    const run = (format: string): string =>
      rulewright(['check', 'shared', '--severity', 'error', '--format', format], { cwd }).stdout;
    const lines = run('text').split('\n');
    const at = lines.findIndex((line) => line.includes('duplicate-rule-id'));
    assert.equal(lines[at + 1], '  see shared/twin.toml:5:11: The same id');
    const { problems } = JSON.parse(run('json')) as {
      readonly problems: readonly { readonly code: string; readonly related?: readonly Place[] }[];
    };
    const json = problems.find(({ code }) => code === 'duplicate-rule-id')?.related;
    assert.deepEqual(
      json?.map(({ file, line }) => [file, line]),
      [['shared/twin.toml', 5]],
    );
    const sarif = JSON.parse(run('sarif')) as {
      readonly runs: readonly {
        readonly results: readonly {
          readonly ruleId: string;
          readonly relatedLocations?: unknown;
        }[];
      }[];
    };
    const result = sarif.runs[0]?.results.find(({ ruleId }) => ruleId === 'duplicate-rule-id');
    assert.deepEqual(result?.relatedLocations, [
      {
        id: 0,
        message: { text: 'The same id' },
        physicalLocation: {
          artifactLocation: { uri: 'shared/twin.toml' },
          region: { startLine: 5, startColumn: 11, endLine: 5, endColumn: 49 },
        },
      },
    ]);
  });
});

describe('a configuration', () => {
  it('that is no YAML is an error at its place', () => {
    const { status, stdout } = rulewright(['check', 'broken/a.toml', '--severity', 'error'], {
      cwd,
    });
    assert.equal(status, 1);
    const line = stdout.split('\n').find((text) => text.includes('repository-config'));
    assert.equal(
      line,
      'broken/_config.yaml:2:1: error repository-config: The file is no table in YAML at this place: nothing in it counts.',
    );
  });

  it('fails a test case of its own', () => {
    const command = ['check', 'broken/a.toml', '--severity', 'error', '--format', 'junit'];
    const { stdout } = rulewright(command, { cwd });
    assert.match(stdout, /tests="2"/);
    assert.match(
      stdout,
      /<testcase name="broken\/_config\.yaml"[^]*?<failure type="repository-config"/,
    );
  });

  it('is told what is wrong in it, and what is missing', () => {
    const { stdout } = rulewright(['check', 'missing', '--severity', 'information'], { cwd });
    const lines = stdout.split('\n').filter((text) => text.includes('repository-config'));
    assert.deepEqual(
      lines.map((text) => text.replace(' repository-config', '')),
      [
        'missing/_config.yaml:1:13: warning: There is no folder `rules`: its rules are not known.',
        'missing/_config.yaml:2:25: warning: `bypass_tags_validation` must be true or false: it counts as false.',
        'missing/_config.yaml:6:17: information: There is no file `lock.json`.',
        'missing/_config.yaml:7:21: warning: `gone.json` is no JSON object: no retired rule is known.',
        'missing/tests.yaml:1:13: error: The file is no table in YAML at this place: nothing in it counts.',
      ],
    );
  });

  it('is told what is wrong in its test configuration', () => {
    const { stdout } = rulewright(['check', 'both'], { cwd });
    const lines = stdout.split('\n').filter((text) => text.includes('repository-config'));
    assert.deepEqual(
      lines.map((text) => text.replace(' repository-config', '')),
      [
        'both/tests.yaml:3:14: error: `bypass` and `test_only` exclude each other: the tests of the repository refuse both.',
        'both/tests.yaml:5:11: warning: `rule_validation.bypass` must be a list: nothing is left out for it.',
      ],
    );
  });
});
