// The table of rule keys and the table of checks are well formed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checks } from '../../../server/src/checks';
import { findRuleKey, ruleKeys } from '../../../server/src/rule/ruleKeys';

describe('ruleKeys', () => {
  it('has each path once, below a table that is in it', () => {
    const paths = ruleKeys.map((key) => key.path);
    assert.deepEqual(
      paths,
      paths.filter((path, index) => paths.indexOf(path) === index),
    );
    for (const path of paths.filter((candidate) => candidate.includes('.'))) {
      const parent = findRuleKey(path.slice(0, path.lastIndexOf('.')));
      assert.ok((parent?.type ?? '').startsWith('table'), path);
    }
  });

  it('describes each key in a sentence', () => {
    for (const { path, description } of ruleKeys) assert.match(description, /^[^ ].*[.]$/, path);
  });

  it('every value a type allows is a value of the key', () => {
    for (const key of ruleKeys) {
      const names = key.values?.map((value) => value.name) ?? [];
      for (const type of ['query', 'eql', 'esql', 'new_terms', 'machine_learning'] as const)
        for (const value of key.valuesFor?.(type) ?? []) assert.ok(names.includes(value), value);
    }
  });
});

describe('checks', () => {
  it('have kebab-case codes of their own and a sentence', () => {
    const codes = checks.map((check) => check.code);
    assert.equal(new Set(codes).size, codes.length);
    for (const { code, doc } of checks) {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.match(doc, /\.$/);
    }
  });
});
