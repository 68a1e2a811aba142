// The integration schema: read as it streams by, looked up in its compact form, kept in a cache by its content.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { FileError } from '../../../server/src/workspace/fileSystem';
import type { FileSystem } from '../../../server/src/workspace/fileSystem';
import { nodeFileSystem, openCacheFolder } from '../../../server/src/workspace/nodeFileSystem';
import { IntegrationIndex } from '../../../server/src/workspace/schemas/integrationIndex';
import { IntegrationScanner } from '../../../server/src/workspace/schemas/integrationScanner';
import { IntegrationTableBuilder } from '../../../server/src/workspace/schemas/integrationTable';
import { integrationTypes } from '../../../server/src/workspace/schemas/integrationTypes';
import {
  findIntegrations,
  makeIntegrations,
  setUpIntegrations,
  settleIntegrations,
} from '../../../server/src/workspace/schemas/integrations';
import {
  allowsStack,
  versionForStack,
} from '../../../server/src/workspace/schemas/packageVersions';
import { namedDataSets, scopeOf } from '../../../server/src/workspace/schemas/ruleScope';
import { temporaryFolder } from '../../support/commandLine';

type Schema = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const schema: Schema = {
  aws: {
    '1.9.0': { cloudtrail: { 'aws.old': 'keyword', 'event.code': 'long' } },
    '1.10.0': {
      ec2: { 'aws.id': 'long', 'aws.zone': 'keyword' },
      cloudtrail: { 'aws.id': 'keyword', 'aws.id.text': 'text', 'aws.Ünï "x" \\': 'ip' },
      empty: {},
    },
  },
  lmd: { '2.0.0': { jobs: ['a]', '{"b'], none: null, few: { f: 1, g: { h: 'long' }, i: 'long' } } },
  nothing: {},
};

/** What the index must hold: data sets that are objects, fields whose type is a text. */
function expected(): readonly string[] {
  return Object.entries(schema).flatMap(([pack, versions]) =>
    Object.entries(versions).flatMap(([version, dataSets]) =>
      Object.entries(dataSets)
        .filter(([, fields]) => typeof fields === 'object' && fields !== null)
        .filter(([, fields]) => !Array.isArray(fields))
        .map(([name, fields]) => {
          const types = Object.entries(fields as object).filter(
            ([, type]) => typeof type === 'string',
          );
          return JSON.stringify([pack, version, name, types.sort()]);
        }),
    ),
  );
}

function held(index: IntegrationIndex): readonly string[] {
  return Object.keys(schema).flatMap((pack) =>
    index
      .versions(pack)
      .flatMap((version) =>
        index
          .dataSetsOf(pack, version)
          .map((name) =>
            JSON.stringify([pack, version, name, [...index.fields(pack, version, name)].sort()]),
          ),
      ),
  );
}

/** One buffer for all blocks, as a reader of files has it. */
function compact(text: string, size: number): Uint8Array {
  const builder = new IntegrationTableBuilder();
  const scanner = new IntegrationScanner(builder);
  const bytes = Buffer.from(text);
  const block = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size)
    scanner.scan(block.subarray(0, bytes.copy(block, 0, at, at + size)));
  scanner.end();
  return builder.finish('source');
}

