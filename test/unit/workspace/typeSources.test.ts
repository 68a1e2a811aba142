// The layers of a run's field types: which one decides, what is read, what is said about files that do not do.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import type { FileSystem } from '../../../server/src/workspace/fileSystem';
import { nodeFileSystem } from '../../../server/src/workspace/nodeFileSystem';
import { loadTypes } from '../../../server/src/workspace/typeSources';
import type { TypeSources } from '../../../server/src/workspace/typeSources';
import { temporaryFolder } from '../../support/commandLine';

const gz = (json: unknown): Uint8Array => gzipSync(JSON.stringify(json));
const etc = 'detection_rules/etc';
const folder = temporaryFolder({
  [`${etc}/stack-schema-map.yaml`]: `# a comment
"9.9.0":
  beats: "9.9.0"
  ecs: "9.9.0"
"9.10.0":
  beats: "9.9.1"
  ecs: "9.9.0"
  endgame: "8.4.0"
`,
  [`${etc}/ecs_schemas/9.9.0/ecs_flat.json.gz`]: gz({
    'process.name': { type: 'wildcard' },
    'new.ecs': { type: 'ip' },
  }),
  [`${etc}/ecs_schemas/9.99.0/ecs_flat.json.gz`]: gz({ 'too.new': { type: 'ip' } }),
  [`${etc}/ecs_schemas/9.9.0/ecs_nested.json.gz`]: gz({}),
  [`${etc}/beats_schemas/v9.9.0.json.gz`]: gz({}),
  [`${etc}/beats_schemas/v9.9.1.json.gz`]: gz({
    winlogbeat: { files: { f: [{ fields: [{ name: 'only.beats', type: 'long' }] }] } },
  }),
  [`${etc}/endpoint_schemas/endpoint_process.json.gz`]: gz({ 'only.endpoint': 'boolean' }),
  [`${etc}/endgame_schemas/8.4.0/endgame_ecs_mapping.json.gz`]: gz({ 'only.endgame': 'long' }),
  [`${etc}/non-ecs-schema.json`]: JSON.stringify({
    'logs-aws.*': { only: { nonecs: 'float' } },
    'endgame-*': { 'only.other': 'long' },
  }),
  [`${etc}/integration-schemas.json.gz`]: gz({
    okta: { '1.0.0': { system: { 'only.okta': 'long', 'winlog.api': 'long' } } },
    aws: { '1.0.0': { cloudtrail: { 'only.aws': 'flattened', 'event.code': 'long' } } },
  }),
  'rules/aws/rule.toml': '',
  'mapping.json': JSON.stringify({ properties: { 'process.name': { type: 'text' } } }),
  'types.json': JSON.stringify({ 'process.name': 'long' }),
  'broken.json': '{',
  'other.json': '{"a":5}',
  'broken/detection_rules/etc/ecs_schemas/1.0.0/ecs_flat.json.gz': gz({}).subarray(0, 15),
  'broken/detection_rules/etc/non-ecs-schema.json': '{',
});
const at = (name: string): string => path.join(folder, name);
const rulePath = at('rules/aws/rule.toml');

/** A checkout with two stacks. */
const twoStacks = temporaryFolder({
  [`${etc}/stack-schema-map.yaml`]: '"8.19.0":\n  ecs: "8.17.0"\n"9.4.0":\n  ecs: "9.4.0"\n',
  [`${etc}/ecs_schemas/8.17.0/ecs_flat.json.gz`]: gz({ 'old.one': { type: 'ip' } }),
  [`${etc}/ecs_schemas/9.4.0/ecs_flat.json.gz`]: gz({ 'new.one': { type: 'long' } }),
});

describe('the stack of a rule', () => {
  const rows: readonly (readonly [string | undefined, string])[] = [
    [undefined, 'ecs_schemas/9.4.0/ecs_flat'],
    ['8.14.0', 'ecs_schemas/8.17.0/ecs_flat'],
    ['8.19.0', 'ecs_schemas/8.17.0/ecs_flat'],
    ['9.0.0', 'ecs_schemas/9.4.0/ecs_flat'],
    ['9.9.0', 'ecs_schemas/9.4.0/ecs_flat'],
  ];
  for (const [minStack, origin] of rows)
    it(`${minStack ?? 'none'} reads ${origin}`, () => {
      const metadata = minStack === undefined ? '' : `min_stack_version = "${minStack}"`;
      const rule = parseRule(`[metadata]\n${metadata}\n[rule]\nname = "A rule"\n`);
      const { types, ownNames } = loadTypes({ schemas: twoStacks }, rule, nodeFileSystem);
      const found = ['old.one', 'new.one'].flatMap((name) => types.find(name)?.origin ?? []);
      assert.deepEqual(found, [origin]);
      assert.deepEqual(ownNames().length, 1);
    });
});

