// The layout of KQL queries.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatKql } from '../../../server/src/kql/format';

const format = (text: string, width = 60): string | undefined => formatKql(text, { width });

/** Query, what becomes of it at a width of 60. */
const rows: readonly (readonly [what: string, query: string, expected: string])[] = [
  ['one condition', ' a:b ', 'a:b'],
  ['free text', '  x ', 'x'],
  ['the colon that is used most', 'a:b and c :d and e:f', 'a:b and c:d and e:f'],
  ['the colon with a blank, where it is even', 'a: b and c:d', 'a: b and c: d'],
  ['the colon with blanks around', 'a : b and c : d and e:f', 'a : b and c : d and e : f'],
  ['ranges', 'a>1 and b  <= 2', 'a > 1 and b <= 2'],
  ['operators in lower case', 'a: b AND NOT c: d', 'a: b and not c: d'],
  ['a list', 'a: ( b  or c )', 'a: (b or c)'],
  ['a nested group', 'a:{b:c and d:e}', 'a:{ b:c and d:e }'],
  ['line breaks of the author', 'a: b\nand c: d and\n  e: f', 'a: b and\n  c: d and\n  e: f'],
  ['no blank lines', 'a: b and\n\n\nc: d', 'a: b and\n  c: d'],
  [
    'long lines',
    'event.category: "process" and event.type: "start" and process.name: "x"',
    'event.category: "process" and event.type: "start" and\n  process.name: "x"',
  ],
  [
    'a list over several lines',
    'f: (a or b or\n c) and g: h',
    'f: (\n    a or b or c\n  ) and\n  g: h'.replace('\n    a', '\n  a').replace('\n  )', '\n)'),
  ],
  ['a value on each line', 'f: (a or\nb or\nc)', 'f: (\n  a or\n  b or\n  c\n)'],
  [
    'a list that is too long',
    'process.name: ("aaaaaaaaaaaa" or "bbbbbbbbbbbbbb" or "cccccccccccc" or "dddddd")',
    'process.name: (\n  "aaaaaaaaaaaa" or "bbbbbbbbbbbbbb" or "cccccccccccc" or\n  "dddddd"\n)',
  ],
  [
    'groups in groups',
    'a: b and (c: d or\n(e: f and\ng: h))',
    'a: b and\n  (\n    c: d or\n    (\n      e: f and\n      g: h\n    )\n  )',
  ],
  [
    'a block behind not',
    'a: b and not (c: d or\n e: f)',
    'a: b and\n  not (\n    c: d or\n    e: f\n  )',
  ],
  ['brackets of the author', '((a: b))', '((a: b))'],
  ['words that look like operators', 'a: "and" and b: android', 'a: "and" and b: android'],
  ['blanks inside of values', 'a: "x   y" and b: c   d', 'a: "x   y" and b: c   d'],
];

describe('formatKql', () => {
  for (const [what, query, expected] of rows)
    it(`${what}: ${query.replaceAll('\n', '⏎')}`, () => {
      assert.equal(format(query), expected);
      assert.equal(format(expected), expected);
    });

  it('leaves what is not valid, and nothing, alone', () => {
    for (const query of ['', ' \n', 'a: (b', 'a: b c: d']) assert.equal(format(query), undefined);
  });

  it('lets a condition be longer than the line', () => {
    const long = `process.command_line: "${'x'.repeat(80)}"`;
    assert.equal(format(`a: b and ${long}`), `a: b and\n  ${long}`);
  });
});
