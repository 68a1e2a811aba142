// The schema files of a real checkout, through its real rules: all can be read, and they tell types that nothing else does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { namedFields } from '../../server/src/engine/dataView';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { nodeFileSystem } from '../../server/src/workspace/nodeFileSystem';
import { findSchemaFolder } from '../../server/src/workspace/schemas/schemaFolder';
import { loadTypes } from '../../server/src/workspace/typeSources';
import { ruleFiles } from '../support/data';

/** One rule in so many: each reads the files anew. */
const every = 10;
const files = ruleFiles().filter((_, i) => i % every === 0);

describe('schema files of the checkout', () => {
  it('are read without complaint and type the fields of its rules', (test) => {
    const first = files[0] ?? '';
    if (findSchemaFolder(first, nodeFileSystem) === undefined) {
      test.skip('the checkout has no schemas');
      return;
    }
    const sources = new Map<string, number>();
    for (const rulePath of files) {
      const document = parseRule(readFileSync(rulePath));
      const { types, warnings } = loadTypes({ rulePath }, document, nodeFileSystem);
      const { parsed } = document.query ?? {};
      const fields = parsed ? namedFields(parsed.root).literals : [];
      for (const field of fields) {
        const source = types.find(field)?.source ?? 'none';
        sources.set(source, (sources.get(source) ?? 0) + 1);
      }
      assert.deepEqual(warnings(), [], rulePath);
    }
    test.diagnostic(JSON.stringify(Object.fromEntries(sources)));
    assert.ok((sources.get('schema') ?? 0) > 0);
    const all = [...sources.values()].reduce((sum, count) => sum + count, 0);
    assert.ok((sources.get('none') ?? 0) < all / 50);
  });
});
