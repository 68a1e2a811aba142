// Bundles of ATT&CK on a disk: which one holds for a folder, what is read of it, and what is said of a broken one.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { AttackBundles, namedAttack } from '../../../server/src/workspace/attack/attackBundles';
import type { BundleOptions } from '../../../server/src/workspace/attack/attackBundles';
import { cachedBundle } from '../../../server/src/workspace/attack/cachedBundle';
import { BundleFinder, versionOfName } from '../../../server/src/workspace/attack/findBundle';
import { readBundle } from '../../../server/src/workspace/attack/readBundle';
import { FileError } from '../../../server/src/workspace/fileSystem';
import type { FileSystem } from '../../../server/src/workspace/fileSystem';
import { unpackedBytes } from '../../../server/src/workspace/unpackedFile';
import { memoryFiles } from '../../support/memoryFiles';
import { sampleOf } from '../../support/samples';
import { stixBundle } from '../../support/stixBundle';

const text = stixBundle({
  techniques: [{ id: 'T1053', name: 'Timed Work', tactics: ['persistence'] }],
});

/** A disk with one file of any bytes, which counts how often it is read. */
function oneFile(name: string, bytes: Uint8Array): FileSystem & { readonly reads: () => number } {
  let reads = 0;
  const sample = sampleOf(bytes, 1 << 10, name);
  return {
    ...memoryFiles({ [name]: '' }),
    sizeOf: () => bytes.length,
    openSample: () => ({
      ...sample,
      version: '1',
      *blocks() {
        reads++;
        yield* sample.blocks();
      },
    }),
    reads: () => reads,
  };
}

describe('the bundle of a folder', () => {
  const rows: readonly (readonly [files: readonly string[], found: string | undefined])[] = [
    [[], undefined],
    [['/w/rules/enterprise-attack.json'], '/w/rules/enterprise-attack.json'],
    [['/w/enterprise-attack-18.1.json'], '/w/enterprise-attack-18.1.json'],
    [['/w/etc/attack-v18.1.0.json.gz'], '/w/etc/attack-v18.1.0.json.gz'],
    [
      ['/w/detection_rules/etc/attack-v18.1.0.json.gz'],
      '/w/detection_rules/etc/attack-v18.1.0.json.gz',
    ],
    [
      ['/w/enterprise-attack.json', '/w/rules/enterprise-attack-9.json'],
      '/w/rules/enterprise-attack-9.json',
    ],
    [
      ['/w/etc/enterprise-attack-9.0.json', '/w/etc/enterprise-attack-18.1.json'],
      '/w/etc/enterprise-attack-18.1.json',
    ],
    [
      ['/w/etc/enterprise-attack-18.1.json', '/w/etc/enterprise-attack.json'],
      '/w/etc/enterprise-attack.json',
    ],
    [['/w/other/enterprise-attack.json', '/w/rules/linux/enterprise-attack.json'], undefined],
    [
      ['/w/mobile-attack.json', '/w/enterprise-attack-layer.json', '/w/attack-crosswalk.json'],
      undefined,
    ],
  ];
  for (const [files, found] of rows)
    it(`of ${files.join(', ')}`, () => {
      const disk = memoryFiles(
        Object.fromEntries([...files, '/w/rules/a.toml'].map((f) => [f, ''])),
      );
      assert.equal(new BundleFinder(disk).find('/w/rules'), found);
    });

  it('is not looked for in a folder that is closed to us', () => {
    const disk: FileSystem = {
      ...memoryFiles({ '/w/enterprise-attack.json': '', '/w/rules/a.toml': '' }),
      listFolder: (folder) => {
        throw new FileError(`${folder} may not be read`);
      },
    };
    assert.equal(new BundleFinder(disk).find('/w/rules'), undefined);
  });

  it('tells its version by its name', () => {
    assert.deepEqual(
      [
        '/w/attack-v18.1.0.json.gz',
        'enterprise-attack-19.json',
        'enterprise-attack-v17.1.json',
        'enterprise-attack.json.gz',
      ].map(versionOfName),
      ['18.1', '19', '17.1', ''],
    );
  });
});

