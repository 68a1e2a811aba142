// Formatting of rule files: queries in every kind of string, order of keys, what is typed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import {
  doFormatting,
  doOnTypeFormatting,
  doRangeFormatting,
  formatRule,
  safeEdits,
} from '../../../server/src/services/formatting';
import { haveSameValues } from '../../../server/src/services/sameValues';
import { defaultSettings } from '../../../server/src/settings';
import type { FormatSettings } from '../../../server/src/settings';
import { readCursor } from '../../support/drawing';

const settings = { ...defaultSettings.format, lineWidth: 60 };
const format = (text: string, more: Partial<FormatSettings> = {}): string =>
  formatRule(parseRule(text), { ...settings, ...more });

const file = (body: string): string => `[metadata]\n[rule]\ntype = "query"\n${body}\n`;

describe('formatting a rule', () => {
  const rows: readonly (readonly [before: string, after: string])[] = [
    ["query = '''a:b  and c:d'''", "query = '''\na:b and c:d\n'''"],
    ["query = '''\na:b and\nc:d\n\n'''", "query = '''\na:b and\n  c:d\n'''"],
    ['query = """\na:"b"   and c:d\n"""', 'query = """\na:"b" and c:d\n"""'],
    [
      'query = """a:"\\u00e9\\\\\\\\" \\t\\\r\n  \\u0041ND\u00a0c:"two\r\n lines" or d:e\\\r\n  f"""',
      'query = """\r\na:"\\u00e9\\\\\\\\" and c:"two\r\n lines" or d:e\\\r\n  f\r\n"""',
    ],
    ['query = "\\u0061:\\"b\\"   and c:d"', 'query = "\\u0061:\\"b\\" and c:d"'],
    [
      `query = "process.name:\\"'''\\u00e9\\\\n\\" and process.args:bbbbbbbbbbbbbbbbbbbbbbbbbb"`,
      `query = """\nprocess.name:\\"'''\\u00e9\\\\n\\" and\n  process.args:bbbbbbbbbbbbbbbbbbbbbbbbbb\n"""`,
    ],
    ['query = "a:b   and c:d"', 'query = "a:b and c:d"'],
    ['query = \'a:b   and c:"d"\'', 'query = \'a:b and c:"d"\''],
    [
      'query = "process.name:aaaaaaaaaaaaaaaaaaaa and process.args:bbbbbbbbbbbbbbbbbbbb"',
      "query = '''\nprocess.name:aaaaaaaaaaaaaaaaaaaa and\n  process.args:bbbbbbbbbbbbbbbbbbbb\n'''",
    ],
    ["query = '''\r\na:b  and\r\nc:d\r\n'''\r\n", "query = '''\r\na:b and\r\n  c:d\r\n'''\r\n"],
  ];
  for (const [before, after] of rows)
    it(before.replaceAll('\n', '⏎'), () => {
      assert.equal(format(file(before)), file(after));
      assert.equal(format(file(after)), file(after));
    });

  it('leaves other languages, broken queries and broken files alone', () => {
    for (const text of [
      file('language = "lucene"\nquery = "a:b   AND c:d"'),
      file("query = '''\na:b  and (\n'''"),
      file("query = '''\na:b   and c:d\n'''\nx = "),
    ])
      assert.equal(format(text), text);
  });

  it('gives one edit, and none where nothing changes', () => {
    assert.deepEqual(doFormatting(parseRule(file('query = "a:b"')), settings), []);
    assert.equal(doFormatting(parseRule(file('query = "a:b  and c:d"')), settings).length, 1);
  });

  it('formats the query that a range touches', () => {
    const text = file("query = '''\na:b  and c:d\n'''\nname = 'x'");
    const document = parseRule(text);
    const at = (word: string): { start: number; end: number } => {
      const start = text.indexOf(word);
      return { start, end: start + word.length };
    };
    assert.equal(doRangeFormatting(document, at('and'), settings).length, 1);
    assert.equal(doRangeFormatting(document, at("'x'"), settings).length, 0);
  });
});

