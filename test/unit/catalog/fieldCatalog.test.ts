// The field catalogue: lookup, completion, patterns, "did you mean".
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldInfo } from '../../../server/src/catalog/catalogTypes';
import {
  allowedValues,
  fieldNames,
  findField,
  nearestField,
  resolveFields,
} from '../../../server/src/catalog/fieldCatalog';

function field(name: string): FieldInfo {
  const found = findField(name);
  assert.ok(found, `${name} is not in the catalogue`);
  return found;
}

describe('findField', () => {
  const mappings: readonly (readonly [string, FieldInfo['mapping'], FieldInfo['source']])[] = [
    ['@timestamp', { type: 'date' }, 'ecs'],
    ['process.name', { type: 'keyword', ignoreAbove: 1024 }, 'ecs'],
    ['process.name.text', { type: 'match_only_text' }, 'ecs'],
    [
      'process.name.caseless',
      { type: 'keyword', ignoreAbove: 1024, normalizer: 'lowercase' },
      'endpoint',
    ],
    ['process.command_line', { type: 'wildcard' }, 'ecs'],
    ['process.pid', { type: 'long' }, 'ecs'],
    ['source.ip', { type: 'ip' }, 'ecs'],
    ['data_stream.dataset', { type: 'constant_keyword' }, 'ecs'],
    ['host.cpu.usage', { type: 'scaled_float', scalingFactor: 1000 }, 'ecs'],
    ['winlog.event_data.SubjectUserSid', { type: 'keyword', ignoreAbove: 1024 }, 'windows'],
    ['winlog.event_data.TaskContentNew', { type: 'keyword', ignoreAbove: 1024 }, 'windows'],
    ['winlog.process.pid', { type: 'long' }, 'windows'],
    ['winlog.time_created', { type: 'date' }, 'windows'],
    ['process.Ext.code_signature', { type: 'nested' }, 'endpoint'],
    ['file.Ext.entropy', { type: 'double' }, 'endpoint'],
    ['okta.event_type', { type: 'keyword', ignoreAbove: 1024 }, 'integration'],
    ['powershell.file.script_block_text', { type: 'text' }, 'integration'],
    ['aws.cloudtrail.flattened.request_parameters', { type: 'flattened' }, 'integration'],
    ['aws.cloudtrail.flattened.request_parameters.key', { type: 'flattened' }, 'integration'],
  ];
  for (const [name, mapping, source] of mappings)
    it(name, () => {
      assert.deepEqual(field(name).mapping, mapping);
      assert.equal(field(name).source, source);
    });

  it('is exact: another case or an unknown name gives nothing', () => {
    for (const name of ['Process.Name', 'process', 'process.nmae', '', 'constructor', '__proto__'])
      assert.equal(findField(name), undefined, name);
  });

  it('knows multi-fields and their parents', () => {
    assert.deepEqual(field('process.name').multiFields, [
      'process.name.text',
      'process.name.caseless',
    ]);
    assert.equal(field('process.name.text').parent, 'process.name');
    assert.equal(field('process.name.caseless').parent, 'process.name');
    assert.equal(
      field('process.io.text').parent,
      undefined,
      'a field of its own, whatever its name',
    );
    assert.equal(field('process.pid').multiFields, undefined);
  });

  it('says where ECS wants a list', () => {
    assert.equal(field('process.args').isArray, true);
    assert.equal(field('process.name').isArray, undefined);
  });

  it('describes the fields of the model rule well', () => {
    const subject = field('winlog.event_data.SubjectUserSid');
    assert.match(subject.description, /SID of the account/);
    assert.ok(subject.pitfalls?.some((pitfall) => pitfall.includes('`S-1-5-18`')));
    assert.ok(subject.eventCodes?.includes('4702'));
    const task = field('winlog.event_data.TaskName');
    assert.ok(task.pitfalls?.some((pitfall) => pitfall.includes('backslash')));
    assert.deepEqual(
      task.eventCodes?.filter((code) => code.startsWith('47')),
      ['4700', '4701', '4702'],
    );
  });

  it('warns of what trips people up in common ECS fields', () => {
    assert.ok(field('event.code').pitfalls?.some((pitfall) => pitfall.includes('Not unique')));
    assert.ok(field('source.ip').pitfalls?.some((pitfall) => pitfall.includes('CIDR')));
  });

  it('describes every field of the Windows event log', () => {
    const missing = fieldNames()
      .map(field)
      .filter(({ source, description }) => source === 'windows' && description === '');
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
  });

  it('gives every field a type and texts that Markdown can show in one line', () => {
    for (const { name, mapping, description, pitfalls = [] } of fieldNames().map(field)) {
      assert.match(mapping.type, /^[a-z_]+$/, name);
      for (const text of [description, ...pitfalls]) {
        assert.doesNotMatch(text, /[\t\r\n]|^\s|\s$/, name);
        assert.equal(text.split('`').length % 2, 1, `${name}: odd backtick in: ${text}`);
      }
    }
  });
});

describe('allowedValues', () => {
  it('lists ECS values with the event types that go with a category', () => {
    assert.deepEqual(
      allowedValues('event.outcome').map(({ name }) => name),
      ['failure', 'success', 'unknown'],
    );
    assert.equal(allowedValues('event.kind').length, 8);
    assert.equal(allowedValues('event.category').length, 20);
    const process = allowedValues('event.category').find(({ name }) => name === 'process');
    assert.deepEqual(process?.expectedEventTypes, ['access', 'change', 'end', 'info', 'start']);
    assert.deepEqual(allowedValues('process.name'), []);
    assert.deepEqual(field('event.category').allowedValues, allowedValues('event.category'));
  });
});

describe('resolveFields', () => {
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['process.name', ['process.name'], []],
    ['process.nam', [], ['process.name']],
    ['process.hash.*', ['process.hash.md5', 'process.hash.sha256'], ['process.name']],
    ['*.TaskName', ['winlog.event_data.TaskName'], ['winlog.event_data.TaskContent']],
    ['process.*.name', ['process.parent.name', 'process.group.name'], ['process.name']],
    ['p*s.na*e', ['process.name'], ['process.pid']],
    ['aa*aa', [], ['aaa']],
  ];
  for (const [pattern, included, excluded] of rows)
    it(pattern, () => {
      const names = resolveFields(pattern.split('*'));
      for (const name of included) assert.ok(names.includes(name), `${name} is missing`);
      for (const name of excluded) assert.ok(!names.includes(name), `${name} is too much`);
      if (included.length === 0) assert.deepEqual(names, []);
    });

  it('gives every field for a lone asterisk', () => {
    assert.deepEqual(resolveFields(['', '']), fieldNames());
  });
});

describe('nearestField', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['process.nmae', 'process.name'],
    ['Process.Name', 'process.name'],
    ['proces.name', 'process.name'],
    ['winlog.event_data.SubjectUserSID', 'winlog.event_data.SubjectUserSid'],
    ['winlog.event_data.SubjetUserSid', 'winlog.event_data.SubjectUserSid'],
    ['winlog.eventdata.TaskName', 'winlog.event_data.TaskName'],
    ['winlog.event_data.TaskNam', 'winlog.event_data.TaskName'],
    ['event.cod', 'event.code'],
    ['mesage', 'message'],
    ['my.own.thing', undefined],
    ['acme.name', undefined],
    ['hots.name', 'host.name'],
    ['winlog.event_data.MyVeryOwnThing', undefined],
  ];
  for (const [name, expected] of rows)
    it(`${name} -> ${expected ?? 'nothing'}`, () => {
      assert.equal(nearestField(name), expected);
    });
});
