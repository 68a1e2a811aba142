// EQL queries: trees in short form, the first mistake with its sentence, and that no text whatever breaks the parser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EqlEvent, EqlExpression, EqlStatement, EqlTerm } from '../../../server/src/eql/ast';
import { parseEql } from '../../../server/src/eql/parse';
import { maxDepth } from '../../../server/src/text/mistakes';
import { contains } from '../../../server/src/text/span';
import { mutate, seededRandom } from '../../support/mutate';

function show({ query, pipes }: EqlStatement): string {
  const tail = pipes.map(({ name, count }) => ` | ${name.text} ${count ? expression(count) : ''}`);
  if (query.kind === 'event') return event(query) + tail.join('');
  const { kind, by, maxspan, terms, until } = query;
  const head = [kind, by.map(expression).join(','), maxspan?.text].filter(Boolean).join(' ');
  const last = until ? ` until ${term(until)}` : '';
  return `${head} ${terms.map(term).join(' ')}${last}${tail.join('')}`;
}

function term({ event: of, isMissing, by, runs }: EqlTerm): string {
  const keys = by.map(expression).join(',');
  return `${isMissing ? '!' : ''}[${event(of)}]${keys && `/${keys}`}${runs > 1 ? `*${runs}` : ''}`;
}

function event({ category, condition }: EqlEvent): string {
  return `${category?.text ?? '*'}: ${expression(condition)}`;
}

function expression(node: EqlExpression): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.items.map(expression).join(` ${node.kind} `)})`;
    case 'not':
      return `-${expression(node.item)}`;
    case 'compare':
      return `${expression(node.left)} ${node.operator} ${expression(node.right)}`;
    case 'match': {
      const operator = (node.isNegated ? 'not ' : '') + node.operator;
      return `${expression(node.left)} ${operator} [${node.values.map(expression).join()}]`;
    }
    case 'arithmetic':
      return `{${node.operator} ${node.operands.map(expression).join(' ')}}`;
    case 'call':
      return `${node.name}${node.isCaseless ? '~' : ''}(${node.args.map(expression).join()})`;
    case 'field':
      return (node.isOptional ? '?' : '') + node.name;
    case 'constant':
      return JSON.stringify(node.value);
  }
}

const rows: readonly (readonly [query: string, tree: string])[] = [
  ['process where true', 'process: true'],
  ['any where a == 1', '*: a == 1'],
  ['"odd name" where a', 'odd name: a'],
  ['p where a and b and c or d', 'p: ((a and b and c) or d)'],
  ['p where not a and not (b or c)', 'p: (-a and -(b or c))'],
  ['p where a.b : "x*" and c == "y"', 'p: (a.b : ["x*"] and c == "y")'],
  ['p where a in ("x", "y", 3)', 'p: a in ["x","y",3]'],
  ['p where a not in~ ("x")', 'p: a not in~ ["x"]'],
  [
    'p where a like~ "x" or a regex ("[a-z]+", "b")',
    'p: (a like~ ["x"] or a regex ["[a-z]+","b"])',
  ],
  ['p where a : (1, -2)', 'p: a : [1,{- 2}]'],
  ['p where 1 + 2 * -a >= b % 2 - 1', 'p: {+ 1 {* 2 {- a}}} >= {- {% b 2} 1}'],
  ['p where null == (a > 1)', 'p: null == a > 1'],
  ['p where ?a.b != null and `my-field`.c == true', 'p: (?a.b != null and my-field.c == true)'],
  ['p where startsWith~(a, "x") and LENGTH(b) > 1', 'p: (startsWith~(a,"x") and LENGTH(b) > 1)'],
  ['p where a == "q\\"\\\\\\t\\u{1F600}"', 'p: a == "q\\"\\\\\\t😀"'],
  ['p where a == """C:\\x"y"""', 'p: a == "C:\\\\x\\"y"'],
  ['p /* a /* nested */ b */ where // c\n a', 'p: a'],
  ['p where runs == 1 and maxspan == 2', 'p: (runs == 1 and maxspan == 2)'],
  ['p where a | head 5 | tail 1', 'p: a | head 5 | tail 1'],
  ['sequence [a where b] [c where d]', 'sequence [a: b] [c: d]'],
  [
    'sequence by x, ?y with maxspan=5m [a where b] by k [any where d] by l until [e where f] by m',
    'sequence x,?y 5m [a: b]/k [*: d]/l until [e: f]/m',
  ],
  ['sequence with maxspan = 1h by x [a where b] ![c where d]', 'sequence x 1h [a: b] ![c: d]'],
  ['sequence [a where b] with runs=2', 'sequence [a: b]*2'],
  ['sample by x [a where b] [c where d]', 'sample x [a: b] [c: d]'],
];

/** The text that is marked, and the sentence. */
const mistakes: readonly (readonly [query: string, marked: string, message: string])[] = [
  [
    'proces wehre a',
    'wehre',
    'Expected `where` behind the event category, found `wehre`. Did you mean `where`?',
  ],
  [
    'p where a = 1',
    '=',
    'Expected `and`, `or` or the end of the query, found `=`. EQL compares with `==`, or with `:` where case does not count.',
  ],
  [
    'p where a AND b',
    'AND',
    'Expected `and`, `or` or the end of the query, found `AND`. EQL writes `and`, in small letters.',
  ],
  [
    'p where a adn b',
    'adn',
    'Expected `and`, `or` or the end of the query, found `adn`. Did you mean `and`?',
  ],
  [
    'p where a and',
    'and',
    'Expected a field or a value, found the end of the query. Nothing follows `and`.',
  ],
  ['p where (a or b', 'b', 'Expected `and`, `or` or `)`, found the end of the query.'],
  ['p where a)', ')', 'Expected `and`, `or` or the end of the query, found `)`.'],
  [
    'p where a in ("x" "y")',
    '"y"',
    'Expected `and`, `or` or `,` or `)`, found `"y"`. Values of a list are parted by commas.',
  ],
  [
    'p where a in ["x"]',
    '[',
    'Expected `(` and values, found `[`. A list stands in round brackets.',
  ],
  [
    'p where a in ("x",)',
    ')',
    'Expected a field or a value, found `)`. No comma stands behind the last value.',
  ],
  ["p where a == 'x'", "'", 'Expected no `\'` here. A text stands between `"`.'],
  ['p where a == "x\nand b', '"x', 'Expected `"` to close this text before the end of the line.'],
  [
    'p where a == "C:\\Windows"',
    '\\W',
    'Expected an escape such as `\\\\` or `\\"`, found `\\W`. Write `\\\\` for a backslash, or the text between `"""`.',
  ],
  [
    'p where a == "C:\\"',
    '\\"',
    'The quote is never closed: `\\"` is a quote inside the text. Write `\\\\` for a backslash.',
  ],
  ['p where a && b', '&', 'Expected no `&` here. EQL writes `and`.'],
  ['p where !a', '!', 'Expected no `!` here. EQL writes `not`.'],
  [
    'p where a is not null',
    'is',
    'Expected `and`, `or` or the end of the query, found `is`. EQL writes `== null` or `!= null`.',
  ],
  [
    'p where startsWit(a, "b")',
    'startsWit',
    'EQL has no function `startsWit`. Did you mean `startsWith`?',
  ],
  [
    'p where cidrMatch(a)',
    'cidrMatch(a)',
    'The function `cidrMatch` takes at least 2 arguments, not 1.',
  ],
  ['p where length~(a) > 1', 'length~', 'The function `length` has no form with `~`.'],
  ['p where a /* b', '/*', 'Expected `*/` to close this comment.'],
  ['p where a | count', 'count', 'Elasticsearch knows the pipes `head` and `tail`, not `count`.'],
  ['sequnce by a [b where c] [d where e]', 'sequnce', 'Expected `sequence`, found `sequnce`.'],
  ['sequence [a where b]', 'sequence', 'A sequence has at least two events, this one has one.'],
  [
    'sequence with maxspan=5 [a where b] [c where d]',
    '5',
    'Expected a unit behind `5`: `ms`, `s`, `m`, `h`, `d`.',
  ],
  [
    'sequence with maxspan=5min [a where b] [c where d]',
    'min',
    '`min` is no unit of time: expected `ms`, `s`, `m`, `h`, `d`.',
  ],
  [
    'sequence with maxpsan=5m [a where b] [c where d]',
    'maxpsan',
    'Expected `maxspan`, found `maxpsan`. Did you mean `maxspan`?',
  ],
  [
    'sequence [a where b] by x [c where d] by y, z',
    '[c where d] by y, z',
    'Every event has as many keys behind `by` as the first one, 1; this one has 2.',
  ],
  ['sequence [a where b] with runs=0 [c where d]', '0', 'An event is repeated 1 to 100 times.'],
  ['sequence [a where b] ![c where d]', 'sequence', 'A missing event `![...]` needs a `maxspan`.'],
  [
    'sample [a where b] [c where d]',
    'sample',
    'A sample joins its events by at least one key: `sample by ...`.',
  ],
];