describe('the ends of lines', () => {
  const rows: readonly (readonly [what: string, before: string, after: string])[] = [
    ['behind values and headers', '[rule] \ntype = "query"\t \n', '[rule]\ntype = "query"\n'],
    ['in comments and alone', '[rule]\n  \n# x \ntype = "eql"\n', '[rule]\n\n# x\ntype = "eql"\n'],
    ['in arrays', '[rule]\ntags = [ \n  "a", \n]\n', '[rule]\ntags = [\n  "a",\n]\n'],
    ['with CRLF', '[rule] \r\ntype = "eql"', '[rule]\r\ntype = "eql"\r\n'],
    ['at the end of the file', '[rule]\ntype = "eql"  ', '[rule]\ntype = "eql"\n'],
    ['behind a query', "[rule]\nquery = 'a:b   and c:d'  ", "[rule]\nquery = 'a:b and c:d'\n"],
  ];
  for (const [what, before, after] of rows)
    it(`have no blanks ${what}`, () => {
      assert.equal(format(before), after);
    });

  it('stay as they are in strings and in broken files', () => {
    for (const text of [
      file("note = '''\na  \n  \n# b \n'''"),
      file('note = """a  \n\\\n b \n"""\ntags = ["x ", \'y \']'),
      file('language = "eql"\nquery = """\nany where true  \n"""'),
      '[rule] \ntype = \n',
    ])
      assert.equal(format(text), text);
  });

  it('are of no account while a range is formatted', () => {
    const text = file('name = "x"  ');
    assert.deepEqual(doRangeFormatting(parseRule(text), { start: 0, end: 40 }, settings), []);
  });
});

describe('values before and after', () => {
  const same = (before: string, after: string): boolean =>
    haveSameValues(parseRule(before), parseRule(after));
  const query = file("query = 'a:b and c:d'");
  const rows: readonly (readonly [what: string, before: string, after: string, same: boolean])[] = [
    ['blanks of a query', query, query.replace(' and', '   and'), true],
    ['order of keys', '[rule]\na = 1\nb = 2\n', '[rule]\nb = 2\na = 1\n', true],
    ['order of tables', '[rule]\na = 1\n[metadata]\n', '[metadata]\n[rule]\na = 1\n', true],
    ['a condition', query, query.replace('c:d', 'c:e'), false],
    ['an operator', query, query.replace(' and', ' or'), false],
    ['another value', file('name = "x"'), file('name = "x "'), false],
    ['a lost key', file('name = "x"'), file(''), false],
    ['order of a list', file('tags = ["x", "y"]'), file('tags = ["y", "x"]'), false],
    ['blanks of a broken query', file("query = 'a:b  ('"), file("query = 'a:b ('"), false],
    [
      'blanks of another language',
      file("language = 'eql'\nquery = 'any  where'"),
      file("language = 'eql'\nquery = 'any where'"),
      false,
    ],
    [
      'a query elsewhere',
      '[rule]\n[rule.filters]\nquery = "a:b  and c:d"\n',
      '[rule]\n[rule.filters]\nquery = "a:b and c:d"\n',
      false,
    ],
    ['broken TOML', file('name = "x"'), file('name = "x'), false],
  ];
  for (const [what, before, after, expected] of rows)
    it(`${expected ? 'are the same' : 'differ'}: ${what}`, () => {
      assert.equal(same(before, after), expected);
      assert.equal(same(after, before), expected);
    });
});

describe('edits', () => {
  it('are refused, all of them, where one of them changes a value', () => {
    const text = file('name = "x"  ');
    const at = text.indexOf('x');
    const blanks = { span: { start: text.length - 3, end: text.length - 1 }, text: '' };
    const value = { span: { start: at, end: at + 1 }, text: 'y' };
    const document = parseRule(text);
    assert.deepEqual(safeEdits(document, [blanks]), [blanks]);
    assert.deepEqual(safeEdits(document, [value, blanks]), []);
  });
});

