// A rule repository of one's own: the schemas that its map of stacks names declare fields, for types, definition and fix.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { findDeclarations } from '../../../server/src/workspace/customFields';
import { declareField } from '../../../server/src/workspace/declareField';
import { findCustomSchemas } from '../../../server/src/workspace/schemas/customSchemas';
import { loadTypes } from '../../../server/src/workspace/typeSources';
import { memoryFiles } from '../../support/memoryFiles';

const upstream = '/up/detection_rules/etc/non-ecs-schema.json';
const own = '/up/own/etc/fields.json';
const rulePath = '/up/own/rules/one.toml';
const files = memoryFiles({
  [upstream]: '{"logs-*": {"up.field": "long"}}',
  '/up/own/_config.yaml':
    'rule_dirs: [rules]\nfiles:\n  stack_schema_map: etc/stack-schema-map.yaml\n',
  '/up/own/etc/stack-schema-map.yaml': `# stacks
"9.3.0":
  beats: 9.3.0
  ecs: 9.3.0
  mine: fields.json
9.4.0:
  ecs: "9.3.0"
  mine: fields.json
  generated: etc/generated.json
  gone: etc/none.json
`,
  [own]:
    '{\n"logs-*": {"own.field": "ip", "own": {"inner": "date"}},\n"other-*": {"other.field": "long"}}',
  '/up/own/etc/generated.json': '\ufeff{"logs-*": {"generated.field": "boolean"}}',
  [rulePath]: '',
  '/broken/_config.yaml': 'files:\n  stack_schema_map: 5\n',
  '/absent/_config.yaml': 'files:\n  stack_schema_map: none.yaml\n',
  '/list/_config.yaml': 'files:\n  stack_schema_map: map.yaml\n',
  '/list/map.yaml': '- 1\n',
});

describe('schemas of a repository of one’s own', () => {
  it('are those beside the schemas of Elastic, from the map or from the configuration on', () => {
    assert.deepEqual(findCustomSchemas(rulePath, files), [own, '/up/own/etc/generated.json']);
  });

  for (const folder of ['/up', '/broken', '/absent', '/list', '/none'])
    it(`are none in ${folder}`, () => {
      assert.deepEqual(findCustomSchemas(`${folder}/rules/one.toml`, files), []);
    });

  it('tell types by the indices of the rule, beside those of the checkout around', () => {
    const document = parseRule('[rule]\ntype = "query"\nindex = ["logs-*"]\nquery = "a:b"\n');
    const { types, warnings } = loadTypes({ rulePath }, document, files);
    const typesOf = (...names: readonly string[]): readonly unknown[] =>
      names.map((name) => types.find(name)?.type);
    assert.deepEqual(
      typesOf('own.field', 'own.inner', 'generated.field', 'up.field', 'other.field'),
      ['ip', 'date', 'boolean', 'long', undefined],
    );
    assert.equal(types.find('own.field')?.origin, 'fields');
    assert.deepEqual(warnings(), []);
  });

  it('are where a field is declared, and where the next one will be', () => {
    assert.deepEqual(
      findDeclarations('own.field', { rulePath, fieldTypes: {} }, files).map(({ path, range }) => [
        path,
        range.start.line,
      ]),
      [[own, 1]],
    );
    assert.equal(
      findDeclarations('up.field', { rulePath, fieldTypes: {} }, files)[0]?.path,
      upstream,
    );
    assert.deepEqual(
      findDeclarations('generated.field', { rulePath, fieldTypes: {} }, files)[0]?.range.start,
      { line: 0, character: 13 },
    );
    const rule = { rulePath, indices: ['other-*'], fieldTypes: {} };
    assert.equal(declareField('next.field', rule, files)?.path, own);
  });
});