const seeds = {
  tokens: [
    '(',
    ')',
    '[',
    '![',
    ']',
    ':',
    '"',
    '"""',
    '\\',
    '|',
    ' and ',
    ' not ',
    ' in (',
    '~',
    '/*',
    '.',
  ],
  texts: rows.map(([query]) => query),
};

describe('parseEql', () => {
  for (const [query, tree] of rows)
    it(JSON.stringify(query), () => {
      const { root, problems } = parseEql(query);
      assert.deepEqual(problems, []);
      assert.equal(root && show(root), tree);
    });

  for (const [query, marked, message] of mistakes)
    it(`refuses ${JSON.stringify(query)}`, () => {
      const { root, problems } = parseEql(query);
      assert.equal(root, undefined);
      assert.deepEqual(
        problems.map(({ code, span, ...problem }) => [
          code,
          query.slice(span.start, span.end),
          problem.message,
        ]),
        [['eql-syntax', marked, message]],
      );
    });

  it('shows where a bracket is open since', () => {
    const [problem] = parseEql('p where a and (b or c').problems;
    assert.deepEqual(problem?.related, [
      { span: { start: 14, end: 15 }, message: 'It is open since here.' },
    ]);
  });

  it('reads brackets as deep as it may, and no deeper', () => {
    const query = (depth: number): string => `p where ${'('.repeat(depth)}a${')'.repeat(depth)}`;
    assert.deepEqual(parseEql(query(maxDepth)).problems, []);
    assert.match(parseEql(query(20_000)).problems[0]?.message ?? '', /nested more than/);
    assert.match(
      parseEql(`p where ${'not '.repeat(20_000)}a`).problems[0]?.message ?? '',
      /nested/,
    );
  });

  it('gives a tree or one mistake within the text for any text', () => {
    const random = seededRandom(23);
    for (let i = 0; i < 5000; i++) {
      const text = mutate(rows[i % rows.length]?.[0] ?? '', random, seeds);
      const { root, problems } = parseEql(text);
      assert.equal(problems.length, root ? 0 : 1);
      for (const { span } of problems)
        assert.ok(contains({ start: 0, end: text.length }, span), JSON.stringify(text));
    }
  });
});