describe('formatting while typing', () => {
  const typed = (source: string, character: string): readonly string[] => {
    const { text, offset } = readCursor(source);
    const edits = doOnTypeFormatting(parseRule(text), { offset, typed: character }, settings);
    return edits.map(({ newText }) => newText);
  };

  it('indents a new line as deep as its brackets', () => {
    assert.deepEqual(typed(file("query = '''\na:b and\n<|>'''"), '\n'), ['  ']);
    assert.deepEqual(typed(file("query = '''\na:b and (\n<|>\n'''"), '\n'), ['  ']);
    assert.deepEqual(typed(file("query = '''\na:b and (c:(\n<|>\n'''"), '\n'), ['    ']);
    assert.deepEqual(typed(file("query = '''\na:b and\n  c:(\n<|>\n'''"), '\n'), ['    ']);
    assert.deepEqual(typed(file("query = '''\na:b and\n  c:(\n<|>)\n'''"), '\n'), ['  ']);
    assert.deepEqual(typed(file("query = '''\na:b and (c:(\n<|>))\n'''"), '\n'), []);
    assert.deepEqual(typed(file("query = '''\na:{\n  b:(c) and\n    <|>d:e\n'''"), '\n'), ['  ']);
    assert.deepEqual(typed(file('query = """\r\na:\\"(\\" and\r\n<|>\r\n"""'), '\n'), ['  ']);
    assert.deepEqual(typed(file("query = '''\n<|>\n'''"), '\n'), []);
    assert.deepEqual(typed(file('name = "x"\n<|>'), '\n'), []);
  });

  it('lays the query out when its last bracket closes', () => {
    assert.deepEqual(typed(file("query = '''\na:( b )<|>\n'''"), ')'), ["'''\na:(b)\n'''"]);
    assert.deepEqual(typed(file("query = '''\na:{ b:c}<|>\n'''"), '}'), ["'''\na:{ b:c }\n'''"]);
    assert.deepEqual(typed(file("query = '''\n(a:( b )<|>\n'''"), ')'), []);
    assert.deepEqual(typed(file("query = '''\na:( b ) and c:\"d)<|>\"\n'''"), ')'), []);
  });
});

describe('the order of keys', () => {
  it('is that of the writer, with comments', () => {
    const text = `# about the file
[metadata]
updated_date = "2026/01/02"
# when
creation_date = "2026/01/02"

[rule]
type = "query"
query = 'a:b'
name = "x" # behind

[rule.threshold]
value = 1
field = []

[[rule.threat]]
framework = "MITRE ATT&CK"

[rule.threat.tactic]
name = "x"
id = "TA0003"

[transform]
`;
    const sorted = `# about the file
[metadata]
# when
creation_date = "2026/01/02"
updated_date = "2026/01/02"

[transform]

[rule]
name = "x" # behind
type = "query"
query = 'a:b'

[[rule.threat]]
framework = "MITRE ATT&CK"

[rule.threat.tactic]
id = "TA0003"
name = "x"

[rule.threshold]
field = []
value = 1
`;
    assert.equal(format(text, { sortKeys: true }), sorted);
    assert.equal(format(sorted, { sortKeys: true }), sorted);
    assert.equal(format(text), text);
  });

  const comments: readonly (readonly [what: string, before: string, after: string])[] = [
    [
      'above and behind go with their key',
      '[rule]\n# of type\n# in two lines\ntype = "eql" # behind\n\n# of name\nname = "x"\n',
      '[rule]\n\n# of name\nname = "x"\n# of type\n# in two lines\ntype = "eql" # behind\n',
    ],
    [
      'below go with their key where a blank line follows',
      '[rule]\ntype = "eql"\n# severity = "low"\n\nname = "x"\nquery = "any where true"\n# end',
      '[rule]\n\nname = "x"\ntype = "eql"\n# severity = "low"\n\nquery = "any where true"\n# end\n',
    ],
    [
      'below the last key of a table stay in it',
      '[rule]\ntype = "eql"\n# of rule\n\n[metadata]\nmaturity = "x"\n# of metadata\n',
      '[metadata]\nmaturity = "x"\n# of metadata\n\n[rule]\ntype = "eql"\n# of rule\n',
    ],
    [
      'of the file stay at its ends',
      '\ufeff# licence\n\n# of rule\n[rule]\ntype = "eql"\n\n[metadata]\nmaturity = "x"\n\n# end\n',
      '\ufeff# licence\n\n[metadata]\nmaturity = "x"\n\n# of rule\n[rule]\ntype = "eql"\n\n# end\n',
    ],
    [
      'have the line ends of the file',
      '[rule]\r\ntype = "eql"\r\n# below\r\n\r\n[metadata]\r\nmaturity = "x"',
      '[metadata]\r\nmaturity = "x"\r\n\r\n[rule]\r\ntype = "eql"\r\n# below\r\n',
    ],
  ];
  for (const [what, before, after] of comments)
    it(`comments ${what}`, () => {
      assert.equal(format(before, { sortKeys: true }), after);
      assert.equal(format(after, { sortKeys: true }), after);
    });

  it('does not touch a file with two statements that share a table by dotted keys out of order', () => {
    const text = 'a = 1\n[rule]\ntype = "query"\nname = "x"\n';
    assert.equal(format(text, { sortKeys: true }), text);
  });
});
