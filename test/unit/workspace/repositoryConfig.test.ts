// What a rule repository leaves out.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCodes } from '../../../server/src/checks';
import {
  bypassSwitches,
  bypassedBySwitches,
  bypassedByTests,
} from '../../../server/src/checks/bypasses';
import { defaultSettings } from '../../../server/src/settings';
import {
  RepositoryConfigs,
  settingsInRepository,
} from '../../../server/src/workspace/repositoryConfig';
import { leavesOut } from '../../../server/src/workspace/testConfig';
import { placeOf, ruleFolderOf } from '../../../server/src/workspace/repositoryLayout';
import { memoryFiles } from '../../support/memoryFiles';

const rule = '/repo/rules/windows/a.toml';
const configs = (files: Readonly<Record<string, string>>): RepositoryConfigs =>
  new RepositoryConfigs(memoryFiles({ [rule]: '', ...files }));
const offIn = (files: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(configs(files).configFor(rule).severities);

describe('_config.yaml', () => {
  it('of no repository leaves nothing out', () => {
    assert.deepEqual(offIn({}), []);
    assert.deepEqual(offIn({ '/repo/_config.yaml': 'rule_dirs: [rules]\n' }), []);
    assert.deepEqual(offIn({ '/repo/_config.yaml': ': {' }), []);
  });

  it('switches validations off', () => {
    const text = 'bypass_tags_validation: true\nbypass_version_lock: false\n';
    const codes = offIn({ '/repo/_config.yaml': text });
    assert.ok(codes.includes('index-tag') && codes.includes('tactic-tag'));
    assert.ok(!codes.includes('locked-version') && !codes.includes('timeline'));
  });

  it('switches all optional validations off at once, but no versions', () => {
    const text = 'bypass_optional_elastic_validation: True\n';
    const codes = offIn({ '/repo/detection_rules/etc/_config.yaml': text });
    assert.ok(codes.includes('timeline') && codes.includes('setup-heading'));
    assert.ok(!codes.includes('locked-version'));
  });

  it('names a test configuration beside it', () => {
    const files = {
      '/repo/_config.yaml': 'testing:\n  config: etc/tests.yaml\nno_tactic_filename: true\n',
      '/repo/etc/tests.yaml':
        'unit_tests:\n  bypass:\n    - tests.test_all_rules.TestRuleTags.test_required_tags\nrule_validation:\n  bypass:\n    - "x"\n',
    };
    assert.deepEqual([...offIn(files)].sort(), ['file-name-tactic', 'index-tag']);
    assert.deepEqual(configs(files).configFor(rule).bypassedRules, ['x']);
  });

  const onlySome =
    'unit_tests:\n  bypass:\n  test_only:\n    - pattern:*TestRuleTags*\nrule_validation:\n  test_only: ["x"]\n';

  it('names the tests and rules that alone count', () => {
    const files = {
      '/repo/_config.yaml': 'testing: {config: tests.yaml}\n',
      '/repo/tests.yaml': onlySome,
    };
    const off = offIn(files);
    assert.ok(off.includes('timeline') && off.includes('maxspan'));
    assert.ok(!off.includes('index-tag') && !off.includes('missing-key'));
    const config = configs(files).configFor(rule);
    assert.ok(leavesOut(config, 'y') && !leavesOut(config, 'x'));
    const none = { ...files, '/repo/tests.yaml': 'unit_tests: {test_only: []}\n' };
    assert.ok(offIn(none).includes('index-tag'));
    assert.ok(!leavesOut(configs(none).configFor(rule), 'y'));
    assert.deepEqual(offIn({ ...files, '/repo/tests.yaml': 'unit_tests: {test_only: }\n' }), []);
  });

  it('gives way to the test configuration that the environment names', () => {
    const files = memoryFiles({
      [rule]: '',
      '/repo/_config.yaml': 'bypass_version_lock: true\ntesting: {config: tests.yaml}\n',
      '/repo/tests.yaml': 'rule_validation: {bypass: ["x"]}\n',
      '/etc/tests.yaml': 'rule_validation: {bypass: ["y"]}\n',
      '/alone/a.toml': '',
    });
    const environment = { DETECTION_RULES_TEST_CONFIG: '/etc/tests.yaml' };
    const named = new RepositoryConfigs(files, environment);
    assert.deepEqual(named.configFor(rule).bypassedRules, ['y']);
    assert.deepEqual(Object.keys(named.configFor(rule).severities), ['locked-version']);
    assert.deepEqual(named.configFor('/alone/a.toml').bypassedRules, ['y']);
    assert.deepEqual(new RepositoryConfigs(files).configFor(rule).bypassedRules, ['x']);
  });

  it('is joined by the environment', () => {
    const files = memoryFiles({ [rule]: '' });
    const codes = (environment: Readonly<Record<string, string>>): readonly string[] =>
      Object.keys(new RepositoryConfigs(files, environment).configFor(rule).severities);
    assert.ok(codes({ DR_BYPASS_TAGS_VALIDATION: 'True' }).includes('index-tag'));
    assert.deepEqual(codes({ DR_BYPASS_TAGS_VALIDATION: '', BYPASS_TAGS_VALIDATION: '1' }), []);
  });

  it('is overruled by the settings', () => {
    const config = {
      severities: { 'index-tag': 'off', timeline: 'off' },
      bypassedRules: ['x'],
    } as const;
    const settings = { ...defaultSettings, checks: { severity: { timeline: 'error' } } } as const;
    const level = (id: string): unknown =>
      settingsInRepository(settings, config, id).checks.severity;
    assert.deepEqual(level('y'), { 'index-tag': 'off', timeline: 'error' });
    assert.equal(Object.keys(level('x') as object).length, checkCodes.length);
  });
});

describe('bypasses', () => {
  it('name checks that there are', () => {
    const codes = [
      ...Object.keys(bypassedBySwitches(bypassSwitches)),
      ...Object.keys(bypassedByTests(['pattern:*'])),
    ];
    assert.ok(codes.length > 20);
    for (const code of codes) assert.ok(checkCodes.includes(code), code);
  });

  it('take patterns, and need every test of a check', () => {
    assert.deepEqual(Object.keys(bypassedByTests(['pattern:*elastic_license*'])), ['license']);
    const one = 'tests.test_all_rules.TestRuleTiming.test_eql_lookback';
    const other = 'tests.test_all_rules.TestRuleTiming.test_eql_interval_to_maxspan';
    assert.deepEqual(Object.keys(bypassedByTests([one])), []);
    assert.deepEqual(Object.keys(bypassedByTests([one, other])), ['maxspan']);
  });
});

describe('rule_dirs and bbr_rules_dirs', () => {
  const yaml = 'rule_dirs: [detections, ../shared]\nbbr_rules_dirs: [detections/blocks]\n';
  const repository = configs({
    '/repo/_config.yaml': `${yaml}files:\n  deprecated_rules: etc/gone.json\n`,
    '/repo/etc/gone.json': '{"x": {}}',
    '/repo/detections/aws/a.toml': '',
    '/shared/b.toml': '',
  });
  const layout = repository.adopt('/repo').layout;

  it('are read from where the file stands', () => {
    assert.deepEqual(layout, {
      file: '/repo/_config.yaml',
      ruleFolders: ['/repo/detections', '/shared'],
      blockFolders: ['/repo/detections/blocks'],
      retiredIds: ['x'],
    });
    assert.equal(
      configs({ '/repo/_config.yaml': 'rule_dirs: []' }).adopt('/repo').layout,
      undefined,
    );
  });

  it('hold for rules elsewhere once the repository is known', () => {
    assert.equal(repository.configFor('/shared/b.toml').layout, layout);
    const files = memoryFiles({ '/repo/_config.yaml': yaml, '/shared/b.toml': '' });
    const fileOf = (environment: Readonly<Record<string, string>>): string | undefined =>
      new RepositoryConfigs(files, environment).configFor('/shared/b.toml').layout?.file;
    assert.equal(fileOf({}), undefined);
    assert.equal(fileOf({ CUSTOM_RULES_DIR: '/repo' }), '/repo/_config.yaml');
  });

  it('tell what a folder holds', () => {
    assert.ok(layout);
    const blocks = ['blocks'];
    assert.deepEqual(ruleFolderOf(layout, '/repo/detections/aws/s3/a.toml'), {
      name: 'detections',
      holds: 'rules',
      below: ['aws', 's3'],
      blocks,
    });
    assert.deepEqual(ruleFolderOf(layout, '/repo/detections/blocks/a.toml'), {
      name: 'blocks',
      holds: 'blocks',
      below: [],
      blocks,
    });
    assert.equal(ruleFolderOf(layout, '/repo/drafts/a.toml'), undefined);
    assert.equal(ruleFolderOf(layout, '/repo/detections2/a.toml'), undefined);
  });

  const rows: readonly (readonly [what: string, read: readonly string[], isWhole: boolean])[] = [
    ['all folders', ['/repo', '/shared'], true],
    ['a folder around them', ['/'], true],
    ['a part of them', ['/repo'], false],
    ['nothing', [], false],
  ];
  for (const [what, read, isWhole] of rows)
    it(`are known as a whole where ${what} is read: ${isWhole}`, () => {
      const known = { folders: { read, roots: read }, countIn: () => 1 };
      const place = placeOf(layout, '/repo/exceptions/a.toml', known);
      assert.deepEqual(place, {
        repository: '/repo/_config.yaml beside',
        whole: isWhole ? '/repo/_config.yaml' : undefined,
        retiredIds: ['x'],
      });
    });

  it('decide where they are absent by the open folder, if it has several rules', () => {
    const isWhole = (root: string, count: number): boolean =>
      placeOf(undefined, '/repo/a.toml', {
        folders: { read: ['/'], roots: [root] },
        countIn: () => count,
      }).whole === '';
    assert.deepEqual(
      [isWhole('/repo', 2), isWhole('/repo', 1), isWhole('/else', 2)],
      [true, false, false],
    );
  });
});
