// Tables: how headers and dotted keys nest, and which of two definitions counts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseToml } from '../../../server/src/toml/parse';
import { drawProblems, eraseProblems } from '../../support/drawing';
import { assertSound } from '../../support/toml';
import { oursAsPlain } from '../../support/tomlOracles';

describe('tables', () => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['[a.b]\nx = 1\n[a]\ny = 2', { a: { b: { x: 1 }, y: 2 } }],
    ['[a]\nb.c = 1\n[a.b.d]\nx = 2', { a: { b: { c: 1, d: { x: 2 } } } }],
    ['[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\n[[a.c]]', { a: [{ x: 1, b: { y: 2 } }, { c: [{}] }] }],
    ['[a.b.c]\nx = 1\n[a]\nb.y = 2', { a: { b: { c: { x: 1 }, y: 2 } } }],
    ['"" = 1\n"a.b".c = 2', { '': 1, 'a.b': { c: 2 } }],
  ];
  for (const [text, value] of rows)
    it(JSON.stringify(text), () => {
      const document = parseToml(text);
      assert.deepEqual(document.problems, []);
      assertSound(document);
      assert.deepEqual(oursAsPlain(document.root), value);
    });
});

describe('contradictions', () => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['a = 1\na = 2\n^ error toml-duplicate-key', { a: 1 }],
    ['a.b = 1\na = 2\n^ error toml-duplicate-key', { a: { b: 1 } }],
    ['a = 1\na.b = 2\n^ error toml-duplicate-key', { a: 1 }],
    ['a = {}\na.b = 2\n^ error toml-duplicate-key', { a: {} }],
    ['a = 1\n[a.b]\n ^ error toml-duplicate-key\nc = 2', { a: 1 }],
    ['a = []\n[[a]]\n  ^ error toml-duplicate-key\nc = 2', { a: [] }],
    ['[a]\n[[a]]\n  ^ error toml-duplicate-key\nc = 2', { a: {} }],
    ['[[a]]\n[a]\n ^ error toml-duplicate-key\nc = 2', { a: [{}] }],
    ['a.b = 1\n[a]\n ^ error toml-duplicate-key', { a: { b: 1 } }],
    ['[a.b]\n[a]\nb.c = 1\n^ error toml-duplicate-key', { a: { b: {} } }],
    // The pairs of a table that is opened twice are kept.
    ['[a]\nx = 1\n[a]\n ^ error toml-duplicate-key\ny = 2', { a: { x: 1, y: 2 } }],
  ];
  for (const [drawn, value] of rows)
    it(JSON.stringify(drawn), () => {
      const text = eraseProblems(drawn);
      const document = parseToml(text);
      assertSound(document);
      assert.equal(drawProblems(text, document.problems), drawn);
      assert.deepEqual(oursAsPlain(document.root), value);
    });

  it('point to the first definition', () => {
    const [problem] = parseToml('a = 1\na = 2').problems;
    assert.equal(problem?.message, '`a` is defined already, as a value.');
    assert.deepEqual(problem.related, [
      { span: { start: 0, end: 1 }, message: 'Defined here first.' },
    ]);
  });
});

describe('entries', () => {
  it('of a pair without a value are there, so that the key does not count as missing', () => {
    const { root } = parseToml('a =\nb = 1');
    assert.deepEqual(root.entries.get('a')?.value, { kind: 'invalid', span: { start: 3, end: 3 } });
  });

  it('know the pair that made them; tables have none', () => {
    const { root } = parseToml('a.b = 1');
    const a = root.entries.get('a');
    assert.equal(a?.pair, undefined);
    assert.ok(a?.value.kind === 'table');
    assert.deepEqual(a.value.entries.get('b')?.pair?.span, { start: 0, end: 7 });
  });
});
