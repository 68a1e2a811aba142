// Formatting of rule files: queries in every kind of string, order of keys, what is typed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import {
  doFormatting,
  doOnTypeFormatting,
  doRangeFormatting,
  formatRule,
} from '../../../server/src/services/formatting';
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
    ['query = """\na:"b"   and c:d\n"""', 'query = """\na:\\"b\\" and c:d\n"""'],
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
    assert.deepEqual(typed(file("query = '''\n<|>\n'''"), '\n'), []);
    assert.deepEqual(typed(file('name = "x"\n<|>'), '\n'), []);
  });

  it('lays the query out when its last bracket closes', () => {
    assert.deepEqual(typed(file("query = '''\na:( b )<|>\n'''"), ')'), ["'''\na:(b)\n'''"]);
    assert.deepEqual(typed(file("query = '''\n(a:( b )<|>\n'''"), ')'), []);
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

  it('does not touch a file with two statements that share a table by dotted keys out of order', () => {
    const text = 'a = 1\n[rule]\ntype = "query"\nname = "x"\n';
    assert.equal(format(text, { sortKeys: true }), text);
  });
});
