// Lucene queries: trees in short form, mistakes drawn, and that no text whatever breaks the parser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LuceneNode, LucenePatternPart } from '../../../server/src/lucene/ast';
import { parseLucene } from '../../../server/src/lucene/parse';
import { contains } from '../../../server/src/text/span';
import { maxDepth } from '../../../server/src/text/mistakes';
import { drawProblems, eraseProblems } from '../../support/drawing';
import { mutate, seededRandom } from '../../support/mutate';

/** The tree in short: `+` must, `-` must not, texts in quotes, fields in front. */
function show(node: LuceneNode): string {
  const field = 'field' in node && node.field !== undefined ? `${node.field.name}:` : '';
  switch (node.kind) {
    case 'bool': {
      const marks = { must: '+', should: '', mustNot: '-' };
      return `(${node.clauses.map(({ occur, query }) => marks[occur] + show(query)).join(' ')})`;
    }
    case 'text':
      return `${field}'${node.text}'${node.fuzzy === undefined ? '' : `~${node.fuzzy}`}`;
    case 'phrase':
      return `${field}"${node.text}"${node.slop === undefined ? '' : `~${node.slop}`}`;
    case 'wildcard':
      return field + node.parts.map(showPart).join('');
    case 'regex':
      return `${field}/${node.pattern}/`;
    case 'range': {
      const open = node.lower.inclusive ? '[' : '{';
      const close = node.upper.inclusive ? ']' : '}';
      return `${field}${open}${node.lower.value ?? '*'} TO ${node.upper.value ?? '*'}${close}`;
    }
    case 'exists':
      return `exists ${node.field.name}`;
    case 'all':
    case 'error':
      return node.kind;
  }
}

function showPart(part: LucenePatternPart): string {
  if (part.kind === 'text') return `'${part.text}'`;
  return part.kind === 'many' ? '*' : '?';
}

const rows: readonly (readonly [query: string, tree: string])[] = [
  ['', 'all'],
  [' \n', 'all'],
  ['foo', `'foo'`],
  ['foo bar', `'foo bar'`],
  ['foo bar baz:x', `('foo bar' baz:'x')`],
  ['foo bar AND baz', `('foo' +'bar' +'baz')`],
  ['foo bar^2', `('foo' 'bar')`],
  ['a:foo bar', `(a:'foo' 'bar')`],
  ['a:(foo bar)', `a:'foo bar'`],
  ['a AND b', `(+'a' +'b')`],
  ['a and b', `'a and b'`],
  ['a AND b OR c', `(+'a' +'b' 'c')`],
  ['a OR b AND NOT c', `('a' +'b' -'c')`],
  ['a && b || !c', `(+'a' +'b' -'c')`],
  ['&&foo', `'&&foo'`],
  ['ANDROID OR', `('ANDROID' error)`],
  ['+a -b c', `(+'a' -'b' 'c')`],
  ['a-b+c', `'a-b+c'`],
  ['a - b', `('a' '-' 'b')`],
  ['NOT a', `(-'a')`],
  ['a:(b OR c) AND d:"e f"~3', `(+(a:'b' a:'c') +d:"e f"~3)`],
  ['a:(b OR c:(d OR e))', `(a:'b' (c:'d' c:'e'))`],
  ['(a OR b)^2.5', `('a' 'b')`],
  ['a : b', `a:'b'`],
  ['a:[1 TO 5}', 'a:[1 TO 5}'],
  ['a:[ 1  TO 5 ]', 'a:[1 TO 5]'],
  ['a:[x\ty TO z\n]', 'a:[x\ty TO z\n]'],
  ['a:["x"y TO z]', `a:["x"y TO z]`],
  ['a:{* TO "*"]', 'a:{* TO *]'],
  ['a:["x y" TO 2024-01-01T00:00:00Z]', 'a:[x y TO 2024-01-01T00:00:00Z]'],
  ['a:>=5', 'a:[5 TO *]'],
  ['a:\\>5', 'a:{5 TO *]'],
  ['a:(>1 AND <5)', '(+a:{1 TO *] +a:[* TO 5})'],
  ['>5', '{5 TO *]'],
  ['a:>=', 'a:{= TO *]'],
  ['a:(>=b c)', 'a:[b c TO *]'],
  ['a:">5"', 'a:">5"'],
  ['a~AUTO b~1.0 c ~2', `('a'~AUTO 'b'~1.0 'c'~2)`],
  ['a:"b c"~x', 'a:"b c"~x'],
  ['_exists_:x.y', 'exists x.y'],
  ['x:*', 'exists x'],
  ['x:\\*', `x:'*'`],
  ['*:*', 'all'],
  ['*', '*'],
  ['*:x', `*:'x'`],
  ['a:b*c?\\?', `a:'b'*'c'?'?'`],
  ['a:/x\\/[y]/', 'a:/x\\/[y]/'],
  ['a~ b~1 c^2', `('a'~ 'b'~1 'c')`],
  ['foo\\:bar\\ \\u0041', `'foo:bar A'`],
  ['a:"x \\"y\\" \\\\"', 'a:"x "y" \\"'],
];