describe('reading a bundle', () => {
  const bytes = Buffer.from(text);
  const packed = gzipSync(bytes);

  it('packed or not gives the same', () => {
    const plain = readBundle('b.json', oneFile('b.json', bytes));
    assert.deepEqual(
      plain.techniques.map(({ name }) => name),
      ['Timed Work'],
    );
    const { source, ...rest } = readBundle('b.json.gz', oneFile('b.json.gz', packed));
    assert.equal(source.name, 'b.json.gz');
    assert.deepEqual(rest, { tactics: plain.tactics, techniques: plain.techniques });
  });

  const lines = text.split('\n');
  const changed = (line: number, from: string, to: string): string =>
    lines.map((each, at) => (at === line - 1 ? each.replace(from, to) : each)).join('\n');
  const broken: readonly (readonly [what: string, content: string, message: RegExp])[] = [
    ['nothing', '', /^b\.json is no STIX bundle: .*, found no objects$/],
    ['no bundle', '{"layer": [1]}', /^b\.json is no STIX bundle: expected .*, found no objects$/],
    ['another kind', '{"type": "layer"}', /is no STIX bundle: .*, found the type "layer"$/],
    [
      'a broken object',
      changed(6, '"name"', 'name'),
      /^b\.json, line 6, column 5: .*found a value that is no JSON/,
    ],
    [
      'a broken member',
      changed(3, '"bundle--1"', 'bundle'),
      /^b\.json, line 3, column 9: .*no JSON/,
    ],
    ['a missing comma', changed(6, '},', '}'), /^b\.json, line 6, column 5: /],
    [
      'a number',
      changed(5, lines[4] ?? '', '    7,'),
      /^b\.json, line 5, column 5: .*found 7 as a STIX object$/,
    ],
    [
      'a cut-off end',
      lines.slice(0, 6).join('\n'),
      /^b\.json, line 6, column \d+: .*found the end of the file within the JSON$/,
    ],
    [
      'no technique',
      stixBundle({ techniques: [] }),
      /^b\.json holds no techniques of ATT&CK for Enterprise$/,
    ],
    ['no tactic', stixBundle({ techniques: [], tactics: [] }), /^b\.json holds no tactics of/],
  ];
  for (const [what, content, message] of broken)
    it(`tells of ${what}`, () => {
      assert.throws(
        () => readBundle('b.json', memoryFiles({ 'b.json': content })),
        (error) => error instanceof FileError && message.test(error.message),
      );
    });

  it('gives tables or one sentence, whatever stands in the file', () => {
    let refused = 0;
    for (let at = 0; at < text.length; at++)
      for (const put of ['', '"', ',', '}', ']', '{', '\\']) {
        const content = text.slice(0, at) + put + text.slice(at + 1);
        try {
          readBundle('b.json', memoryFiles({ 'b.json': content }));
        } catch (error) {
          assert.ok(error instanceof FileError, content);
          refused++;
        }
      }
    assert.ok(refused > text.length);
  });

  it('tells of a damaged archive, and of one that unpacks to more than any bundle', () => {
    assert.throws(
      () => readBundle('b.json.gz', oneFile('b.json.gz', packed.subarray(0, 90))),
      /^FileError: b\.json\.gz is damaged \(/,
    );
    const disk = oneFile('b.json.gz', packed);
    const most = packed.length;
    assert.throws(() => unpackedBytes('b.json.gz', disk, most), /holds more than 0 MB$/);
    assert.throws(() => unpackedBytes('b.json.gz', disk, most - 1), /holds more than 0 MB$/);
    assert.deepEqual(unpackedBytes('b.json.gz', disk, bytes.length), bytes);
  });
});

describe('ATT&CK in force', () => {
  const nameIn = (disk: FileSystem, folder: string, options?: BundleOptions): unknown =>
    new AttackBundles(disk, options).catalogIn(folder).current.findTechnique('T1053')?.name;

  it('is the bundle, else what is built in', () => {
    const disk = memoryFiles({ '/v/etc/enterprise-attack.json': text, '/v/rules/a.toml': '' });
    assert.equal(nameIn(disk, '/v/rules'), 'Timed Work');
    assert.equal(nameIn(disk, '/elsewhere'), 'Scheduled Task/Job');
  });

  it('is read once per content', () => {
    const disk = oneFile('/once/enterprise-attack.json', Buffer.from(text));
    for (let times = 0; times < 3; times++) assert.equal(nameIn(disk, '/once'), 'Timed Work');
    assert.equal(disk.reads(), 1);
  });

  it('is what is built in where the bundle is broken, which is said once', () => {
    const said: string[] = [];
    const disk = memoryFiles({ '/x/enterprise-attack.json': '{"objects": [1]}', '/x/a/b': '' });
    const bundles = new AttackBundles(disk, {
      complain: (words) => said.push(words),
    });
    for (const folder of ['/x', '/x/a']) assert.equal(bundles.catalogIn(folder), builtInAttack);
    assert.deepEqual(said, [
      '/x/enterprise-attack.json, line 1, column 14: expected the objects of a STIX bundle, found 1 as a STIX object. The built-in tables of ATT&CK are used.',
    ]);
  });

  it('is no guess where a named bundle cannot be used', () => {
    const disk = memoryFiles({ '/y/b.json': '{}' });
    assert.throws(() => namedAttack('/y/b.json', disk), FileError);
    assert.throws(() => namedAttack('/y/absent.json', disk), FileError);
  });
});

describe('the cache of bundles', () => {
  it('spares reading the same content again, under whatever name', () => {
    const kept = new Map<string, Uint8Array>();
    let writes = 0;
    const cache = {
      read: (name: string) => kept.get(name),
      write(name: string, bytes: Uint8Array): void {
        writes++;
        kept.set(name, bytes);
      },
    };
    const of = (name: string, content: string): unknown =>
      cachedBundle(name, oneFile(name, Buffer.from(content)), cache);
    const read = (name: string, content: string): unknown =>
      readBundle(name, oneFile(name, Buffer.from(content)));
    for (const name of ['a.json', 'b.json']) {
      assert.deepEqual(of(name, text), read(name, text));
      assert.equal(writes, 1);
    }
    const other = stixBundle({ version: '', techniques: [{ id: 'T1001', name: 'x' }] });
    for (const name of ['enterprise-attack-17.json', 'enterprise-attack-18.json'])
      assert.deepEqual(of(name, other), read(name, other));
    assert.equal(writes, 3);
    for (const name of kept.keys()) kept.set(name, Buffer.from('{"source'));
    assert.deepEqual(of('a.json', text), read('a.json', text));
  });
});
