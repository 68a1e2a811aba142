// Each layout of schema file, as a table of `name type`.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  beatsTable,
  compareVersions,
  ecsTable,
  flatTable,
} from '../../../server/src/workspace/schemas/schemaTables';
import type { SchemaTable } from '../../../server/src/workspace/schemas/schemaTables';

function rows(table: SchemaTable): readonly string[] {
  return [...table].map(([name, { mapping, parent }]) =>
    [name, mapping.type, ...(parent === undefined ? [] : ['<', parent])].join(' '),
  );
}

describe('schema tables', () => {
  it('ECS: options and multi-fields', () => {
    const table = ecsTable(
      {
        'a.b': {
          type: 'keyword',
          ignore_above: 512,
          description: 'x',
          multi_fields: [{ flat_name: 'a.b.text', name: 'text', type: 'match_only_text' }, 5],
        },
        'a.c': { type: 'scaled_float', scaling_factor: 1000 },
        'a.d': { type: 'keyword' },
        'a.e': { type: 'mystery' },
        'a.f': 'keyword',
      },
      'ecs',
    );
    assert.deepEqual(rows(table), [
      'a.b keyword',
      'a.b.text match_only_text < a.b',
      'a.c scaled_float',
      'a.d keyword',
    ]);
    assert.deepEqual(table.get('a.b'), {
      mapping: { type: 'keyword', ignoreAbove: 512 },
      origin: 'ecs',
    });
    assert.deepEqual(table.get('a.d')?.mapping, { type: 'keyword', ignoreAbove: 1024 });
    assert.equal(table.get('a.c')?.mapping.scalingFactor, 1000);
  });

  it('flat and nested spelling mixed; the first wins', () => {
    const table = flatTable(
      [{ 'a.b': 'keyword', a: { c: 'long', 'd.e': 'ip' } }, { 'a.b': 'long', f: 5 }, null],
      'flat',
    );
    assert.deepEqual(rows(table), ['a.b keyword', 'a.c long', 'a.d.e ip']);
  });

  it('beats: groups, dotted names, default type, only the beats asked for', () => {
    const leaf = { name: 'x', type: 'long' };
    const json = {
      winlogbeat: {
        folders: {
          _meta: {
            files: {
              'fields.common.yml': [
                { key: 'common', fields: [{ name: 'winlog', type: 'group', fields: [leaf] }] },
              ],
            },
          },
          module: {
            folders: {
              sysmon: {
                files: {
                  'fields.yml': [
                    { key: 'sysmon', fields: [{ name: 'sysmon.dns', fields: [{ name: 'a.b' }] }] },
                  ],
                },
              },
            },
          },
        },
      },
      filebeat: { files: { 'fields.yml': [{ fields: [{ name: 'other', type: 'ip' }] }] } },
    };
    assert.deepEqual(rows(beatsTable(json, new Set(['winlogbeat']), 'beats')), [
      'winlog.x long',
      'sysmon.dns.a.b keyword',
    ]);
    assert.deepEqual(rows(beatsTable(json, new Set(['filebeat']), 'beats')), ['other ip']);
  });

  it('orders versions by their numbers', () => {
    const versions = ['9.10.0', 'main', '1.2', '9.9.0', 'v9.9.1', '9.10.0-rc1'];
    assert.deepEqual([...versions].sort(compareVersions), [
      'main',
      '1.2',
      '9.9.0',
      'v9.9.1',
      '9.10.0-rc1',
      '9.10.0',
    ]);
  });
});