const drawings: readonly string[] = [
  `
a:b:c AND d:
   ^ error lucene-syntax
           ^ error lucene-syntax
`,
  `
source.ip:10.0.0.0/8 AND a:b ) OR c
                  ^ error lucene-syntax
                             ^ error lucene-syntax
`,
  `
AND a OR (b AND)
^^^ error lucene-syntax
               ^ error lucene-syntax
`,
  `
a:"open
  ^^^^^ error lucene-syntax
AND b^ AND c:[1 TO]
     ^ error lucene-syntax
                  ^ error lucene-syntax
`,
  `
a:(b OR c
        ^ error lucene-syntax
`,
  `
a:[1 5] OR b~3 OR c~x
     ^ error lucene-syntax
            ^ error lucene-syntax
                   ^ error lucene-syntax
`,
];

const seeds = {
  tokens: [
    '(',
    ')',
    '[',
    '}',
    ':',
    '"',
    '\\',
    '/',
    ' AND ',
    ' OR ',
    'NOT ',
    '+',
    '-',
    '*',
    '~',
    '^',
  ],
  texts: rows.map(([query]) => query),
};

describe('parseLucene', () => {
  for (const [query, tree] of rows)
    it(JSON.stringify(query), () => {
      const { root, problems } = parseLucene(query);
      assert.equal(show(root), tree);
      assert.equal(problems.length > 0, tree.includes('error'));
    });

  for (const drawing of drawings)
    it(`draws ${JSON.stringify(drawing)}`, () => {
      const text = eraseProblems(drawing);
      assert.equal(drawProblems(text, parseLucene(text).problems), drawing);
    });

  it('says what it expected', () => {
    assert.deepEqual(parseLucene('a:(b OR )').error, {
      offset: 8,
      message: 'Expected "(", "[", "{", NOT, field name, value but ")" found.',
    });
  });

  it('reads brackets as deep as it may, and no deeper', () => {
    const query = (depth: number): string => `${'a:('.repeat(depth)}x${')'.repeat(depth)}`;
    assert.deepEqual(parseLucene(query(maxDepth)).problems, []);
    const codes = parseLucene(query(20_000)).problems.map(({ code }) => code);
    assert.deepEqual(codes, ['lucene-too-deep']);
  });

  it('gives a tree with nested spans for any text', () => {
    const random = seededRandom(17);
    for (let i = 0; i < 5000; i++) {
      const text = mutate(rows[i % rows.length]?.[0] ?? '', random, seeds);
      const { root, problems, error } = parseLucene(text);
      assert.equal(error === undefined, problems.length === 0);
      const whole = { start: 0, end: text.length };
      for (const { span, message } of problems) {
        assert.ok(contains(whole, span), text);
        assert.doesNotMatch(message, /^Expected[^.]*(?:any character|junk|blank|undefined)/, text);
      }
      assert.ok(contains(whole, root.span), text);
      assertNested(root, text);
      if (error === undefined) assert.ok(!show(root).includes('error'), text);
    }
  });
});

function assertNested(node: LuceneNode, text: string): void {
  assert.ok(node.span.start <= node.span.end, text);
  if (node.kind !== 'bool') return;
  for (const clause of node.clauses) {
    assert.ok(contains(node.span, clause.span) && contains(clause.span, clause.query.span), text);
    assertNested(clause.query, text);
  }
}
