// Broken and half-typed files: what is kept, and the one problem that says what is wrong.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseToml } from '../../../server/src/toml/parse';
import { drawProblems, eraseProblems } from '../../support/drawing';
import { assertSound } from '../../support/toml';
import { oursAsPlain } from '../../support/tomlOracles';

/** Checks the problems that are drawn into the source, and the value of the file. */
function check(drawn: string, value: unknown): void {
  const text = eraseProblems(drawn);
  const document = parseToml(text);
  assertSound(document);
  assert.equal(drawProblems(text, document.problems), drawn);
  const actual: unknown = JSON.parse(JSON.stringify(oursAsPlain(document.root)));
  assert.deepEqual(actual, value);
}

describe('statements', () => {
  it('keep what stands around a key that is being typed', () => {
    check(
      `a = 1
nam
   ^ error toml-syntax
b = 2`,
      { a: 1, b: 2 },
    );
  });

  it('keep what stands around a value that is being typed', () => {
    check(
      `a =
   ^ error toml-syntax
b = 2`,
      { b: 2 },
    );
  });

  it('read a value without its equals sign', () => {
    check(
      `a "x"
  ^ error toml-syntax
b = 2`,
      { a: 'x', b: 2 },
    );
  });

  it('take several words before an equals sign for no key', () => {
    check(
      `rule type = '''
     ^^^^ error toml-syntax
x = 1
'''
b = 2`,
      { b: 2 },
    );
  });

  it('go on behind a missing line break', () => {
    check(
      `a = [1]note = """
       ^^^^ error toml-syntax
text
"""
b = 2`,
      { a: [1], note: 'text\n', b: 2 },
    );
  });

  it('report a run of lines that are none once', () => {
    check(
      `a = 1
- some prose
  ^^^^ error toml-syntax
- more of it, [with a link](x)

# and a comment
"quoted" words
b = 2
[t]
c = 3`,
      { a: 1, b: 2, t: { c: 3 } },
    );
  });
});

describe('headers', () => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['[a\n  ^ error toml-syntax\nx = 1', { a: { x: 1 } }],
    ['[[a]\n    ^ error toml-syntax\nx = 1', { a: [{ x: 1 }] }],
    ['[[a\n   ^ error toml-syntax\nx = 1', { a: [{ x: 1 }] }],
    ['[a.b]]\n^ error toml-syntax\nx = 1', { a: { b: [{ x: 1 }] } }],
    ['a.b]]\n   ^^ error toml-syntax\nx = 1', { a: { b: [{ x: 1 }] } }],
    ['a.b]\n   ^ error toml-syntax\nx = 1', { a: { b: { x: 1 } } }],
    ['[a.]\n   ^ error toml-syntax\nx = 1', { a: { x: 1 } }],
    ['[t]\n[\n ^ error toml-syntax\nx = 1', { t: { x: 1 } }],
    ['[t]\n[some words]\n      ^^^^^ error toml-syntax\nx = 1', { t: { x: 1 } }],
    ['[t]\n[link](https://x)\n      ^ error toml-syntax\nx = 1', { t: { x: 1 } }],
    ['[a] x\n    ^ error toml-syntax\ny = 1', { a: { y: 1 } }],
    ['[a]x = 1\n   ^ error toml-syntax', { a: { x: 1 } }],
  ];
  for (const [drawn, value] of rows)
    it(JSON.stringify(drawn.split('\n')[0]), () => {
      check(drawn, value);
    });
});

describe('arrays without an end', () => {
  it('end before the next pair', () => {
    check(
      `a = [
    ^ error toml-syntax
  "x",
  'y'
b = 1`,
      { a: ['x', 'y'], b: 1 },
    );
  });

  it('end before a quoted key', () => {
    check(
      `a = ["x",
    ^ error toml-syntax
"b" = 1`,
      { a: ['x'], b: 1 },
    );
  });

  it('end, with those around them, before a header', () => {
    check(
      `a = [1, [2,
        ^ error toml-syntax

[b.c]
x = 1`,
      { a: [1, [2]], b: { c: { x: 1 } } },
    );
  });

  it('keep items that look like headers', () => {
    check(
      `a = [
    ^ error toml-syntax
[true],
[1.5],
["x"],
[inf]
[[b]]
x = 1`.replace('[inf]\n', '[inf],\n'),
      { a: [[true], [1.5], ['x'], [null]], b: [{ x: 1 }] },
    );
  });

  it('lose no more than the string that is not closed', () => {
    check(
      `a = [
  "x",
  "y,
  ^ error toml-syntax
  "z",
]
b = 1`,
      { a: ['x', 'y,', 'z'], b: 1 },
    );
  });
});

describe('multi-line strings without an end', () => {
  it('end before the next statement, though another string could close them', () => {
    check(
      `query = '''
        ^^^ error toml-syntax
process where true

type = "eql"
note = """text"""
other = '''
fine'''`,
      { query: 'process where true\n', type: 'eql', note: 'text', other: 'fine' },
    );
  });

  it('end before the next statement where nothing could close them', () => {
    check(
      `a = 1
note = """text
       ^^^ error toml-syntax
- more
[t]
b = 2`,
      { a: 1, note: 'text\n- more', t: { b: 2 } },
    );
  });

  it('end before a list of strings like them', () => {
    check(
      `a = """text
    ^^^ error toml-syntax
b = [
  """
  item
  """,
]
c = 1`,
      { a: 'text', b: ['  item\n  '], c: 1 },
    );
  });

  it('end before a string of the other kind that holds their delimiter', () => {
    check(
      `a = """text
    ^^^ error toml-syntax
b = 1
query = '''
where x == """y"""
'''
c = 2`,
      { a: 'text', b: 1, query: 'where x == """y"""\n', c: 2 },
    );
  });

  it('lose only themselves where their opening is broken', () => {
    check(
      `a = 1
note = ""
text with "quotes" and [brackets](x)
     ^^^^ error toml-syntax

x == y
"""
[t]
b = 2`,
      { a: 1, note: '', t: { b: 2 } },
    );
  });

  it('are read by the letter in a file that is right', () => {
    check(
      `a = """
b = """
c = '''
[t]
d = """ # is no string
'''`,
      { a: 'b = ', c: '[t]\nd = """ # is no string\n' },
    );
  });
});

describe('depth', () => {
  it('is bounded, so that no file exhausts the stack', () => {
    for (const unit of ['[', '{a=', 'a.', '[{a=', '{a.b={', '[\n']) {
      const { problems } = parseToml(`x = 1\ny = ${unit.repeat(100_000)}`);
      assert.notEqual(problems.length, 0);
    }
    const { problems, root } = parseToml(`${'a.'.repeat(100_000)}b = 1\nx = 1`);
    assert.equal(problems[0]?.message, 'Expected at most 500 parts in a key.');
    assert.ok(root.entries.has('x'));
  });
});
