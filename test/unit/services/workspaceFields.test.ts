// What hover and completion say of fields that the workspace or the settings declare, and from which source.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KnownField } from '../../../server/src/engine/matcher';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { resolveCompletion } from '../../../server/src/services/completion';
import { doHover } from '../../../server/src/services/hover';
import type { WorkspaceFields } from '../../../server/src/services/knowledge';
import { completionsAt } from '../../support/checkFeatures';
import { readCursor } from '../../support/drawing';

const known: Readonly<Record<string, KnownField>> = {
  'own.field': { type: 'ip', source: 'schema', origin: 'non-ecs-schema' },
  'own.key': { type: 'flattened', source: 'explicit', flattenedKey: 'key' },
  'process.name': { type: 'wildcard', source: 'schema', origin: 'ecs_schemas/9.9.0/ecs_flat' },
  'process.pid': { type: 'long', source: 'schema', origin: 'ecs_schemas/9.9.0/ecs_flat' },
  'user.name': { type: 'keyword', source: 'catalog' },
  'own.date': { type: 'date', source: 'mapping', origin: 'mapping.json' },
};
const fields: WorkspaceFields = {
  find: (name) => known[name],
  names: () => Object.keys(known).filter((name) => known[name]?.source !== 'catalog'),
};

const rule = (text: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = '''\n${text}\n'''\n`;

describe('hover on fields of the workspace', () => {
  const rows: readonly (readonly [string, RegExp])[] = [
    [
      'own.fi<|>eld : x',
      /^\*\*`own\.field`\*\* · ip · workspace schema `non-ecs-schema`\n\n\*\*How it/,
    ],
    ['own.k<|>ey : x', /flattened · your setting\n\nThe key `key` of a flattened field\./],
    [
      'process.na<|>me : x',
      /· wildcard · workspace schema `ecs_schemas\/9\.9\.0\/ecs_flat`\n\nThe catalogue \(ECS\) has it as keyword\.\n\n.*\n/,
    ],
    [
      'process.p<|>id : 1',
      /· long · workspace schema `ecs_schemas\/9\.9\.0\/ecs_flat`\n\n(?!The cat)/,
    ],
    ['user.na<|>me : x', /· keyword · ECS\n/],
    ['own.oth<|>er : x', /Not in the catalogue/],
  ];
  for (const [drawing, expected] of rows)
    it(drawing, () => {
      const { text, offset } = readCursor(rule(drawing));
      const contents = doHover(parseRule(text), offset, { fields })?.contents;
      assert.ok(typeof contents === 'object' && 'value' in contents);
      assert.match(contents.value, expected);
    });
});

describe('completion of fields of the workspace', () => {
  const items = (source: string): readonly string[] =>
    completionsAt(source, { now: 0, newId: '', snippets: false, fields }).map(
      ({ label, detail = '' }) => `${label} ${detail}`,
    );

  it('offers them with their type', () => {
    assert.deepEqual(items(rule('own.f<|>')).slice(0, 1), ['own.field ip']);
    assert.ok(items(rule('process.na<|>')).includes('process.name wildcard'));
    assert.equal(
      items(rule('process.name<|>')).filter((item) => item.startsWith('process.name ')).length,
      1,
    );
  });

  it('documents them by their source', () => {
    const [item] = completionsAt(rule('own.f<|>'), { now: 0, newId: '', snippets: false, fields });
    assert.ok(item);
    const documentation = resolveCompletion(item, { fields }).documentation;
    assert.ok(typeof documentation === 'object');
    assert.match(documentation.value, /· ip · workspace schema `non-ecs-schema`/);
  });

  it('offers dates only where a date must stand', () => {
    const dates = items('[rule]\ntype = "query"\ntimestamp_override = "own.<|>"\n');
    assert.ok(dates.includes('own.date date') && !dates.includes('own.field ip'));
  });
});
