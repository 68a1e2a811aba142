// `--cache`: what is kept of a large schema file, where, and how to do without.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { rulewright, temporaryFolder } from '../support/commandLine';
import type { Finished } from '../support/commandLine';

const schema = (type: string): Uint8Array =>
  gzipSync(JSON.stringify({ aws: { '2.1.0': { cloudtrail: { 'aws.mine': type } } } }));

const etc = 'detection_rules/etc';

function checkout(): string {
  return temporaryFolder({
    [`${etc}/integration-schemas.json.gz`]: schema('ip'),
    'rules/rule.toml': '[rule]\nname = "A rule"\nindex = ["logs-aws.cloudtrail-*"]\n',
  });
}

const explain = (cwd: string, ...options: readonly string[]): Finished =>
  rulewright(['explain-field', 'aws.mine', '--rule', 'rules/rule.toml', ...options], {
    cwd,
    cache: path.join(cwd, 'home'),
  });

const kept = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

describe('--cache', () => {
  it('keeps the integration schema in the customary folder, by its content', () => {
    const cwd = checkout();
    const folder = path.join(cwd, 'home/rulewright');
    const expected =
      /^aws\.mine {2}ip {2}\(workspace schema integration-schemas aws 2\.1\.0 cloudtrail\)/;
    for (let i = 0; i < 2; i++) {
      assert.match(explain(cwd).stdout, expected);
      assert.equal(kept(folder).length, 1);
    }
    writeFileSync(path.join(cwd, etc, 'integration-schemas.json.gz'), schema('long'));
    assert.match(explain(cwd).stdout, /^aws\.mine {2}long /);
    assert.equal(kept(folder).length, 2);
  });

  it('names another folder, or none', () => {
    const cwd = checkout();
    assert.match(explain(cwd, '--cache', 'here').stdout, /ip/);
    assert.equal(kept(path.join(cwd, 'here')).length, 1);
    const [name = ''] = kept(path.join(cwd, 'here'));
    writeFileSync(path.join(cwd, 'here', name), 'broken');
    assert.match(explain(cwd, '--cache=here').stdout, /ip/);
    assert.notEqual(readFileSync(path.join(cwd, 'here', name), 'utf8'), 'broken');
    assert.match(explain(cwd, '--cache', 'none').stdout, /ip/);
    assert.deepEqual(kept(path.join(cwd, 'home')), []);
    assert.deepEqual(kept(path.join(cwd, 'none')), []);
  });

  it('is refused without a folder or twice', () => {
    const cwd = checkout();
    for (const [options, message] of [
      [['--cache'], /--cache needs a folder/],
      [['--cache', '--format', 'json'], /--cache needs a folder/],
      [['--cache', 'a', '--cache=b'], /--cache is given twice/],
    ] as const) {
      const { status, stderr } = explain(cwd, ...options);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
  });
});