const document = (index: readonly string[]) =>
  parseRule(`[metadata]
integration = "aws"
[rule]
name = "A rule"
type = "query"
index = ${JSON.stringify(index)}
`);

/** `type source[ origin]` of the field. */
function typeOf(field: string, sources: TypeSources, index = ['logs-aws.cloudtrail-*']): string {
  const { types } = loadTypes(sources, document(index), nodeFileSystem);
  const known = types.find(field);
  return known ? [known.type, known.source, known.origin].filter(Boolean).join(' ') : 'unknown';
}

describe('the version of an integration', () => {
  const needs = (version: string): object => ({ conditions: { kibana: { version } } });
  const manifests = {
    aws: {
      '1.0.0': needs('^8.3.0'),
      '1.9.0': needs('^8.3.0'),
      '1.10.0': needs('^8.18.0 || ^9.0.0'),
      '2.0.0': needs('^9.6.0'),
    },
  };
  const fields = (name: string): object => ({ cloudtrail: { [name]: 'ip' } });
  const files = {
    [`${etc}/packages.yaml`]: "package:\n  filter: {}\n  name: '9.5'\n  release: true\n",
    [`${etc}/integration-schemas.json.gz`]: gz({
      aws: Object.fromEntries(Object.keys(manifests.aws).map((name) => [name, fields('aws.f')])),
    }),
  };
  const withManifests = temporaryFolder({
    ...files,
    [`${etc}/integration-manifests.json.gz`]: gz(manifests),
  });
  const broken = temporaryFolder({ ...files, [`${etc}/integration-manifests.json.gz`]: 'x' });
  const rows: readonly (readonly [string | undefined, string, string])[] = [
    [undefined, withManifests, '1.10.0'],
    ['8.4.0', withManifests, '1.9.0'],
    ['9.0.0', withManifests, '1.10.0'],
    ['9.6.0', withManifests, '2.0.0'],
    ['7.17.0', withManifests, '2.0.0'],
    ['8.4.0', broken, '2.0.0'],
  ];
  for (const [minStack, checkout, version] of rows)
    it(`${minStack ?? 'of the release'} takes ${version}${checkout === broken ? ' without conditions' : ''}`, () => {
      const least = minStack === undefined ? '' : `min_stack_version = "${minStack}"`;
      const rule = parseRule(
        `[metadata]\nintegration = ["aws"]\n${least}\n[rule]\nname = "A rule"\n`,
      );
      const { types, ownNames, warnings } = loadTypes({ schemas: checkout }, rule, nodeFileSystem);
      assert.equal(types.find('aws.f')?.origin, `integration-schemas aws ${version} cloudtrail`);
      assert.deepEqual(ownNames(), ['aws.f']);
      assert.deepEqual(
        warnings().map(({ message }) => message.replace(/.*: /, '')),
        checkout === broken ? ['the newest versions of integrations are taken'] : [],
      );
    });
});

