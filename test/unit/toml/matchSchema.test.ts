// A TOML file against a JSON schema, and `rulewright.toml` against its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fieldTypeNames } from '../../../server/src/engine/fieldMapping';
import { settingsFileProblems } from '../../../server/src/services/settingsFile';
import { defaultSettings } from '../../../server/src/settings';
import { matchSchema } from '../../../server/src/toml/matchSchema';
import { parseToml } from '../../../server/src/toml/parse';

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    names: { type: 'array', items: { type: 'string' } },
    width: { type: 'integer', minimum: 40 },
    share: { type: 'number' },
    on: { type: 'boolean' },
    level: { enum: ['low', 'high'] },
    either: { type: ['object', 'string'], additionalProperties: { type: 'string' } },
    choice: {
      oneOf: [
        { type: 'string' },
        { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
      ],
    },
    kind: { oneOf: [{ enum: ['keyword', 'text'] }, { type: 'object' }] },
    map: {
      type: 'object',
      propertyNames: { enum: ['first', 'second'] },
      additionalProperties: { enum: ['low', 'high'] },
    },
    open: { type: 'object' },
  },
} as const;

/** `text: message` of each mistake. */
const found = (text: string): readonly string[] =>
  matchSchema(parseToml(text).root, schema, 'x').map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );

const rows: readonly (readonly [toml: string, mistakes: readonly string[]])[] = [
  ['names = ["a", \'b\']\nwidth = 40\nshare = 1\non = true\nlevel = "low"', []],
  ['share = 0.5\n[map]\nfirst = "low"\n[open]\nany.thing = 1979-05-27', []],
  ['either = "x"', []],
  ['[either]\nx = "y"', []],
  ['choice = "x"', []],
  ['choice.a = "x"', []],
  ['naems = []', ['naems: There is no setting `naems`; did you mean `names`?']],
  ['toString = 1', ['toString: There is no setting `toString`.']],
  ['names = "a"', ['"a": `names` must be a list of texts.']],
  ['names = ["a", 1]', ['1: `names` must be a text.']],
  ['[[names]]', ['names: `names` must be a text.']],
  ['width = 39', ['39: `width` must be a whole number from 40 on.']],
  ['width = 40.5', ['40.5: `width` must be a whole number from 40 on.']],
  ['share = nope', []],
  ['on = "true"', ['"true": `on` must be true or false.']],
  ['on = 1979-05-27', ['1979-05-27: `on` must be true or false.']],
  ['level = "Low"', ['"Low": `level` must be one of "low", "high"; did you mean "low"?']],
  ['level = "xxxx"', ['"xxxx": `level` must be one of "low", "high".']],
  [
    'kind = "keywrd"',
    ['"keywrd": `kind` must be one of "keyword", "text" or a table; did you mean "keyword"?'],
  ],
  ['kind = "text"', []],
  ['either = 1', ['1: `either` must be a table or a text.']],
  ['either.x = 1', ['1: `either.x` must be a text.']],
  ['choice = 1', ['1: `choice` must be a text or a table.']],
  ['choice = { b = 1 }', ['{ b = 1 }: `choice` needs `a`.']],
  ['map.frist = "low"', ['frist: There is no setting `map.frist`; did you mean `first`?']],
  ['map.first = "mid"', ['"mid": `map.first` must be one of "low", "high".']],
  ['[level]', ['level: `level` must be one of "low", "high".']],
];

describe('a schema', () => {
  for (const [toml, mistakes] of rows)
    it(toml.replaceAll('\n', ' '), () => {
      assert.deepEqual(found(toml), mistakes);
    });
});

describe('the schema of rulewright.toml', () => {
  it('is made from the settings of the extension', () => {
    const script = ['server/scripts/generateConfigSchema.mjs', '--check'];
    const result = spawnSync(process.execPath, script, { encoding: 'utf8' });
    assert.equal(result.stderr, '');
    assert.equal(result.status, 0);
  });

  it('takes what docs/ci.md shows, and each setting as it is by default', () => {
    const blocks = [...readFileSync('docs/ci.md', 'utf8').matchAll(/```toml\n([^]*?)```/g)];
    assert.ok(blocks.length >= 2);
    for (const [, text = ''] of blocks) assert.deepEqual(settingsFileProblems(parseToml(text)), []);
    const { samples, exceptions, checkWorkspace, format, inlayHints, trace } = defaultSettings;
    const lines = [
      `samples = ${JSON.stringify(samples)}`,
      `exceptions = ${JSON.stringify(exceptions)}`,
      `checkWorkspace = "${checkWorkspace}"`,
      ...Object.entries({ format, inlayHints, trace }).flatMap(([table, keys]) => [
        `[${table}]`,
        ...Object.entries(keys).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
      ]),
      '[fieldTypes]\n"a.b" = "ip"\n"a.c" = { type = "keyword", ignore_above = 10 }',
    ];
    assert.deepEqual(settingsFileProblems(parseToml(lines.join('\n'))), []);
  });

  it('knows the types of fields', () => {
    const mistakesOf = (type: string): readonly string[] =>
      [`fieldTypes = { x = "${type}" }`, `fieldTypes = { x = { type = "${type}" } }`].flatMap(
        (text) => settingsFileProblems(parseToml(text)).map(({ message }) => message),
      );
    for (const type of fieldTypeNames) assert.deepEqual(mistakesOf(type), [], type);
    for (const message of mistakesOf('keywrd'))
      assert.match(message, /; did you mean "keyword"\?$/);
    assert.equal(mistakesOf('keywrd').length, 2);
  });

  it('reports problems of TOML beside its own', () => {
    const codes = settingsFileProblems(parseToml('simples = []\na = \n')).map(({ code }) => code);
    assert.deepEqual(codes, ['settings-file', 'settings-file', 'toml-syntax']);
  });
});
