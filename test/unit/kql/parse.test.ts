// Mistakes in KQL, drawn; the spans of the tree; and that no text whatever breaks the parser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseKql } from '../../../server/src/kql/parse';
import { printKql } from '../../../server/src/kql/print';
import { toNeutral } from '../../../server/src/kql/neutral';
import { maxDepth } from '../../../server/src/text/mistakes';
import { contains } from '../../../server/src/text/span';
import type { OffsetMap } from '../../../server/src/text/offsetMap';
import { drawProblems, eraseProblems } from '../../support/drawing';
import { kqlSeeds, ownedNodes, termSpans } from '../../support/kql';
import { mutate, seededRandom } from '../../support/mutate';

/** Each `^` line marks a problem of the line above it. */
const drawings: readonly string[] = [
  `
process.name: (cmd.exe or ) and user.name:
                          ^ error kql-syntax
                                         ^ error kql-syntax
`,
  `
(a:1)or b:2 and c::3
     ^^ error kql-syntax
                  ^ error kql-syntax
`,
  `
message:cannot open and x:(a:b or c) and y:1
           ^^^ error kql-syntax
                            ^ error kql-syntax
`,
  `
foo:"x" "y" and bar:\\q and baz:>5 and ok:1
        ^^^ error kql-syntax
                    ^ error kql-syntax
                               ^ error kql-syntax
`,
  `
a:1) and b:{ c:2 and (d:3 } or e:4
   ^ error kql-syntax
                          ^ error kql-syntax
`,
  `
a:"closed" and
b:"open
  ^^^^^ error kql-syntax
and c:x:y
       ^ error kql-syntax
`,
  `
{a:b} and not not c:d
^ error kql-syntax
              ^^^ error kql-syntax
`,
  `
a:(b or c and d:e or f:g
               ^ error kql-syntax
                       ^ error kql-syntax
`,
];

describe('parseKql: problems', () => {
  for (const drawing of drawings)
    it(JSON.stringify(drawing), () => {
      const text = eraseProblems(drawing);
      assert.equal(drawProblems(text, parseKql(text).problems), drawing);
    });
});

/** The advice behind Kibana's sentence. */
const hints: readonly (readonly [query: string, hint: string])[] = [
  ['not(a:b)', 'Put a blank after "not".'],
  ['f:(not(a or b))', 'Put a blank after "not".'],
  ['a:1 or(b:2)', 'Put a blank on both sides of "or".'],
  ['(a:1)and b:2', 'Put a blank on both sides of "and".'],
  ['f: not v', 'Put "not" in front of the field: not field: value.'],
  ['not not a:b', 'Write not (not ...) to negate twice.'],
  [
    'message:cannot open',
    'Text that ends in "not" before a blank is read as an operator; put it in double quotes.',
  ],
  ['foo not bar', 'Write "and not" or "or not"; if it is text, put it in double quotes.'],
  ['foo:"ba', 'The quote is never closed.'],
  [
    'foo:"C:\\dir\\"',
    'The quote is never closed. In quotes \\" is a quote; write \\\\ for a backslash.',
  ],
  ['a:"C:\\dir\\" and b:"x"', 'In quotes \\" is a quote; write \\\\ for a backslash.'],
  [
    'a:C\\q',
    'A backslash outside of quotes must be doubled, unless it escapes a special character.',
  ],
  ['()', 'There is nothing between the brackets.'],
  ['a:{}', 'There is nothing between the brackets.'],
  ['a:1 and ', 'Nothing follows "and".'],
  ['(a:1 or )', 'Nothing follows "or".'],
  ['(a:1', 'A parenthesis is never closed.'],
  ['a:{b:1', 'A brace is never closed.'],
  ['a:1)', 'There is no opening parenthesis for it.'],
  ['a:1}', 'There is no opening brace for it.'],
  ['(a:{b:1)', 'A brace is still open here.'],
  ['a:{(b:1}', 'A parenthesis is still open here.'],
  ['{a:b}', 'Braces need a field in front of them: field: { ... }.'],
  [
    'a:b:c',
    'A value with a colon in it needs double quotes; a list after a field holds values only.',
  ],
  ['a:b && c:d', 'KQL has no "&&": write and.'],
  ['a:b || c.d : e', 'KQL has no "||": write or.'],
  ['a = "b"', 'KQL compares with a colon: field: value.'],
  ['x where a == "b"', 'KQL compares with a colon: field: value.'],
  ['a != "b"', 'KQL has no "!=": not field: value.'],
  ['a: and b:c', 'A value is missing in front of "and".'],
  ['a:>5', 'Leave the colon out: field > value.'],
  ['a < b < c', 'Write each comparison on its own: field > 1 and field < 9.'],
  ['a > (b)', 'A comparison takes one value.'],
  ['a:"x" "y"', 'Join values with "or" or "and": field: ("a" or "b").'],
  ['a:"x"*', 'There are no wildcards in or beside quotes; write the whole value without them.'],
];

describe('parseKql: hints', () => {
  for (const [query, hint] of hints)
    it(query, () => {
      const { problems, error } = parseKql(query);
      assert.equal(problems[0]?.message, `${error?.message ?? ''} ${hint}`);
    });
});

