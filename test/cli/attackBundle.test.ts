// A STIX bundle of ATT&CK on the command line: found above the files or named, in force for check and attack.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bundleCatalog } from '../../server/src/catalog/attackCatalog';
import { readBundle } from '../../server/src/workspace/attack/readBundle';
import { threatBlock } from '../../server/src/services/threatBlock';
import { jsonLinesOf, rulewright, temporaryFolder } from '../support/commandLine';
import type { Finished } from '../support/commandLine';
import { memoryFiles } from '../support/memoryFiles';
import { stixBundle } from '../support/stixBundle';

const bundle = stixBundle({
  version: '17.1',
  techniques: [
    { id: 'T1053', name: 'Timed Work', tactics: ['persistence'] },
    { id: 'T1060', name: 'Old', status: 'revoked', replacedBy: 'T1053', tactics: ['persistence'] },
    { id: 'T9001', name: 'Own', tactics: ['execution'], description: 'Does it.' },
  ],
});
const { current } = bundleCatalog(readBundle('b.json', memoryFiles({ 'b.json': bundle })));
const rule = (technique: string): string =>
  `[metadata]\n[rule]\nname = "x"\ntype = "query"\n${threatBlock({ tactic: 'TA0003', techniques: [technique] }, current)}\n`;

const name = 'detection_rules/etc/attack-v17.1.0.json.gz';
const inCheckout = { 'rules/linux/a.toml': rule('T1053'), 'rules/linux/b.toml': rule('T1060') };
const checkout = temporaryFolder({ ...inCheckout, [name]: gzipSync(bundle) });

/** Codes of the problems of a mapping. */
function problems({ stdout }: Finished): readonly string[] {
  const { problems: found } = JSON.parse(stdout) as {
    readonly problems: readonly { readonly code: string; readonly message: string }[];
  };
  return found.filter(({ code }) => code.startsWith('attack-')).map(({ message }) => message);
}

describe('rulewright with a bundle of the checkout', () => {
  it('check takes names and successors from it', () => {
    const finished = rulewright(['check', 'rules', '--format', 'json'], { cwd: checkout });
    assert.deepEqual(problems(finished), [
      '`T1060` is revoked in ATT&CK. Its successor is `T1053` (Timed Work).',
    ]);
  });

  it('attack names it as the source', () => {
    const { stdout } = rulewright(['attack', 't1060', '--format', 'json'], {
      cwd: `${checkout}/rules/linux`,
    });
    const { version, source, status, replacedBy } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual([version, status, replacedBy], ['17.1', 'revoked', 'T1053']);
    assert.match(String(source), /detection_rules.etc.attack-v17\.1\.0\.json\.gz$/);
    const text = rulewright(['attack', 'T9001'], { cwd: checkout }).stdout;
    assert.match(
      text,
      /^T9001 {2}Own {2}\(technique, MITRE ATT&CK 17\.1\)\nDoes it\.\nText of MITRE/,
    );
    assert.match(text, /\nSource: .*attack-v17\.1\.0\.json\.gz\n$/);
  });

  it('attack answers as another version where that is asked for', () => {
    const args = ['attack', '--batch', '--attack-version', '18'];
    const { stdout } = rulewright(args, { cwd: checkout, input: '{"id":"T1053"}\n' });
    assert.deepEqual(
      (jsonLinesOf(stdout) as readonly Record<string, unknown>[]).map(({ source }) => source),
      ['built-in'],
    );
  });

  it('coverage counts by it', () => {
    const { stdout } = rulewright(['attack', '--coverage', 'rules'], { cwd: checkout });
    assert.match(stdout, /\n {2}T1053 {2}Timed Work: 1\n/);
    assert.match(stdout, /\(version 17\.1, .*attack-v17\.1\.0\.json\.gz\)\n/);
    assert.match(stdout, /\nT1060 is not current in this version: 1 rule\n/);
  });
});

describe('rulewright --attack FILE', () => {
  const folder = temporaryFolder({ ...inCheckout, 'other.json': bundle, 'broken.json': '{' });

  it('takes the bundle', () => {
    const args = ['check', 'rules', '--format', 'json'];
    assert.equal(problems(rulewright(args, { cwd: folder })).length > 1, true);
    assert.deepEqual(problems(rulewright([...args, '--attack', 'other.json'], { cwd: folder })), [
      '`T1060` is revoked in ATT&CK. Its successor is `T1053` (Timed Work).',
    ]);
    const { stdout } = rulewright(['attack', 'T9001', '--attack', 'other.json'], { cwd: folder });
    assert.match(stdout, /^T9001 {2}Own /);
  });

  it('refuses one that cannot be used', () => {
    for (const [file, message] of [
      ['absent.json', /absent\.json does not exist/],
      ['broken.json', /broken\.json, line 1, column 2: expected .* found the end of the file/],
    ] as const)
      for (const args of [
        ['check', 'rules'],
        ['attack', 'T1053'],
      ]) {
        const { status, stderr } = rulewright([...args, '--attack', file], { cwd: folder });
        assert.equal(status, 2, args.join(' '));
        assert.match(stderr, message);
      }
  });
});

describe('rulewright with a broken bundle of the checkout', () => {
  it('says so once, and goes by what is built in', () => {
    const broken = temporaryFolder({ ...inCheckout, 'enterprise-attack.json': '{"objects": [' });
    const { stderr, stdout } = rulewright(['check', 'rules', '--format', 'json'], { cwd: broken });
    assert.match(
      stderr,
      /^.*enterprise-attack\.json, line 1, column 14: expected the objects of a STIX bundle, found the end of the file within the JSON\. The built-in tables of ATT&CK are used\.\n$/,
    );
    assert.ok(
      problems({ status: 0, stderr, stdout }).includes('`T1053` is called "Scheduled Task/Job".'),
    );
  });
});
