// Where the nodes of a TOML tree stand, and the way from a decoded string back to the file.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toDecoded, toSource, toSourceSpan } from '../../../server/src/text/offsetMap';
import type { Span } from '../../../server/src/text/span';
import type { TomlString } from '../../../server/src/toml/ast';
import { parseToml } from '../../../server/src/toml/parse';
import { allValues } from '../../support/toml';
import { ourRanges } from '../../support/tomlOracles';

describe('spans', () => {
  it('count UTF-16 units of the file, the byte order mark included', () => {
    const text = '\uFEFF[ a."b" ]\r\nk = [1, "\u{1F600}"]\r\n[[c]]\r\nx.y = { z = \'\' }\r\n';
    const nodes = ourRanges(parseToml(text)).map((range) => {
      const [, kind, start, end] = /^(.*) (\d+)-(\d+)$/.exec(range) ?? [];
      return [kind, text.slice(Number(start), Number(end))];
    });
    assert.deepEqual(nodes, [
      ['header', '[ a."b" ]'],
      ['key', 'a'],
      ['key', '"b"'],
      ['pair', 'k = [1, "\u{1F600}"]'],
      ['key', 'k'],
      ['array', '[1, "\u{1F600}"]'],
      ['scalar', '1'],
      ['"', '"\u{1F600}"'],
      ['array header', '[[c]]'],
      ['key', 'c'],
      ['pair', "x.y = { z = '' }"],
      ['key', 'x'],
      ['key', 'y'],
      ['inline-table', "{ z = '' }"],
      ['pair', "z = ''"],
      ['key', 'z'],
      ["'", "''"],
    ]);
  });

  it('of tables reach from the header or first pair to the last own pair', () => {
    const text = 'a.b = 1\na.c = 2\n[t] # c\nx = 1\ny = 2\n\n[t.u]\nz = 3\n';
    const { root } = parseToml(text);
    const slice = ({ start, end }: Span): string => text.slice(start, end);
    const spans = [...root.entries.values()].map(({ value }) =>
      value.kind === 'table' ? slice(value.span) : value.kind,
    );
    assert.deepEqual(spans, ['a.b = 1\na.c = 2', '[t] # c\nx = 1\ny = 2']);
    assert.equal(slice(root.span), text);
  });
});

function onlyString(text: string): TomlString {
  const value = allValues(parseToml(text)).find(({ kind }) => kind === 'string');
  assert.ok(value?.kind === 'string');
  return value;
}

describe('offset maps', () => {
  // Each row: a file, a part of the decoded string, and the part of the file that it comes from.
  const rows: readonly (readonly [string, string, string])[] = [
    ['x = "abc"', 'b', 'b'],
    ['x = "a\\"b\\\\c"', '"b\\', '\\"b\\\\'],
    ['\uFEFFx = """\\u00e9\u{1F600}z"""', '\u{1F600}', '\u{1F600}'],
    ['x = "\\U0001F600z"', '\u{1F600}', '\\U0001F600'],
    ["x = '''\nab\ncd'''", 'b\nc', 'b\nc'],
    ["x = '''\r\nab\r\ncd'''", 'b\nc', 'b\r\nc'],
    ['x = """\r\na\\\r\n   b"""', 'ab', 'a\\\r\n   b'],
    ["y = 1\nx = '''unclosed\nk = 2", 'unclosed', 'unclosed'],
  ];
  for (const [text, part, source] of rows)
    it(`${JSON.stringify(text)}: ${JSON.stringify(part)}`, () => {
      const { value, map } = onlyString(text);
      const start = value.indexOf(part);
      const span = toSourceSpan(map, { start, end: start + part.length });
      assert.equal(text.slice(span.start, span.end), source);
      assert.equal(toDecoded(map, span.start), start);
      assert.equal(toSource(map, start), span.start);
    });

  it('keep one piece for a string that is its own source', () => {
    const { map } = onlyString(`x = '''\n${'line\n'.repeat(100)}'''`);
    assert.deepEqual([map.decoded, toSource(map, 0)], [undefined, 8]);
  });

  it('have a place even in an empty string', () => {
    for (const text of ['x = ""', 'x = """\n"""', 'x = """\\\n  """']) {
      const { map } = onlyString(text);
      assert.equal(toDecoded(map, toSource(map, 0)), 0);
    }
  });
});
