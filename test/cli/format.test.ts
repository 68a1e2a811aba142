// `rulewright format`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { rulewright, temporaryFolder } from '../support/commandLine';

const rule = (query: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nquery = '''\n${query}\n'''\n`;
const cwd = temporaryFolder({
  'good/a.toml': rule('a:b and c:d'),
  'bad/a.toml': rule('a:b  and\nc:d'),
  'write/a.toml': rule('a:b  and c:d'),
  'write/b.toml': rule('a:b and c:d'),
  'write/broken.toml': rule('a:b  and (c:d'),
  'write/other.toml': '[project]\nquery = "a:b  and c:d"\n',
  'order/a.toml': '[rule]\ntype = "query"\nname = "x"\n',
  'own/a.toml': rule('process.name:aaaaaaaaaaaaaaaa and process.args:bbbbbbbbbbbbbb'),
  'own/narrow.toml': '[format]\nlineWidth = 40\n',
  'own/wrong.toml': '[format]\nlineWith = 40\n',
});
const format = (...args: readonly string[]) => rulewright(['format', ...args], { cwd });
const read = (file: string): string => readFileSync(path.join(cwd, file), 'utf8');

describe('rulewright format', () => {
  it('--check prints what would change and writes nothing', () => {
    const before = read('bad/a.toml');
    const { status, stdout } = format('--check', 'good', 'bad');
    assert.equal(status, 1);
    assert.equal(
      stdout,
      'bad/a.toml\n@@ line 5 @@\n- a:b  and\n- c:d\n+ a:b and\n+   c:d\n2 rules looked at, 1 would change\n',
    );
    assert.equal(read('bad/a.toml'), before);
    assert.equal(format('--check', 'good').status, 0);
  });

  it('writes the files that change, and leaves the rest alone', () => {
    const broken = read('write/broken.toml');
    const { status, stdout, stderr } = format('write');
    assert.equal(status, 0);
    assert.equal(stdout, 'write/a.toml\n3 rules looked at, 1 changed\n');
    assert.match(stderr, /^write\/broken\.toml:5:\d+: error kql-syntax: .* Left alone\.\n$/);
    assert.equal(read('write/a.toml'), rule('a:b and c:d'));
    assert.equal(read('write/broken.toml'), broken);
    assert.equal(read('write/other.toml').includes('  and'), true);
    assert.equal(format('write').stdout, '3 rules looked at, 0 changed\n');
  });

  it('--sort-keys', () => {
    assert.equal(format('--sort-keys', 'order').status, 0);
    assert.equal(read('order/a.toml'), '[rule]\nname = "x"\ntype = "query"\n');
  });

  it('takes its settings from the configuration and --width', () => {
    assert.equal(format('--check', 'own/a.toml').status, 0);
    assert.equal(format('--check', '--width', '50', 'own/a.toml').status, 1);
    assert.equal(format('--check', '--config', 'own/narrow.toml', 'own/a.toml').status, 1);
  });

  for (const args of [
    [],
    ['absent'],
    ['--width', 'x', 'good'],
    ['--width', '5', 'good'],
    ['--config', 'own/wrong.toml', 'good'],
  ])
    it(`exit code 2: format ${args.join(' ')}`, () => {
      const { status, stderr } = format(...args);
      assert.equal(status, 2);
      assert.match(stderr, /^rulewright: /);
    });
});
