// Where a field of one's own is declared: the settings' file, else the schema of the checkout, below an index of the rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { declareField } from '../../../server/src/workspace/declareField';
import type { DeclaringRule } from '../../../server/src/workspace/declareField';
import { memoryFiles } from '../../support/memoryFiles';

const schema = '/r/detection_rules/etc/non-ecs-schema.json';
const files = memoryFiles({
  [schema]: '{\n  "logs-*": {\n    "a": "long"\n  }\n}\n',
  '/r/rules/one.toml': '',
  '/r/types.json': '{}',
  '/r/mapping.json': '{"properties":{}}',
  '/plain/one.toml': '',
});
const base: DeclaringRule = { rulePath: '/r/rules/one.toml', indices: ['logs-*'], fieldTypes: {} };

function declared(rule: Partial<DeclaringRule>): string | undefined {
  const found = declareField('own.x', { ...base, ...rule }, files);
  if (!found) return undefined;
  const { text, edit } = found;
  const made = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  return `${found.path} ${JSON.stringify(JSON.parse(made))}`;
}

describe('declaring a field', () => {
  const rows: readonly (readonly [Partial<DeclaringRule>, string | undefined])[] = [
    [{}, `${schema} {"logs-*":{"a":"long","own.x":"keyword"}}`],
    [{ indices: ['other-*', 'logs-*'] }, `${schema} {"logs-*":{"a":"long","own.x":"keyword"}}`],
    [{ indices: ['mine-*'] }, `${schema} {"logs-*":{"a":"long"},"mine-*":{"own.x":"keyword"}}`],
    [{ indices: [] }, undefined],
    [{ fieldTypes: 'types.json' }, '/r/types.json {"own.x":"keyword"}'],
    [{ fieldTypes: 'mapping.json' }, undefined],
    [{ fieldTypes: 'none.json' }, undefined],
    [{ rulePath: '/plain/one.toml' }, undefined],
  ];
  for (const [rule, expected] of rows)
    it(JSON.stringify(rule), () => {
      assert.equal(declared(rule), expected);
    });
});