describe('the compact form of the integration schema', () => {
  for (const size of [1, 2, 3, 7, 64, 4096])
    it(`holds all fields, read in blocks of ${size}`, () => {
      for (const space of [undefined, '\t']) {
        const index = IntegrationIndex.open(
          compact(JSON.stringify(schema, undefined, space), size),
        );
        assert.ok(index);
        assert.deepEqual(held(index), expected());
        assert.deepEqual(index.versions('absent'), []);
        assert.deepEqual([...index.fields('aws', '1.9.0', 'absent')], []);
      }
    });

  it('holds many fields with numbers of any size, equal lists once', () => {
    const fields = (from: number): object =>
      Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`f.${from + i}`, 'long']));
    const first = { a: fields(0), b: fields(0), c: { 'f.0': 'long', 'f.39999': 'long' } };
    const one = compact(JSON.stringify({ p: { '1': first } }), 1 << 16);
    const two = compact(JSON.stringify({ p: { '1': first, '2': first } }), 1 << 16);
    assert.ok(two.length - one.length < 100);
    const index = IntegrationIndex.open(two);
    assert.deepEqual(
      [...(index?.fields('p', '2', 'c') ?? [])],
      [
        ['f.0', 'long'],
        ['f.39999', 'long'],
      ],
    );
    assert.deepEqual(
      [...(index?.fields('p', '1', 'b') ?? [])].map(([name]) => name),
      Object.keys(first.b),
    );
  });

  const broken: readonly string[] = [
    '',
    '{',
    '{"a"}',
    '{"a":{"1":{"s":{"f":"long"}}}',
    '{"a":{"1":{"s":{"f":"lo',
    '{"a" "b"}',
    '{"a":1}}',
    '{"a":[1}',
    '{"a":[1,',
    '{"a":1 2}',
    '{a:1}',
    'nope nope',
    '{"a":{"1":{"s":{"f":"\\q"}}}}',
  ];
  for (const text of broken)
    it(`is not made of ${text === '' ? 'nothing' : text}`, () => {
      assert.throws(() => compact(text, 3), SyntaxError);
    });

  it('is refused when it is damaged, another format, or of another source', () => {
    const bytes = Buffer.from(compact(JSON.stringify(schema), 64));
    assert.ok(IntegrationIndex.open(bytes, 'source'));
    assert.equal(IntegrationIndex.open(bytes, 'other'), undefined);
    for (let length = 0; length < bytes.length; length += 13)
      assert.equal(IntegrationIndex.open(bytes.subarray(0, length)), undefined, `${length} bytes`);
    const head = bytes.readUInt32LE(0);
    for (const at of [0, 3, head + 4, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal(IntegrationIndex.open(changed), undefined, `byte ${at}`);
    }
    const other = Buffer.from(
      bytes.toString('latin1').replace('"format":1', '"format":0'),
      'latin1',
    );
    assert.equal(IntegrationIndex.open(other), undefined);
    for (const text of ['[]', 'null', '5', '"x"', '{}']) {
      const odd = Buffer.alloc(4 + text.length, text);
      odd.writeUInt32LE(text.length);
      odd.write(text, 4);
      assert.equal(IntegrationIndex.open(odd), undefined, text);
    }
  });
});