describe('parseKql: options', () => {
  const refuse = (query: string): number | undefined =>
    parseKql(query, undefined, { allowLeadingWildcards: false }).error?.offset;
  const rows: readonly (readonly [query: string, offset: number | undefined])[] = [
    ['a:*', undefined],
    ['*:*', undefined],
    ['*a:b', undefined],
    ['"*a"', undefined],
    ['a:b*', undefined],
    ['a > *b', undefined],
    ['a:*b', 2],
    ['a: *b', 3],
    ['a:(b or *c)', 8],
    ['a:**', 2],
    ['x and *a', 6],
    // Kibana goes back and reads the field of a clause that fails as a value.
    ['*a:', 0],
    ['x:{ *a: }', 4],
    ['x and *a:{ b: ', 6],
    ['x: and *a:b', 9],
  ];
  for (const [query, offset] of rows)
    it(`refuses leading wildcards: ${query}`, () => {
      assert.equal(refuse(query), offset);
      assert.equal(
        parseKql(query).problems.some((p) => p.code !== 'kql-syntax'),
        false,
      );
    });
});

describe('parseKql: spans', () => {
  const rows: readonly (readonly [query: string, spans: readonly string[]])[] = [
    ['', ['is ']],
    [' a : b ', ['is a : b']],
    ['a:(b or not c )', ['or a:(b or not c )', 'is b', 'not not c', 'is c']],
    ['a:( b )', ['is a:( b )']],
    [
      '(a:1 or b:2 ) and c > 3 ',
      ['and (a:1 or b:2 ) and c > 3', 'or a:1 or b:2', 'is a:1', 'is b:2', 'range c > 3'],
    ],
    ['p : { q : "r" }', ['nested p : { q : "r" }', 'is q : "r"']],
    ['a: and', ['is a: and']],
    ['a:>5 and b', ['and a:>5 and b', 'error a:>5', 'is b']],
  ];
  for (const [query, spans] of rows)
    it(JSON.stringify(query), () => {
      const drawn = ownedNodes(parseKql(query).root).map(
        ({ node }) => `${node.kind} ${query.slice(node.span.start, node.span.end)}`,
      );
      assert.deepEqual(drawn, spans);
    });

  it('lead to the file through the offset map', () => {
    // A file that says `q = "a:\"b\" x"`: each quote of the query is an escape of two characters.
    const map: OffsetMap = {
      decoded: [0, 2, 3, 4, 5],
      source: [5, 7, 9, 10, 12],
      sourceEnd: [7, 9, 10, 12, 14],
      decodedLength: 7,
      inner: { start: 5, end: 14 },
    };
    const { root, problems, error } = parseKql('a:"b" x', map);
    assert.deepEqual(termSpans(root), [
      { start: 5, end: 6 },
      { start: 7, end: 12 },
      { start: 13, end: 14 },
    ]);
    assert.deepEqual(problems[0]?.span, { start: 13, end: 14 });
    assert.equal(error?.offset, 6);
  });
});

describe('parseKql: nesting', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['a:{', '}'],
    ['not (', ')'],
    ['a or b and not (', ')'],
  ] as const)
    it(`reads ${open} as deep as it may, and no deeper`, () => {
      const query = (depth: number): string => `${open.repeat(depth)}x${close.repeat(depth)}`;
      const deepest = parseKql(query(maxDepth));
      assert.deepEqual(deepest.problems, []);
      const again = parseKql(printKql(deepest.root));
      assert.deepEqual(toNeutral(again.root), toNeutral(deepest.root));
      for (const depth of [maxDepth + 1, 20_000]) {
        const codes = parseKql(query(depth)).problems.map(({ code }) => code);
        assert.deepEqual(codes, ['kql-too-deep']);
      }
    });

  it('reads a value list as deep as it may, and no deeper', () => {
    assert.deepEqual(parseKql(`a:${'('.repeat(maxDepth)}x${')'.repeat(maxDepth)}`).problems, []);
    assert.equal(parseKql(`a:${'('.repeat(20_000)}`).problems[0]?.code, 'kql-too-deep');
  });
});

describe('parseKql: any text', () => {
  it('reports one mistake where a quote turns all later ones around', () => {
    const text = 'a:("b or "c") and\nd:("e" or "f") and\ng:"h"';
    const { problems } = parseKql(text);
    assert.deepEqual(
      problems.map(({ message, related }) => [message, related]),
      [
        [
          'Expected ")", AND, OR but "c" found. A quote before it has no partner.',
          [
            {
              span: { start: 0, end: 17 },
              message: 'One of the quotes in this line has no partner.',
            },
          ],
        ],
      ],
    );
  });

  it('gives a tree whose spans are nested, and Kibana reports first', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 5000; i++) {
      const seed = kqlSeeds.texts[i % kqlSeeds.texts.length] ?? '';
      const text = mutate(seed, random, kqlSeeds);
      const { root, problems, error } = parseKql(text);
      assert.equal(error === undefined, problems.length === 0);
      if (error && error.offset < text.length) assert.equal(problems[0]?.span.start, error.offset);
      const whole = { start: 0, end: text.length };
      for (const { span, message } of problems) {
        assert.ok(contains(whole, span), text);
        assert.doesNotMatch(message, /^Expected[^.]*(?:any character|junk|blank|undefined)/, text);
      }
      for (const { node, terms, children } of ownedNodes(root)) {
        assert.ok(contains(whole, node.span) && node.span.start <= node.span.end, text);
        for (const inner of children) assert.ok(contains(node.span, inner.span), text);
        for (const term of terms) assert.ok(contains(whole, term.span), text);
        if (problems.length > 0) continue;
        assert.notEqual(node.kind, 'error');
      }
      if (error !== undefined) continue;
      assert.deepEqual(toNeutral(parseKql(printKql(root)).root), toNeutral(root), text);
    }
  });
});