describe('the layers of field types', () => {
  const rows: readonly (readonly [string, TypeSources, string])[] = [
    ['process.name', {}, 'keyword catalog'],
    ['process.name', { rulePath }, 'wildcard schema ecs_schemas/9.9.0/ecs_flat'],
    ['process.name', { schemas: folder }, 'wildcard schema ecs_schemas/9.9.0/ecs_flat'],
    ['process.name', { schemas: at(etc) }, 'wildcard schema ecs_schemas/9.9.0/ecs_flat'],
    ['process.name', { rulePath, isBuiltInOnly: true }, 'keyword catalog'],
    ['process.name', { rulePath, mappings: [at('mapping.json')] }, 'text mapping mapping.json'],
    ['process.name', { fieldTypes: { 'process.name': 'ip' }, rulePath }, 'ip explicit'],
    [
      'process.name',
      { fieldTypes: { 'process.name': 'ip' }, mappings: [at('mapping.json')] },
      'ip explicit',
    ],
    ['process.name', { fieldTypes: 'mapping.json', rulePath }, 'text mapping mapping.json'],
    ['process.name', { fieldTypes: 'types.json', rulePath }, 'long explicit'],
    ['process.name', { fieldTypes: at('types.json') }, 'long explicit'],
    ['new.ecs', { rulePath }, 'ip schema ecs_schemas/9.9.0/ecs_flat'],
    ['too.new', { rulePath }, 'unknown'],
    ['only.aws', { rulePath }, 'flattened schema integration-schemas aws 1.0.0 cloudtrail'],
    ['only.aws.key', { rulePath }, 'flattened schema integration-schemas aws 1.0.0 cloudtrail'],
    ['only.okta', { rulePath }, 'unknown'],
    ['only.nonecs', { rulePath }, 'float schema non-ecs-schema'],
    ['only.other', { rulePath }, 'unknown'],
    // The catalogue knows no versions; it is stronger than the schemas of shippers alone.
    ['event.code', { rulePath }, 'long schema integration-schemas aws 1.0.0 cloudtrail'],
    ['winlog.api', { rulePath }, 'keyword catalog'],
    ['only.nowhere', { rulePath }, 'unknown'],
  ];
  for (const [field, sources, expected] of rows)
    it(`${field} with ${JSON.stringify(sources).replaceAll(folder, '.')}`, () => {
      assert.equal(typeOf(field, sources), expected);
    });

  it('follow the indices of the rule', () => {
    const endgame = ['endgame-*', '-logs-*'];
    assert.equal(typeOf('only.endgame', { rulePath }), 'unknown');
    assert.match(typeOf('only.endgame', { rulePath }, endgame), /^long schema endgame_schemas/);
    assert.equal(typeOf('only.other', { rulePath }, endgame), 'long schema non-ecs-schema');
    assert.equal(typeOf('only.nonecs', { rulePath }, endgame), 'unknown');
    const beats = ['winlogbeat-*, logs-endpoint.events.*'];
    assert.equal(typeOf('only.beats', { rulePath }, beats), 'long schema beats_schemas/v9.9.1');
    assert.match(typeOf('only.endpoint', { rulePath }, beats), /^boolean schema endpoint_schemas/);
    assert.equal(typeOf('only.beats', { rulePath }), 'unknown');
    for (const field of ['only.nonecs', 'only.other'])
      assert.match(typeOf(field, { rulePath }, []), /schema non-ecs-schema/);
  });

  it('are read only when a field asks for them', () => {
    const opened: string[] = [];
    let isKept = false;
    const files: FileSystem = {
      ...nodeFileSystem,
      openSample(file, onBlock) {
        const sample = nodeFileSystem.openSample(file, onBlock);
        const { version } = sample;
        return {
          name: file,
          ...(version === undefined || !isKept ? {} : { version }),
          blocks() {
            opened.push(path.basename(file));
            return sample.blocks();
          },
        };
      },
    };
    const { types } = loadTypes({ rulePath }, document(['logs-aws.cloudtrail-*']), files);
    assert.deepEqual(opened, []);
    assert.equal(types.find('process.name')?.type, 'wildcard');
    assert.equal(types.nestedPath('process.name'), undefined);
    assert.deepEqual(opened, ['non-ecs-schema.json', 'ecs_flat.json.gz']);
    types.find('only.aws');
    // Once for its sum, once for its fields.
    assert.equal(opened.length, 4);
    types.find('only.nowhere');
    types.find('only.nowhere.else');
    assert.equal(opened.length, 4);
    // A file of a known version is read once, however many runs ask; another rule may choose another part of it.
    isKept = true;
    const again = (index: string): void => {
      const { types: next } = loadTypes({ rulePath }, document([index]), files);
      next.find('only.nowhere');
    };
    again('logs-aws.s3-*');
    const read = opened.length;
    again('logs-aws.s3-*');
    assert.equal(opened.length, read);
    again('logs-aws.vpc-*');
    assert.deepEqual(opened.slice(read), ['non-ecs-schema.json']);
  });

  it('say what cannot be read, and go on', () => {
    const { types, warnings } = loadTypes({ schemas: at('broken') }, document([]), nodeFileSystem);
    assert.equal(types.find('process.name')?.source, 'catalog');
    const messages = warnings().map(({ message }) => message);
    assert.equal(messages.length, 2);
    assert.match(messages[0] ?? '', /non-ecs-schema\.json is not JSON: its field types/);
    assert.match(
      messages[1] ?? '',
      /ecs_flat\.json\.gz is damaged \(.*: its field types are not used/,
    );
  });

  const refused: readonly (readonly [TypeSources, RegExp])[] = [
    [{ mappings: [at('absent.json')] }, /absent\.json does not exist/],
    [{ mappings: [at('broken.json')] }, /broken\.json is not JSON/],
    [{ mappings: [at('types.json')] }, /types\.json holds no mapping/],
    [{ schemas: at('rules') }, /rules holds no schemas/],
    [{ fieldTypes: 'absent.json', rulePath }, /absent\.json does not exist/],
    [{ fieldTypes: 'other.json', rulePath }, /other\.json: a: 5 is not a field type/],
    [{ fieldTypes: { a: 'string' } }, /a: "string" is not a field type/],
  ];
  for (const [sources, message] of refused)
    it(`refuse ${JSON.stringify(sources).replaceAll(folder, '.')}`, () => {
      assert.throws(() => loadTypes(sources, document([]), nodeFileSystem), message);
    });
});