describe('the cache of the integration schema', () => {
  const files = (): { readonly file: string; readonly cache: string } => {
    const folder = temporaryFolder({ 'etc/schemas.json.gz': gzipSync(JSON.stringify(schema)) });
    return { file: path.join(folder, 'etc/schemas.json.gz'), cache: path.join(folder, 'a/cache') };
  };
  /** Tells how often the file was read. */
  const counting = (): { readonly system: FileSystem; readonly count: () => number } => {
    let count = 0;
    const openSample: FileSystem['openSample'] = (file) => {
      const sample = nodeFileSystem.openSample(file);
      const blocks = (): Iterable<Uint8Array> => {
        count++;
        return sample.blocks();
      };
      return { ...sample, blocks };
    };
    return { system: { ...nodeFileSystem, openSample }, count: () => count };
  };
  const only = (folder: string): string => path.join(folder, readdirSync(folder)[0] ?? '');

  it('is made once and read after that', () => {
    const { file, cache } = files();
    const { system, count } = counting();
    for (const reads of [2, 3]) {
      setUpIntegrations({ cache: openCacheFolder(cache) });
      const index = findIntegrations(file, system);
      assert.ok(index);
      assert.deepEqual(held(index), expected());
      assert.equal(findIntegrations(file, system), index);
      // Once for its sum; to make the compact form once more.
      assert.equal(count(), reads);
    }
    assert.equal(readdirSync(cache).length, 1);
  });

  it('is made anew when it is broken, or the file has changed', () => {
    const { file, cache } = files();
    const folder = openCacheFolder(cache);
    const bytes = makeIntegrations(file, nodeFileSystem, folder);
    for (const wrong of [Buffer.from('wrong'), bytes.subarray(0, 500)]) {
      writeFileSync(only(cache), wrong);
      assert.deepEqual(makeIntegrations(file, nodeFileSystem, folder), bytes);
      assert.deepEqual(new Uint8Array(readFileSync(only(cache))), new Uint8Array(bytes));
    }
    writeFileSync(file, gzipSync(JSON.stringify({ okta: { '1.0.0': { system: { a: 'ip' } } } })));
    const index = IntegrationIndex.open(makeIntegrations(file, nodeFileSystem, folder));
    assert.deepEqual([...(index?.fields('okta', '1.0.0', 'system') ?? [])], [['a', 'ip']]);
    assert.equal(readdirSync(cache).length, 2);
  });

  it('keeps the last few files, and does without a folder that cannot be written', () => {
    const { file, cache } = files();
    const folder = openCacheFolder(cache);
    for (let i = 0; i < 6; i++) folder.write(`integrations.1.${i}`, Buffer.from([i]));
    folder.write('other.1', Buffer.from([9]));
    assert.equal(readdirSync(cache).length, 5);
    assert.deepEqual(folder.read('integrations.1.5'), Buffer.from([5]));
    assert.equal(folder.read('integrations.1.9'), undefined);
    const closed = openCacheFolder(path.join(file, 'below a file'));
    assert.ok(IntegrationIndex.open(makeIntegrations(file, nodeFileSystem, closed)));
  });

  it('may be made elsewhere: nothing until it arrives, asked for once', () => {
    const { file } = files();
    const asked: string[] = [];
    setUpIntegrations({ makeElsewhere: (wanted) => asked.push(wanted) });
    assert.equal(findIntegrations(file, nodeFileSystem), undefined);
    assert.equal(findIntegrations(file, nodeFileSystem), undefined);
    assert.deepEqual(asked, [file]);
    settleIntegrations(file, makeIntegrations(file, nodeFileSystem));
    const index = findIntegrations(file, nodeFileSystem);
    assert.deepEqual(index && held(index), expected());
    settleIntegrations(file, 'it is broken');
    assert.throws(() => findIntegrations(file, nodeFileSystem), new FileError('it is broken'));
  });

  it('says what is wrong with a file', () => {
    const folder = temporaryFolder({
      'broken.json.gz': gzipSync('{}').subarray(0, 15),
      'text.json': 'no JSON',
    });
    setUpIntegrations({});
    for (const [name, message] of [
      ['broken.json.gz', /broken\.json\.gz is damaged \(/],
      ['text.json', /text\.json is not JSON \(/],
      ['absent.json', /absent\.json does not exist/],
    ] as const)
      assert.throws(() => findIntegrations(path.join(folder, name), nodeFileSystem), message);
  });
});

describe('versions of packages', () => {
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['^8.7.1', ['8.7.1', '8.19.0'], ['8.7.0', '9.0.0', '7.9.0']],
    ['^8.18.0 || ^9.0.0', ['8.18.0', '8.19', '9.0', '9.6'], ['8.17.5', '10.0.0']],
    ['~8.16.6 || ^9.1.4', ['8.16.6', '8.16.9', '9.2.0'], ['8.17.0', '9.1.3', '9.1']],
    ['>=8.0.0 <9.0.0', ['8.0.0', '8.19.0'], ['9.0.0', '7.17.0']],
    ['>8.1.0', ['8.1.1'], ['8.1.0']],
    ['<= 8.1.0', ['8.1.0'], ['8.1.1']],
    ['8.2', ['8.2.0', '8.2.7'], ['8.3.0']],
    ['8.x', ['8.0.0', '8.9.0'], ['9.0.0']],
    ['', [], ['8.0.0']],
  ];
  for (const [condition, allowed, refused] of rows)
    it(condition === '' ? 'no condition' : condition, () => {
      for (const stack of allowed) assert.ok(allowsStack(condition, stack), stack);
      for (const stack of refused) assert.ok(!allowsStack(condition, stack), stack);
    });

  it('takes the newest that the stack installs, else the newest', () => {
    const conditions = new Map([
      ['1.0.0', '^8.0.0'],
      ['1.10.0', '^8.5.0'],
      ['1.9.0', '^8.5.0'],
      ['2.0.0', '^9.0.0'],
    ]);
    const choose = (stack: string): string | undefined =>
      versionForStack(['1.0.0', '1.10.0', '1.9.0', '2.0.0', '3.0.0'], conditions, stack);
    assert.equal(choose('8.4.0'), '1.0.0');
    assert.equal(choose('8.5.0'), '1.10.0');
    assert.equal(choose('9.6'), '2.0.0');
    assert.equal(choose('7.0.0'), '3.0.0');
    assert.equal(choose(''), '3.0.0');
    assert.equal(versionForStack(['1.0.0', '1.1.0'], undefined, '8.0.0'), '1.1.0');
    assert.equal(versionForStack([], conditions, '8.0.0'), undefined);
  });
});

describe('data sets of a rule', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['aws.cloudtrail', 'aws: cloudtrail s3 s3access', 'cloudtrail'],
    ['aws.s3', 'aws: cloudtrail s3 s3access', 's3'],
    ['aws.s3*', 'aws: cloudtrail s3 s3access', 's3 s3access'],
    ['aws', 'aws: cloudtrail s3', 'cloudtrail s3'],
    ['azure.signinlogs', 'aws: cloudtrail s3', 'cloudtrail s3'],
    ['endpoint.events.process', 'endpoint: alerts file process', 'process'],
    ['endpoint.events', 'endpoint: alerts file process', 'alerts file process'],
  ];
  for (const [stream, all, named] of rows)
    it(`${stream} of ${all}`, () => {
      const [pack = '', list = ''] = all.split(': ');
      const found = namedDataSets(pack, list.split(' '), { streams: new Set([stream]) });
      assert.equal(found.join(' '), named);
    });

  const scopes: readonly (readonly [rule: string, packages: string, streams: string])[] = [
    ['index = ["logs-aws.cloudtrail-*", "-logs-aws.s3-*"]', 'aws', 'aws.cloudtrail'],
    ['index = ["x:logs-system.security*, filebeat-*"]', 'system', 'system.security*'],
    ['index = ["logs-endpoint.events.*"]', 'endpoint', 'endpoint.events'],
    [
      'query = "event.dataset: (okta.system or \\"aws.s3\\") and a: b"',
      'okta aws',
      'okta.system aws.s3',
    ],
    ['query = "not event.dataset: okta.system and data_stream.dataset: okta*"', '', ''],
    ['index = ["logs-aws.*"]\nquery = "event.dataset: aws.s3"', 'aws', 'aws aws.s3'],
  ];
  for (const [text, packages, streams] of scopes)
    it(`are read by ${text.replace('\n', ', ')}: ${streams}`, () => {
      const scope = scopeOf(parseRule(`[rule]\nname = "x"\nlanguage = "kuery"\n${text}\n`));
      assert.equal([...scope.packages].join(' '), packages);
      assert.equal([...scope.streams].join(' '), streams);
    });

  it('decide first and are the names; a field below a field is a multi-field', () => {
    const index = IntegrationIndex.open(compact(JSON.stringify(schema), 64));
    assert.ok(index);
    const about = { conditions: new Map(), stack: '', origin: 'i' };
    const of = (streams: readonly string[]): readonly string[] => {
      const scope = { packages: new Set(['aws']), streams: new Set(streams) };
      const { table, names } = integrationTypes(index, scope, about);
      const rows = [...table].map(
        ([name, { mapping, parent = '', origin = '' }]) =>
          `${names.includes(name) ? '+' : '-'} ${name} ${mapping.type} ${parent} ${origin}`,
      );
      return rows.filter((row) => !row.includes('Ü'));
    };
    assert.deepEqual(of(['aws.cloudtrail']), [
      '+ aws.id keyword  i aws 1.10.0 cloudtrail',
      '+ aws.id.text text aws.id i aws 1.10.0 cloudtrail',
      '- aws.zone keyword  i aws 1.10.0 ec2',
    ]);
    assert.deepEqual(of([]).slice(0, 2), [
      '+ aws.id long  i aws 1.10.0 ec2',
      '+ aws.zone keyword  i aws 1.10.0 ec2',
    ]);
  });
});
