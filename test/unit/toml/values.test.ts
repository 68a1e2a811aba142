// What TOML values mean, and the words for those that are none.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseToml } from '../../../server/src/toml/parse';
import { tomlToTestSuite } from '../../../server/src/toml/toTestSuite';
import { assertSound } from '../../support/toml';

/** The tagged value of `x = source`, which must be free of problems. */
function valueOf(source: string): unknown {
  const document = parseToml(`x = ${source}`);
  assert.deepEqual(document.problems, []);
  assertSound(document);
  return (tomlToTestSuite(document) as { readonly x: unknown }).x;
}

describe('scalars', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['0', 'integer', '0'],
    ['-0', 'integer', '0'],
    ['+1_000', 'integer', '1000'],
    ['-9223372036854775808', 'integer', '-9223372036854775808'],
    ['0xDEAD_beef', 'integer', '3735928559'],
    ['0o755', 'integer', '493'],
    ['0b1010', 'integer', '10'],
    ['1.50', 'float', '1.5'],
    ['-0.0', 'float', '-0'],
    ['5e+2_2', 'float', '5e+22'],
    ['+inf', 'float', 'inf'],
    ['-inf', 'float', '-inf'],
    ['-nan', 'float', 'nan'],
    ['true', 'bool', 'true'],
    ['false', 'bool', 'false'],
    ['1979-05-27', 'date-local', '1979-05-27'],
    ['2000-02-29', 'date-local', '2000-02-29'],
    ['07:32:00.5', 'time-local', '07:32:00.500'],
    ['1979-05-27t00:32:00.999999', 'datetime-local', '1979-05-27T00:32:00.999'],
    ['1979-05-27 07:32:00z', 'datetime', '1979-05-27T07:32:00Z'],
    ['1979-05-27T07:32:00-07:00 # c', 'datetime', '1979-05-27T07:32:00-07:00'],
  ];
  for (const [source, type, value] of rows)
    it(source, () => {
      assert.deepEqual(valueOf(source), { type, value });
    });
});

describe('strings', () => {
  const rows: readonly (readonly [string, string])[] = [
    [`""`, ''],
    [`'a\\b'`, 'a\\b'],
    [`"a\\"b\\\\ \\t\\u00e9\\U0001F600"`, 'a"b\\ \té\u{1F600}'],
    [`""""""`, ''],
    [`"""\na\nb"""`, 'a\nb'],
    [`"""\r\na\r\nb"""`, 'a\nb'],
    [`'''\r\n'a' ''b''\r\n'''`, "'a' ''b''\n"],
    [`"""a \\\n  \n  b\\ \t\n"""`, 'a b'],
    [`"""\\\r\n  a"""`, 'a'],
    [`"""a\\""""`, 'a"'],
    [`"""a\\"""b"""`, 'a"""b'],
    [`"""""a"""""`, '""a""'],
    [`'''''a'''''`, "''a''"],
  ];
  for (const [source, value] of rows)
    it(JSON.stringify(source), () => {
      assert.deepEqual(valueOf(source), { type: 'string', value });
    });
});

describe('arrays and inline tables', () => {
  const one = { type: 'integer', value: '1' };
  const rows: readonly (readonly [string, unknown])[] = [
    ['[]', []],
    ['[1, 1,]', [one, one]],
    ['[ # c\n\n 1 # d\r\n , # e\n]', [one]],
    ['[[1], [[]]]', [[one], [[]]]],
    ['[\n[true]\n,[inf],\n[1]\n]', [[{ type: 'bool', value: 'true' }], [infinity()], [one]]],
    ['{}', {}],
    ['{ a = 1, b.c = 1, b."d.e" = 1 }', { a: one, b: { c: one, 'd.e': one } }],
    ['{ a = [\n1,\n1 ] }', { a: [one, one] }],
    ['{ __proto__ = 1 }', JSON.parse('{"__proto__":{"type":"integer","value":"1"}}')],
  ];
  for (const [source, value] of rows)
    it(JSON.stringify(source), () => {
      assert.deepEqual(valueOf(source), value);
    });
});

function infinity(): unknown {
  return { type: 'float', value: 'inf' };
}

describe('no values', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['', 'Expected a value, found the end of the file.'],
    ['# c', 'Expected a value, found a comment.'],
    ['Foo Bar # c', 'Expected a value, found `Foo Bar`. Text needs quotes.'],
    ['True', 'Expected `true` in lower case, found `True`.'],
    ['01', 'Expected a number, a date or a time, found `01`.'],
    ['1__0', 'Expected a number, a date or a time, found `1__0`.'],
    [
      '9223372036854775808',
      'Expected a whole number of at most 64 bits, found `9223372036854775808`.',
    ],
    ['2021-02-29', 'Expected a number, a date or a time, found `2021-02-29`.'],
    ['= 1', 'Expected a value, found `= 1`.'],
    [']', 'Expected a value, found `]`.'],
    ['1 2', 'Expected the end of the line, found `2`.'],
    ['1 y = 2', 'Expected the end of the line, found `y`.'],
    ['"a', 'Expected `"` to close this string.'],
    ["'''a", "Expected `'''` to close this string."],
    [
      '"\\x"',
      "Expected an escape such as \\n, \\\", \\\\ or \\u0041, found `\\x`. Between '...' or '''...''' a backslash stands for itself.",
    ],
    ['"\\u12"', 'Expected 4 hex digits in this escape, found `\\u12`.'],
    ['"\\uD800"', 'Expected a Unicode character in this escape, found `\\uD800`.'],
    [
      '"""\\ a"""',
      "Expected an escape such as \\n, \\\", \\\\ or \\u0041, found `\\ `. Between '...' or '''...''' a backslash stands for itself.",
    ],
    ['[1', 'Expected `]` to close this array.'],
    ['[1 2]', 'Expected `,` or `]`, found `2`.'],
    ['[,]', 'Expected a value, found `,`.'],
    ['{ a = 1', 'Expected `}` on this line to close the inline table.'],
    ['{ a = 1, }', 'Expected a key after the comma, found `}`.'],
    ['{ a 1 }', 'Expected `=` after the key, found `1`.'],
    ['{ a = 1 b = 2 }', 'Expected `,` or `}`, found `b`.'],
    ['{ , }', 'Expected a key, found `,`.'],
    ['{ a = 1, a = 2 }', '`a` is defined already, as a value.'],
    ['"\0"', 'Expected no control character, found U+0000.'],
    ['1\ry = 1', 'Expected a line break of LF or CR LF, found CR alone.'],
  ];
  for (const [source, message] of rows)
    it(JSON.stringify(source), () => {
      const document = parseToml(`x = ${source}`);
      assert.deepEqual(
        document.problems.map((problem) => problem.message),
        [message],
      );
      assertSound(document);
    });
});
